"""Running a batch, a few questions at a time, so that everybody else's decisions pass in between.

A step is one short transaction, which the caller begins and commits. Who steps holds the batch's lease;
whoever takes it after it lapsed goes on with what is still waiting.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import selectinload

from domain.desk.batches import deeds, taking_back
from domain.desk.batches.why import Why, told
from domain.permissions import Actor, Permission, demand
from domain.refusals import Refusal, Stale
from extensions import db
from models import Batch, BatchItem, Event, Outcome, Question

log = structlog.get_logger()
LEASE = timedelta(seconds=30)
"""How long a batch whose runner is gone waits until somebody may go on with it."""

CHUNK = 25
LONGEST_SECONDS = 0.15
"""A step ends with whichever comes first: so many questions, or so long a hold on the database."""

LEAST = 8
"""So many are done in any case: on a machine that is busy, beginning a step costs more than these."""

Deed = Callable[[Question, BatchItem], Event]


def at_work(batch: Batch) -> bool:
    """Whether something of ``batch`` is still to be done: to decide, or to take back."""
    undoing = batch.undo_asked_at is not None and batch.undone_at is None
    return batch.finished_at is None or undoing


def stands_still(batch: Batch, at: datetime) -> bool:
    """Whether something is to be done and nobody is doing it."""
    return at_work(batch) and (batch.leased_until is None or batch.leased_until <= at)


def locked(batch_id: int) -> Batch | None:
    """The batch with its row locked until the transaction ends, read afresh; None: no such."""
    return db.session.scalar(
        select(Batch).where(Batch.id == batch_id).with_for_update().execution_options(populate_existing=True)
    )


def take(batch_id: int, *, at: datetime) -> datetime | None:
    """Take the batch's lease; until when it is held, None where nothing is to do or another holds it."""
    batch = locked(batch_id)
    if batch is None or not stands_still(batch, at):
        return None
    batch.leased_until = at + LEASE
    db.session.flush()
    return batch.leased_until


def step(batch_id: int, lease: datetime, *, by: Actor, at: datetime) -> datetime | None:
    """Do the next few questions under ``lease``; the lease renewed, None where no more is to do.

    None too where somebody else took the lease meanwhile.
    """
    batch = locked(batch_id)
    if batch is None or batch.leased_until != lease:
        return None
    by = replace(by, batch=batch.id)
    if batch.finished_at is None:
        _decide(batch, by=by, at=at)
    else:
        _take_back(batch, by=by, at=at)
    batch.leased_until = at + LEASE if at_work(batch) else None
    db.session.flush()
    return batch.leased_until


def _decide(batch: Batch, *, by: Actor, at: datetime) -> None:
    if batch.undo_asked_at is not None:
        _leave_the_rest(batch)
    verb = deeds.deed(batch)

    def decide(question: Question, item: BatchItem) -> Event:
        demand(by, Permission.DECIDE, batch.panel_id)
        if question.version != item.version or question.panel_id != batch.panel_id:
            raise Stale(item.version, question.version)
        return verb(question, item.version, by, at)

    def left_out(item: BatchItem, question: Question, refusal: Refusal) -> None:
        why, event = told(refusal, question, batch.panel_id, by=by)
        _settle(item, Outcome.LEFT_OUT, event, why)

    if not _each(batch, Outcome.WAITING, decide, Outcome.DONE, left_out):
        batch.finished_at = at
        batch.fields = {name: value for name, value in batch.fields.items() if name not in deeds.FREE_TEXT}


def _take_back(batch: Batch, *, by: Actor, at: datetime) -> None:
    def undo(question: Question, item: BatchItem) -> Event:
        return taking_back.undo(question, item, asked_at=batch.undo_asked_at or at, by=by)

    def kept(item: BatchItem, question: Question, refusal: Refusal) -> None:
        _settle(item, Outcome.KEPT, taking_back.followed(question, item), Why.FOLLOWED)

    if not _each(batch, Outcome.DONE, undo, Outcome.UNDONE, kept):
        batch.undone_at = at


def _each(
    batch: Batch,
    outcome: Outcome,
    deed: Deed,
    done: Outcome,
    refused: Callable[[BatchItem, Question, Refusal], None],
) -> bool:
    """Do ``deed`` to the next questions whose item has ``outcome``; whether there may be more.

    One that fails is marked and takes none of the others with it.
    """
    ends = time.monotonic() + LONGEST_SECONDS
    items = db.session.scalars(
        select(BatchItem)
        .where(BatchItem.batch_id == batch.id, BatchItem.outcome == outcome)
        .order_by(BatchItem.question_id)
        .limit(CHUNK)
    ).all()
    questions = {question.id: question for question in _locked_questions(items)}
    for number, item in enumerate(items):
        if number >= LEAST and time.monotonic() > ends:
            return True
        question = questions[item.question_id]
        savepoint = db.session.begin_nested()
        try:
            event = deed(question, item)
            db.session.flush()
            savepoint.commit()
        except Refusal as refusal:
            savepoint.rollback()
            refused(item, question, refusal)
        except SQLAlchemyError as error:
            savepoint.rollback()
            log.error("batch-item", batch=batch.id, question=question.id, error=type(error).__name__)
            _settle(item, Outcome.LEFT_OUT if done is Outcome.DONE else Outcome.KEPT, None, Why.FAILED)
        else:
            _settle(item, done, event)
    return len(items) == CHUNK


def _settle(item: BatchItem, outcome: Outcome, event: Event | None, why: Why | None = None) -> None:
    item.outcome, item.event, item.why = outcome, event, why


def _leave_the_rest(batch: Batch) -> None:
    """The batch was taken back while it ran: what is still waiting is not decided any more."""
    db.session.execute(
        update(BatchItem)
        .where(BatchItem.batch_id == batch.id, BatchItem.outcome == Outcome.WAITING)
        .values(outcome=Outcome.LEFT_OUT, why=Why.STOPPED)
    )


def _locked_questions(items: Sequence[BatchItem]) -> Sequence[Question]:
    """The items' questions, locked in the order of their ids, so that two batches never deadlock."""
    return db.session.scalars(
        select(Question)
        .where(Question.id.in_([item.question_id for item in items]))
        .order_by(Question.id)
        .with_for_update(of=Question)
        .options(selectinload(Question.wordings), selectinload(Question.passport))
        .execution_options(populate_existing=True)
    ).all()
