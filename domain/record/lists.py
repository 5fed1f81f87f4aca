"""What is read of the record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from extensions import db
from models import Event, Question, SubjectKind

WITHOUT_VERSION = frozenset(
    {"note", "topics", "object", "confirm", "notify", "name", "erase", "reveal", "second-look"}
)
"""Actions that count no version: nobody's decision depends on them."""


def timeline(question: Question) -> Sequence[Event]:
    """Everything that happened to ``question`` and to its answers' statements, the newest first."""
    statements = [answer.statement_id for answer in question.answers]
    return db.session.scalars(
        select(Event)
        .where(
            or_(
                and_(Event.subject_kind == SubjectKind.QUESTION, Event.subject_id == question.id),
                and_(Event.subject_kind == SubjectKind.STATEMENT, Event.subject_id.in_(statements)),
            )
        )
        .options(joinedload(Event.user), joinedload(Event.note))
        .order_by(Event.at.desc(), Event.id.desc())
    ).all()


def last_with(question: Question, action: str) -> Event | None:
    """The newest event of ``question`` with this action, its note with it."""
    return newest(question, Event.action == action)


def last_decision(question: Question) -> Event | None:
    """The newest event of ``question`` that counted a version, with who and what they noted."""
    return newest(question, Event.action.not_in(WITHOUT_VERSION))


def newest(question: Question, *conditions: ColumnElement[bool]) -> Event | None:
    """The newest event of ``question`` that meets the conditions, with its user and note."""
    return db.session.scalar(
        select(Event)
        .where(Event.subject_kind == SubjectKind.QUESTION, Event.subject_id == question.id, *conditions)
        .options(joinedload(Event.note), joinedload(Event.user))
        .order_by(Event.seq.desc())
        .limit(1)
    )
