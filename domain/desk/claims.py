"""Claims: who is reading a pending question, for ten minutes, and which one is free for the next person.

A claim only prevents that two people work on the same question. It refuses nobody: the version decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from domain.permissions import Actor, Permission, may
from extensions import db
from models import Claim, Panel, Question, Status, User, Wording

LEASE = timedelta(minutes=10)
RENEWED_BELOW = timedelta(minutes=9)
"""A lease with more left is as good as new: to renew it would be a write for nothing."""


def claim(question: Question, *, by: Actor, at: datetime) -> bool:
    """Take or renew the claim of ``by`` on ``question``; whether it is theirs now.

    It is not where somebody else's claim has not lapsed, or where ``by`` may not decide the question
    or it is not pending. The question's row is locked first, as every decision locks it.
    """
    if not _decides(by, question.panel_id):
        return False
    found = select(Question.id).where(Question.id == question.id, *_to_decide(by))
    if db.session.scalar(found.with_for_update(key_share=True)) is None:
        return False
    return _take(question.id, by, at)


def wanted(question: Question, *, by: Actor, at: datetime) -> bool:
    """Whether ``claim`` would gain anything: it is free, or theirs with less than nine minutes left."""
    if by.user is None or not _decides(by, question.panel_id):
        return False
    found = db.session.execute(
        select(Question.id, Claim.user_id, Claim.until)
        .outerjoin(Claim, Claim.question_id == Question.id)
        .where(Question.id == question.id, *_to_decide(by))
    ).first()
    if found is None:
        return False
    if found.until is None or found.until <= at:
        return True
    return bool(found.user_id == by.user.id and found.until - at < RENEWED_BELOW)


def next_free(panel: Panel, *, by: Actor, at: datetime, skip: int | None = None) -> Question | None:
    """The question of ``panel`` that ``by`` should decide next, claimed; None: there is none.

    The one already theirs and undecided, else the oldest that nobody else has. The question with the
    id ``skip`` is let go and passed over; where it is still pending, those asked after it come first,
    so that who skips one after the other gets through the queue.
    """
    if not _decides(by, panel.id):
        return None
    after = _let_go(panel, skip, by) if skip is not None else None
    mine = _claimed_by(by, at)
    waiting = _waiting(panel, by, skip)
    sources = [waiting.where(Question.id.in_(mine), _claimed(at, by))] if mine else []
    sources.append(waiting.where(~_claimed(at)))
    for query in (turn for source in sources for turn in _in_turn(source, after)):
        # One that was claimed after the query began is found once, and is not to be had.
        while (question := db.session.scalar(query)) is not None:
            if _take(question.id, by, at):
                return question
    return None


def first_free(
    panels: Sequence[Panel], *, by: Actor, at: datetime, skip: int | None = None
) -> Question | None:
    """The same over several panels: one already theirs on any of them, else of the first that has one."""
    mine = select(Question.panel_id).where(Question.id.in_(_claimed_by(by, at)), Question.id != (skip or 0))
    begun = set(db.session.scalars(mine))
    pending = exists().where(Question.panel_id == Panel.id, Question.status == Status.PENDING)
    ids = [panel.id for panel in panels]
    busy = set(db.session.scalars(select(Panel.id).where(Panel.id.in_(ids), pending)))
    for panel in sorted(panels, key=lambda panel: panel.id not in begun):
        found = next_free(panel, by=by, at=at, skip=skip) if panel.id in busy else None
        if found is not None:
            return found
    return None


def drop(question: Question, *, by: Actor) -> None:
    """Let ``question`` go, where it is claimed by ``by``."""
    _drop(question.id, by)


def end(question: Question) -> None:
    """End whoever's claim on ``question``: it was decided, or is pending no longer."""
    db.session.execute(delete(Claim).where(Claim.question_id == question.id))


def live(question_ids: Iterable[int], at: datetime) -> dict[int, Claim]:
    """The claims on these questions that have not lapsed, with whose they are, by question."""
    found = db.session.scalars(
        select(Claim)
        .where(Claim.question_id.in_(list(question_ids)), Claim.until > at)
        .options(joinedload(Claim.user).load_only(User.id, User.name))
    )
    return {claim.question_id: claim for claim in found}


def _decides(by: Actor, panel_id: int) -> bool:
    return by.user is not None and may(by.user, Permission.DECIDE, panel_id)


def _to_decide(by: Actor) -> tuple[ColumnElement[bool], ...]:
    """Pending, arrived, with words, and no appeal against a rejection by the same person."""
    assert by.user is not None
    newest = (
        select(Wording.blanked_at)
        .where(Wording.question_id == Question.id)
        .order_by(Wording.number.desc())
        .limit(1)
        .correlate(Question)
        .scalar_subquery()
    )
    return (
        Question.status == Status.PENDING,
        Question.awaits_confirmation.is_(False),
        or_(
            Question.appealed_at.is_(None),
            Question.rejected_by_id.is_(None),
            Question.rejected_by_id != by.user.id,
        ),
        newest.is_(None),
    )


def _waiting(panel: Panel, by: Actor, skip: int | None) -> Select[Question]:
    """What ``by`` could decide of ``panel``, oldest first, one at a time.

    A row that somebody has locked is being claimed or decided this moment: it is passed over.
    """
    query = select(Question).where(Question.panel_id == panel.id, *_to_decide(by))
    if skip is not None:
        query = query.where(Question.id != skip)
    return (
        query.order_by(Question.asked_at, Question.id)
        .limit(1)
        .with_for_update(of=Question, key_share=True, skip_locked=True)
    )


def _in_turn(query: Select[Question], after: tuple[datetime, int] | None) -> list[Select[Question]]:
    """First from ``after`` on, then from the beginning."""
    if after is None:
        return [query]
    return [query.where(tuple_(Question.asked_at, Question.id) > after), query]


def _claimed(at: datetime, by: Actor | None = None) -> ColumnElement[bool]:
    """Questions with a claim that has not lapsed, whosesoever or that of ``by``."""
    found = select(Claim.question_id).where(Claim.question_id == Question.id, Claim.until > at)
    if by is not None and by.user is not None:
        found = found.where(Claim.user_id == by.user.id)
    return found.correlate(Question).exists()


def _claimed_by(by: Actor, at: datetime) -> list[int]:
    """The ids of what is theirs: a few, and in a query of its own no plan walks the queue for them."""
    assert by.user is not None
    mine = select(Claim.question_id).where(Claim.user_id == by.user.id, Claim.until > at)
    return list(db.session.scalars(mine))


def _let_go(panel: Panel, skip: int, by: Actor) -> tuple[datetime, int] | None:
    """Drop the claim on the skipped question; its place in the queue, where it is still there."""
    _drop(skip, by)
    row = db.session.execute(
        select(Question.asked_at, Question.id).where(
            Question.id == skip, Question.panel_id == panel.id, Question.status == Status.PENDING
        )
    ).first()
    return (row.asked_at, row.id) if row else None


def _drop(question_id: int, by: Actor) -> None:
    assert by.user is not None
    db.session.execute(delete(Claim).where(Claim.question_id == question_id, Claim.user_id == by.user.id))


def _take(question_id: int, by: Actor, at: datetime) -> bool:
    """Write the claim unless another's has not lapsed, in one statement; whether it was written."""
    assert by.user is not None
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: Any = insert(Claim).values(
        question_id=question_id, user_id=by.user.id, claimed_at=at, until=at + LEASE
    )
    still_theirs = and_(Claim.user_id == by.user.id, Claim.until > at)
    statement = statement.on_conflict_do_update(
        index_elements=["question_id"],
        set_={
            "user_id": statement.excluded.user_id,
            "claimed_at": case((still_theirs, Claim.claimed_at), else_=statement.excluded.claimed_at),
            "until": statement.excluded.until,
        },
        where=or_(Claim.user_id == by.user.id, Claim.until <= at),
    )
    return db.session.scalar(statement.returning(Claim.question_id)) is not None
