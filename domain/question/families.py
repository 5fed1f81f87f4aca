"""Families: a root, the questions merged into it and those merged into them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.permissions import Actor
from domain.question import chains, lifecycle, undoing
from domain.question.lifecycle import Action
from domain.record import outbox
from domain.record.lists import newest
from domain.refusals import BadField, NotAvailable
from extensions import db
from models import Event, Question, Status

MERGEABLE_INTO = frozenset({Status.PENDING, Status.HELD, Status.APPROVED, Status.PUBLISHED})


def root(question: Question) -> Question:
    """The question at the end of the chain of merges; ``question`` itself where it isn't merged."""
    if question.merged_into_id is None:
        return question
    return db.session.get(Question, chains.above(question.id)[0]) or question


def members(question: Question) -> list[Question]:
    """Every question merged into ``question``, directly or through another."""
    family = chains.families([question.id])
    below = select(family.c.id).where(family.c.id != question.id)
    return list(db.session.scalars(select(Question).where(Question.id.in_(below)).order_by(Question.id)))


def find(question: Question, number: int) -> Question | None:
    """What ``question`` would be merged into where somebody chooses the one with this number: its root.

    None: there is no such question on its panel.
    """
    found = db.session.get(Question, number)
    if found is None or found.panel_id != question.panel_id or found.awaits_confirmation:
        return None
    return root(found)


def merge(question: Question, *, into: Question, seen: int, by: Actor, at: datetime) -> Event:
    """Merge ``question`` into ``into``; both rows are locked.

    ``into`` is itself not merged, so a loop can't arise.

    Raises: Stale, NotAvailable, BadField (``into`` can't take it).
    """
    lifecycle.check(question, Action.MERGE, seen=seen, by=by, at=at)
    if into.id == question.id:
        raise BadField("into", "itself")
    if into.panel_id != question.panel_id or into.status not in MERGEABLE_INTO:
        raise BadField("into", "cannot-take-it")
    event = lifecycle.move(
        question,
        Action.MERGE,
        by=by,
        at=at,
        columns={"merged_into_id": into.id},
        details={"into": into.id},
    )
    if into.published_at is not None:
        due = max(into.published_at, at + outbox.UNDO_WINDOW)
        for told in (question, *members(question)):
            outbox.tell_asker("published", told, event, at=at, not_before=due)
    return event


def unmerge(question: Question, *, seen: int, by: Actor, at: datetime) -> Event:
    """Take ``question`` out of its root and put it where it was. Raises Stale, NotAvailable."""
    lifecycle.check(question, Action.UNMERGE, seen=seen, by=by, at=at)
    merged = newest(
        question, Event.to_status == Status.MERGED.value, Event.from_status != Status.MERGED.value
    )
    if merged is None:
        raise NotAvailable(Action.UNMERGE, question.status)
    columns = undoing.thawed(merged.details["before"])
    target = columns.pop("status")
    outbox.cancel_announcements(question, *members(question), at=at)
    return lifecycle.move(question, Action.UNMERGE, by=by, at=at, target=target, columns=columns)
