"""Taking a whole batch back: it is one decision, with one time in which it can be undone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.permissions import Actor
from domain.question import deciding, undoing
from domain.record import outbox
from domain.record.lists import last_decision
from domain.refusals import NotAvailable, Stale
from models import Batch, BatchItem, Event, Outcome, Question


def undoable(batch: Batch, by: Actor, at: datetime) -> bool:
    """Whether ``by`` may take ``batch`` back now: their own, for two minutes, of a kind that can be."""
    own = by.user is not None and batch.user_id == by.user.id
    in_time = at - batch.created_at <= outbox.UNDO_WINDOW
    return own and in_time and batch.undo_asked_at is None and batch.action in undoing.UNDOABLE


def ask(batch: Batch, *, by: Actor, at: datetime) -> None:
    """Begin to take ``batch`` back; its row is locked. What it would say to askers is held back.

    Asked again, nothing more happens.

    Raises:
        NotAvailable: another's, too late, or of a kind that can't be undone.
    """
    if batch.undo_asked_at is not None and by.user is not None and batch.user_id == by.user.id:
        return
    if not undoable(batch, by, at):
        raise NotAvailable("undo")
    batch.undo_asked_at = at
    decided = select(BatchItem.event_id).where(
        BatchItem.batch_id == batch.id, BatchItem.outcome == Outcome.DONE
    )
    outbox.postpone(decided, until=at + outbox.UNDO_WINDOW)


def undo(question: Question, item: BatchItem, *, asked_at: datetime, by: Actor) -> Event:
    """Take one question of a batch back as of ``asked_at``, when the whole batch was.

    Raises: Stale, NotAvailable (something followed).
    """
    last = last_decision(question)
    if last is None or last.id != item.event_id:
        raise Stale(item.version, question.version)
    return deciding.undo(question, seen=question.version, by=by, at=max(asked_at, last.at))


def followed(question: Question, item: BatchItem) -> Event | None:
    """What followed the batch's decision on ``question``; None where an answer did."""
    last = last_decision(question)
    return None if last is None or last.id == item.event_id else last
