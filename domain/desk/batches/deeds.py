"""What a batch does to each of its questions: the same verbs as a single decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.desk import letters, reasons
from domain.permissions import Actor
from domain.question import deciding, fields
from domain.question.lifecycle import Action
from domain.refusals import BadField
from extensions import db
from models import Batch, Event, Question, Topic

Deed = Callable[[Question, int, Actor, datetime], Event]
ACTIONS = (
    Action.APPROVE,
    Action.REJECT,
    Action.HOLD,
    Action.RESUME,
    Action.SEND_BACK,
    Action.REOPEN,
    Action.TOPICS,
)
"""The decisions that many questions can share, in the order of their buttons."""

FREE_TEXT = frozenset({"explanation", "note", "message"})
"""Fields that are kept with the batch until it is done; from then on each event has its own note."""


def checked(action: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What of the fields of a batch ``action`` needs, tidied; ``until`` is an instant or None.

    Raises:
        BadField: a field can't be used, or there is no such action.
    """
    if action not in ACTIONS:
        raise BadField("action", "not-among-them")
    match action:
        case Action.REJECT:
            reason = reasons.find(str(given.get("reason") or ""))
            if reason is None:
                raise BadField("reason", "missing")
            if reason.retired_at is not None:
                raise BadField("reason", "out-of-use")
            said = letters.sendable("explanation", given.get("explanation") or "", required=False)
            return {"reason": reason.code, "explanation": said}
        case Action.HOLD:
            until: datetime | None = given.get("until")
            note = fields.note("note", given.get("note") or "")
            return {"note": note, "until": until.isoformat() if until else None}
        case Action.SEND_BACK:
            return {"message": letters.sendable("message", given.get("message") or "")}
        case Action.TOPICS:
            return {"topics": sorted({int(topic) for topic in given.get("topics") or ()})}
    return {}


def deed(batch: Batch) -> Deed:
    """What ``batch`` does to one question: a verb with its fields filled, which raises as the verb does."""
    match batch.action:
        case Action.APPROVE:
            return lambda question, seen, by, at: deciding.approve(question, seen=seen, by=by, at=at)
        case Action.REJECT:
            return _rejecting(batch.fields)
        case Action.HOLD:
            return _holding(batch.fields)
        case Action.RESUME:
            return lambda question, seen, by, at: deciding.resume(question, seen=seen, by=by, at=at)
        case Action.SEND_BACK:
            message = batch.fields["message"]
            return lambda question, seen, by, at: deciding.send_back(
                question, message=message, seen=seen, by=by, at=at
            )
        case Action.REOPEN:
            return lambda question, seen, by, at: deciding.reopen(question, seen=seen, by=by, at=at)
    return _sorting(batch)


def _rejecting(given: dict[str, Any]) -> Deed:
    reason = reasons.find(given["reason"])

    def reject(question: Question, seen: int, by: Actor, at: datetime) -> Event:
        if reason is None:
            raise BadField("reason", "missing")
        return deciding.reject(
            question, reason=reason, explanation=given["explanation"], seen=seen, by=by, at=at
        )

    return reject


def _holding(given: dict[str, Any]) -> Deed:
    until = datetime.fromisoformat(given["until"]) if given["until"] else None
    return lambda question, seen, by, at: deciding.hold(
        question, note=given["note"], until=until, seen=seen, by=by, at=at
    )


def _sorting(batch: Batch) -> Deed:
    chosen = db.session.scalars(
        select(Topic)
        .where(Topic.panel_id == batch.panel_id, Topic.id.in_(batch.fields["topics"]))
        .order_by(Topic.position, Topic.id)
    ).all()
    return lambda question, seen, by, at: deciding.set_topics(question, topics=chosen, by=by, at=at)
