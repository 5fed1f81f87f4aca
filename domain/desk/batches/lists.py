"""What is read of a batch: how far it is, and whom it left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from extensions import db
from models import Batch, BatchItem, Event, OutboxMessage, Outcome, Question

PAGE = 20


@dataclass(frozen=True)
class Progress:
    """How many questions of a batch have which outcome."""

    waiting: int
    done: int
    left_out: int
    undone: int
    kept: int

    @property
    def went(self) -> int:
        """How many were decided, be they taken back since or not."""
        return self.done + self.undone + self.kept

    @property
    def over(self) -> int:
        """How many are no longer waiting."""
        return self.went + self.left_out


@dataclass(frozen=True)
class Items:
    """Some questions of a batch; ``next_after`` is the id of the last one where there are more."""

    rows: Sequence[BatchItem]
    next_after: int | None


def find(batch_id: int) -> Batch | None:
    """The batch with its panel and who made it."""
    return db.session.scalar(
        select(Batch).where(Batch.id == batch_id).options(joinedload(Batch.panel), joinedload(Batch.user))
    )


def progress(batch: Batch) -> Progress:
    """How far ``batch`` is."""
    counted = select(BatchItem.outcome, func.count()).where(BatchItem.batch_id == batch.id)
    found = dict(db.session.execute(counted.group_by(BatchItem.outcome)).all())
    return Progress(
        waiting=found.get(Outcome.WAITING, 0),
        done=found.get(Outcome.DONE, 0),
        left_out=found.get(Outcome.LEFT_OUT, 0),
        undone=found.get(Outcome.UNDONE, 0),
        kept=found.get(Outcome.KEPT, 0),
    )


def items(batch: Batch, outcome: Outcome, *, after: int = 0, most: int = PAGE) -> Items:
    """The batch's questions of one outcome in the order of their ids, with all that a row shows."""
    rows = db.session.scalars(
        select(BatchItem)
        .where(BatchItem.batch_id == batch.id, BatchItem.outcome == outcome, BatchItem.question_id > after)
        .order_by(BatchItem.question_id)
        .limit(most + 1)
        .options(
            joinedload(BatchItem.question).selectinload(Question.wordings),
            joinedload(BatchItem.question).joinedload(Question.merged_into).selectinload(Question.wordings),
            joinedload(BatchItem.event).options(joinedload(Event.user), joinedload(Event.note)),
        )
    ).all()
    page = rows[:most]
    return Items(page, page[-1].question_id if len(rows) > most else None)


def first_mail(batch: Batch) -> datetime | None:
    """When the first mail leaves that tells an asker of ``batch``; None where none is still to leave."""
    return db.session.scalar(
        select(func.min(OutboxMessage.not_before))
        .join(BatchItem, BatchItem.event_id == OutboxMessage.event_id)
        .where(
            BatchItem.batch_id == batch.id,
            BatchItem.outcome == Outcome.DONE,
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.cancelled_at.is_(None),
        )
    )


def by_id(question_ids: Sequence[int]) -> list[Question]:
    """These questions with their wordings, the one that was asked first at the top."""
    found = db.session.scalars(
        select(Question)
        .where(Question.id.in_(question_ids))
        .order_by(Question.asked_at, Question.id)
        .options(selectinload(Question.wordings))
    )
    return list(found)
