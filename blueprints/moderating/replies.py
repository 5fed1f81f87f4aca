"""What a decision is answered with: where it leads, and the same in words for a script."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext

from blueprints.moderating.deciding import DecisionForm
from blueprints.moderating.queue.filters import carried
from blueprints.phrases import action_done, number, status_word
from domain.desk import claims, own
from domain.desk.batches import lists as batches
from domain.desk.batches import taking_back
from domain.permissions import Actor
from domain.record.outbox import UNDO_WINDOW
from models import Question, Status

JSON = "application/json"
LEADS_ON = frozenset({"approve", "reject", "hold", "send-back", "merge"})
"""What takes a pending question out of the queue: the next one follows."""


def to_script() -> bool:
    """Whether the request asks for JSON rather than for a page."""
    return request.accept_mimetypes.best_match(["text/html", JSON]) == JSON


def onward(question: Question, action: str, was: Status, by: Actor, at: datetime) -> str:
    """Where ``action``, just taken on ``question``, leads: to the next, claimed, or back to it."""
    if was is not Status.PENDING or action not in LEADS_ON:
        return url_for("moderating.question", question_id=question.id, **carried())
    following = claims.next_free(question.panel, by=by, at=at)
    if following is None:
        return url_for("moderating.queue", panel=question.panel.slug)
    return url_for("moderating.question", question_id=following.id, **carried())


def done(question: Question, action: str, address: str, by: Actor, at: datetime) -> Any:
    """The answer to a decision that was committed."""
    if not to_script():
        return redirect(address, 303)
    return {
        "done": said(question, action),
        "number": question.id,
        "version": question.version,
        "status": question.status.value,
        "outcome": _outcome(question),
        "undo": undo(by, at),
        "next": address,
    }


def refused(form: DecisionForm) -> tuple[dict[str, Any], int]:
    """What was wrong, field by field."""
    errors = {name: [str(error) for error in errors] for name, errors in form.errors.items() if name}
    if "csrf_token" in errors:
        errors["csrf_token"] = [gettext("This form was open for too long. Send it again.")]
    return {"errors": errors}, 422


def undo(by: Actor, at: datetime) -> dict[str, Any] | None:
    """One's own last decision and the form that takes it back; None where there is none."""
    last = own.last_undoable(by, at)
    if last is None:
        return None
    question, event = last
    if "batch" in event.details:
        return _undo_of_batch(question, event.details["batch"], by, at)
    return {
        "number": question.id,
        "address": url_for("moderating.decide", question_id=question.id, action="undo", **carried()),
        "version": question.version,
        "left": _seconds_left(event.at, at),
        "what": said(question, event.action),
    }


def takes_back(undo: dict[str, Any] | None, question: Question) -> bool:
    """Whether ``undo`` takes back what was done to ``question`` alone."""
    own_address = url_for("moderating.decide", question_id=question.id, action="undo")
    return undo is not None and undo["address"].partition("?")[0] == own_address


def _undo_of_batch(question: Question, batch_id: int, by: Actor, at: datetime) -> dict[str, Any] | None:
    """The same of a batch, which is one decision."""
    batch = batches.find(batch_id)
    if batch is None or not taking_back.undoable(batch, by, at):
        return None
    count = batches.progress(batch).done
    return {
        "number": question.id,
        "address": url_for("moderating.undo_batch", batch_id=batch_id),
        "version": question.version,
        "left": _seconds_left(batch.created_at, at),
        "what": gettext("%(count)s %(done)s", count=number(count), done=action_done(batch.action)),
    }


def said(question: Question, action: str) -> str:
    """No. 1,209 approved."""
    return gettext("No. %(number)s %(done)s", number=number(question.id), done=action_done(action))


def _outcome(question: Question) -> str:
    """How it stands, for its row: Rejected, spam, by you."""
    words = [status_word(question.status), gettext("by you")]
    if question.status is Status.REJECTED and question.reason is not None:
        words.insert(1, question.reason.title)
    return ", ".join(words)


def _seconds_left(since: datetime, at: datetime) -> int:
    return max(int((since + UNDO_WINDOW - at).total_seconds()), 0)
