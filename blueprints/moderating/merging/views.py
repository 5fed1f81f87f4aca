"""The page on which the root of a merge is chosen. The decision itself has the door of all decisions."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, url_for

from blueprints.access import acting_user, demand, requires
from blueprints.moderating import bp
from blueprints.moderating.merging import shown
from blueprints.moderating.queue.filters import carried
from domain.permissions import Permission
from domain.question import lifecycle, lists
from domain.question.lifecycle import Action


@bp.get("/questions/<id:question_id>/merge")
@requires(Permission.DECIDE)
def merge(question_id: int) -> Any:
    """What the question could be merged into; where that is not possible as it stands, the question."""
    question = lists.whole(question_id)
    if question is None:
        abort(404)
    demand(Permission.DECIDE, question.panel_id)
    if not lifecycle.may_take(question, Action.MERGE, acting_user(), g.now):
        return redirect(url_for("moderating.question", question_id=question.id, **carried()), 303)
    return render_template("moderating/merging/page.html", **shown.page(question))
