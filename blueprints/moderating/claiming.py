"""Claims at the desk: the next question, one that is opened, one that stays open."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, request, url_for

from blueprints.access import acting_user, demand, requires, signed_in_user
from blueprints.form import Form
from blueprints.moderating import bp
from blueprints.paging import whole_number
from domain.desk import claims
from domain.panel import window
from domain.panel.lists import for_desk
from domain.permissions import Permission
from extensions import begin_writing, clock, db
from models import Panel, Question


@bp.get("/next")
@requires(Permission.DECIDE)
def next_question() -> Any:
    """To the question that is to be decided next, claimed; to the queue where there is none."""
    skip = _skipped()
    begin_writing()
    found = claims.first_free(_panels(), by=acting_user(), at=clock.now(), skip=skip)
    address = (
        url_for("moderating.question", question_id=found.id)
        if found is not None
        else url_for("moderating.queue", panel=request.args.get("panel") or None)
    )
    db.session.commit()
    return redirect(address, 303)


@bp.post("/questions/<id:question_id>/claim")
@requires(Permission.DECIDE)
def claim(question_id: int) -> Any:
    """Keep the claim on a question that stays open; one that is somebody else's is left to them."""
    question = db.session.get(Question, question_id)
    if question is None:
        abort(404)
    demand(Permission.DECIDE, question.panel_id)
    if not Form().validate():
        return "", 422
    keep(question_id)
    return "", 204


def keep(question_id: int) -> None:
    """Take or renew the claim of who opens the question, where there is anything to gain by it.

    A transaction of its own, ended before the page is read.
    """
    question = db.session.get(Question, question_id)
    if question is None or not claims.wanted(question, by=acting_user(), at=g.now):
        return
    begin_writing()
    claims.claim(question, by=acting_user(), at=clock.now())
    db.session.commit()


def _panels() -> list[Panel]:
    """The panel of the address; without one all that are open and theirs to decide."""
    mine = for_desk(signed_in_user(), Permission.DECIDE, g.now)
    slug = request.args.get("panel")
    if not slug:
        return [panel for panel in mine if window.state(panel, g.now) == window.OPEN]
    return [next((panel for panel in mine if panel.slug == slug), None) or abort(404)]


def _skipped() -> int | None:
    value = request.args.get("skip")
    if not value:
        return None
    number = whole_number(value)
    if number is None:
        abort(400, "skip")
    return number
