"""The asker takes a question back, or says what is wrong with what was made of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from domain.permissions import Actor
from domain.question import fields, lifecycle
from domain.question.families import members
from domain.question.lifecycle import Action
from domain.record import outbox
from extensions import db
from models import Asker, Event, Question, Status


def withdraw(question: Question, *, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Withdraw ``question`` for good, with whatever was scheduled.

    The asker of a root with members only leaves it: others ask the same, so it stays, without them.

    Raises: Stale, NotAvailable (it is public, or withdrawn already).
    """
    lifecycle.check(question, Action.WITHDRAW, seen=seen, by=by, at=at)
    outbox.cancel_announcements(question, at=at)
    if members(question):
        _forget_asker(question)
        return lifecycle.move(
            question,
            Action.WITHDRAW,
            by=by,
            at=at,
            target=question.status,
            columns={"asker_left_at": at},
            details={"left": True},
        )
    for answer in question.answers:
        answer.published_at = None
    columns: dict[str, datetime | None] = {"withdrawn_at": at}
    if question.first_published_at is not None and question.first_published_at > at:
        columns["first_published_at"] = None
    return lifecycle.move(question, Action.WITHDRAW, by=by, at=at, columns=columns)


def _forget_asker(question: Question) -> None:
    """Erase what the asker told, unless another question of the same submission still needs it."""
    needing = select(Question.id).where(
        Question.passport_id == question.passport_id,
        Question.id != question.id,
        Question.status != Status.WITHDRAWN,
        Question.asker_left_at.is_(None),
    )
    if db.session.scalar(needing.limit(1)) is None:
        db.session.execute(delete(Asker).where(Asker.passport_id == question.passport_id))


def appeal(question: Question, *, why: str, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Object to a rejection, once; another moderator decides. Raises Stale, NotAvailable, BadField."""
    lifecycle.check(question, Action.APPEAL, seen=seen, by=by, at=at)
    text = fields.why(why)
    return lifecycle.move(question, Action.APPEAL, by=by, at=at, columns={"appealed_at": at}, note=text)


def object_to(question: Question, *, why: str, by: Actor, at: datetime) -> Event:
    """Object to the wording that is to be published, or to what else is about to happen.

    It moves nothing: the moderators read it beside the question. Raises NotAvailable, BadField.
    """
    lifecycle.check(question, Action.OBJECT, seen=None, by=by, at=at)
    return lifecycle.move(question, Action.OBJECT, by=by, at=at, note=fields.why(why))
