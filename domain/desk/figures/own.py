"""What one moderator did today, and what waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select

from domain.question.lists import ARRIVED
from domain.tallies import CAP, Tally
from extensions import db
from models import Event, Panel, Question, Status, SubjectKind, User

DECISIONS = ("approve", "reject", "hold", "send-back", "merge")
MOST = 100
"""How far is counted of what waits for one person."""


@dataclass(frozen=True)
class Appeals:
    """Appeals that ``user`` may decide: how many, the oldest, and who had rejected them."""

    count: int
    oldest: Question
    rejected_by: Sequence[str]


@dataclass(frozen=True)
class Holds:
    """Questions held until a time that has passed: how many, and the one whose time passed first."""

    count: int
    first: Question


def decided(user: User, since: datetime) -> Tally:
    """How many decisions ``user`` took since and has not taken back, on whichever panel."""
    undone = Event.details["undone"].as_string()
    rows = (
        select(Event.action, undone.label("undone"))
        .where(
            Event.user_id == user.id,
            Event.at >= since,
            Event.subject_kind == SubjectKind.QUESTION,
            Event.action.in_((*DECISIONS, "undo")),
        )
        .limit(CAP + 1)
        .subquery()
    )
    taken = func.count().filter(rows.c.action != "undo")
    taken_back = func.count().filter(rows.c.undone.in_(DECISIONS))
    found, back = db.session.execute(select(taken, taken_back)).one()
    return Tally(max(found - back, 0))


def appeals(panel: Panel, user: User) -> Appeals | None:
    """What was appealed against and ``user`` did not reject; None where there is none."""
    found = _oldest(
        panel,
        Question.status == Status.PENDING,
        Question.appealed_at.is_not(None),
        Question.rejected_by_id.is_distinct_from(user.id),
        by=Question.appealed_at,
    )
    if not found:
        return None
    named = select(User.name).where(User.id.in_({question.rejected_by_id for question in found}))
    return Appeals(len(found), found[0], db.session.scalars(named.order_by(User.name)).all())


def holds_run_out(panel: Panel, at: datetime) -> Holds | None:
    """What was held until a time that has passed; None where there is none."""
    found = _oldest(panel, Question.status == Status.HELD, Question.held_until <= at, by=Question.held_until)
    return Holds(len(found), found[0]) if found else None


def _oldest(
    panel: Panel, *conditions: ColumnElement[bool], by: SQLColumnExpression[Any]
) -> Sequence[Question]:
    return db.session.scalars(
        select(Question)
        .where(Question.panel_id == panel.id, *conditions, ARRIVED)
        .order_by(by, Question.id)
        .limit(MOST)
    ).all()
