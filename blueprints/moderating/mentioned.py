"""Being named in a note: whoever was says that they have seen it."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext

from blueprints.access import requires, signed_in_user
from blueprints.form import Form
from blueprints.moderating import bp, desk
from blueprints.returning import own_address
from domain.desk import mentions
from domain.permissions import Permission, may
from domain.question import lists
from extensions import begin_writing, clock, db
from models import Mention


class SeenForm(Form):
    """Nothing but its token."""


@bp.post("/mentions/<id:event_id>/seen")
@requires(Permission.READ_DESK)
def see_mention(event_id: int) -> Any:
    """Whoever is named in the note of this event has seen it. ``next`` may lead back to where they were."""
    question_id = _mine(event_id).question_id
    if not SeenForm().validate():
        found = lists.whole(question_id)
        if found is None:
            abort(404)
        problem = gettext("This form was open for too long. Send it again.")
        page = desk.question_page(found)
        return render_template("moderating/question.html", **page, not_seen=problem), 422
    begin_writing()
    mentions.see(_mine(event_id), at=clock.now())
    db.session.commit()
    back = own_address(request.form.get("next"))
    return redirect(back or url_for("moderating.question", question_id=question_id), 303)


def _mine(event_id: int) -> Mention:
    """The mention of the signed-in person; on a desk that they may read, else a 404."""
    user = signed_in_user()
    mention = mentions.find(event_id, user)
    if mention is None or not may(user, Permission.READ_DESK, mention.question.panel_id):
        abort(404)
    return mention
