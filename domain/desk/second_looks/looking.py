"""Somebody looks a second time. It changes nothing on the question."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.desk.second_looks import lists
from domain.permissions import Actor, Permission, demand
from domain.question import fields, loading
from domain.record import events
from domain.refusals import BadField, NotAvailable
from extensions import db
from models import Event, Question, Reason, SecondLook

ANSWERS = ("approve", "reject", "hold", "send-back", "merge")
"""What one may say at a second look."""

SECOND_LOOK = "second-look"


def locked(second_look_id: int) -> SecondLook | None:
    """The second look and its question, their rows locked until the transaction ends; None: no such."""
    question_id = db.session.scalar(select(SecondLook.question_id).where(SecondLook.id == second_look_id))
    if question_id is None:
        return None
    loading.locked(question_id)
    return db.session.scalar(
        select(SecondLook)
        .where(SecondLook.id == second_look_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def look(second: SecondLook, *, action: str, reason: Reason | None = None, by: Actor, at: datetime) -> Event:
    """Say what ``by`` would have decided of ``second``, which is locked; of a rejection for what reason.

    Raises:
        NotAllowed: the actor doesn't moderate this panel.
        NotAvailable: somebody was first, or the actor had a part in the question.
        BadField: there is no such action, or a rejection lacks a reason that is in use.
    """
    user = demand(by, Permission.DECIDE, second.panel_id)
    if not lists.may_look(second, user, at):
        raise NotAvailable(SECOND_LOOK)
    if action not in ANSWERS:
        raise BadField("action", "not-an-answer")
    if action == "reject":
        if reason is None:
            raise BadField("reason", "missing")
        if reason.retired_at is not None:
            raise BadField("reason", "out-of-use")
    else:
        reason = None
    second.looked_by_id, second.looked_at, second.action = user.id, at, action
    second.reason_id = reason.id if reason else None
    second.agreed = (action, second.reason_id) == (second.first_action, second.first_reason_id)
    said = {"action": action, "agreed": second.agreed, "event": second.event_id}
    if reason:
        said["reason"] = reason.code
    return events.write(_question(second), SECOND_LOOK, by=by, at=at, details=said)


def explain(second: SecondLook, *, why: str, by: Actor, at: datetime) -> Event:
    """Write why one sees it differently, once; sent twice, the same words are kept once.

    Raises:
        NotAllowed: the actor doesn't moderate this panel.
        NotAvailable: somebody else looked, both agreed, or it was written already.
        BadField: there are no words, or too many.
    """
    user = demand(by, Permission.DECIDE, second.panel_id)
    if second.looked_by_id != user.id or second.agreed is not False:
        raise NotAvailable(SECOND_LOOK)
    text = fields.note("otherwise", why)
    known = lists.why(second)
    if known is not None:
        if known.note is None or known.note.text != text:
            raise NotAvailable(SECOND_LOOK)
        return known
    return events.write(
        _question(second), SECOND_LOOK, by=by, at=at, details={"event": second.event_id}, note=text
    )


def _question(second: SecondLook) -> Question:
    return db.session.get_one(Question, second.question_id)
