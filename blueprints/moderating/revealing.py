"""Showing the asker's name and address: one click, on the record, for ten minutes."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext

from blueprints.access import acting_user, demand, requires
from blueprints.moderating import bp, desk
from blueprints.moderating.asked import RevealForm
from domain.desk import revealing
from domain.permissions import Permission
from domain.question import lists, loading
from domain.refusals import NotAvailable
from extensions import begin_writing, clock, db


@bp.post("/questions/<id:question_id>/reveal")
@requires(Permission.DECIDE)
def reveal(question_id: int) -> Any:
    """Show the asker's name and address to the one who presses, for ten minutes."""
    found = lists.whole(question_id)
    if found is None:
        abort(404)
    demand(Permission.READ_DESK, found.panel_id)
    demand(Permission.DECIDE, found.panel_id)
    if not RevealForm().validate():
        return _not_shown(question_id, gettext("This form was open for too long. Send it again.")), 422
    begin_writing()
    locked = loading.locked(question_id)
    if locked is None:
        abort(404)
    try:
        revealing.reveal(locked, by=acting_user(), at=clock.now())
        db.session.commit()
    except NotAvailable:
        db.session.rollback()
        return _not_shown(question_id, gettext("There is no name and no address any more.")), 409
    return redirect(url_for("moderating.question", question_id=question_id, _anchor="asker"), 303)


def _not_shown(question_id: int, problem: str) -> str:
    """The page as it stands, with what hindered."""
    found = lists.whole(question_id)
    if found is None:
        abort(404)
    page = desk.question_page(found)
    return render_template("moderating/question.html", **page, not_shown=problem)
