"""What is read of second looks: the next one, and where two disagreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, select, tuple_
from sqlalchemy.orm import joinedload

from domain.record.outbox import UNDO_WINDOW
from domain.tallies import Tally, up_to_cap
from extensions import db
from models import (
    Event,
    Executive,
    Panel,
    Question,
    SecondLook,
    Status,
    SubjectKind,
    User,
    Wording,
)

PAGE = 20
OLDEST = 2_000
"""Among how many that nobody has looked at yet one's own next one is looked for: the oldest."""

ADDRESSED = ("submit", "address")
"""Events that say to whom a question is put."""


@dataclass(frozen=True)
class Disagreement:
    """A second look that came out otherwise, with the words that were decided on."""

    look: SecondLook
    wording: Wording


@dataclass(frozen=True)
class Page:
    """One page of disagreements, and the place after which the next one begins (None: the last)."""

    rows: Sequence[Disagreement]
    next_after: tuple[datetime, int] | None


def next_for(panel: Panel, user: User, at: datetime) -> SecondLook | None:
    """The oldest decision that ``user`` may look at; None where there is none."""
    query = select(SecondLook).where(SecondLook.id.in_(_waiting(panel)), open_to(user, at))
    return db.session.scalar(query.order_by(SecondLook.id).limit(1))


def count_for(panel: Panel, user: User, at: datetime) -> int:
    """How many wait for ``user``, among the 2,000 oldest."""
    rows = select(SecondLook.id).where(SecondLook.id.in_(_waiting(panel)), open_to(user, at))
    return db.session.scalars(select(func.count()).select_from(rows.subquery())).one()


def count_looked(panel: Panel, user: User, since: datetime) -> Tally:
    """How many ``user`` has looked at since."""
    return up_to_cap(
        select(SecondLook.id).where(
            SecondLook.panel_id == panel.id,
            SecondLook.looked_at >= since,
            SecondLook.looked_by_id == user.id,
        )
    )


def open_to(user: User, at: datetime) -> ColumnElement[bool]:
    """Second looks that ``user`` may take: nobody has, and they had no part in the question.

    Whoever did anything to a question has seen what was decided. One that can still be undone, that
    its asker has withdrawn or whose words were erased isn't looked at.
    """
    acted = exists().where(
        Event.subject_kind == SubjectKind.QUESTION,
        Event.subject_id == SecondLook.question_id,
        Event.user_id == user.id,
    )
    readable = exists().where(
        Wording.question_id == SecondLook.question_id,
        Wording.number == SecondLook.wording,
        Wording.blanked_at.is_(None),
        Question.id == SecondLook.question_id,
        Question.status != Status.WITHDRAWN,
    )
    return and_(
        SecondLook.looked_at.is_(None),
        SecondLook.decided_by_id != user.id,
        SecondLook.decided_at <= at - UNDO_WINDOW,
        ~acted,
        readable,
    )


def may_look(look: SecondLook, user: User, at: datetime) -> bool:
    """Whether ``user`` may look at this one now."""
    found = select(SecondLook.id).where(SecondLook.id == look.id, open_to(user, at))
    return db.session.scalar(found) is not None


def find(second_look_id: int) -> SecondLook | None:
    """One second look with all that a page shows of it."""
    return db.session.scalar(
        select(SecondLook)
        .where(SecondLook.id == second_look_id)
        .options(
            joinedload(SecondLook.question).joinedload(Question.panel),
            joinedload(SecondLook.first_reason),
            joinedload(SecondLook.reason),
        )
    )


def wording(look: SecondLook) -> Wording:
    """The words that were decided on."""
    return db.session.get_one(Wording, (look.question_id, look.wording))


def addressees(look: SecondLook) -> Sequence[Executive] | None:
    """To whom it was put when it was decided, none: to all who answer; None where that isn't known."""
    said = db.session.scalar(
        select(Event)
        .where(
            Event.subject_kind == SubjectKind.QUESTION,
            Event.subject_id == look.question_id,
            Event.action.in_(ADDRESSED),
            Event.id < look.event_id,
        )
        .order_by(Event.seq.desc())
        .limit(1)
    )
    if said is None or "executives" not in said.details:
        return None
    return db.session.scalars(
        select(Executive)
        .where(Executive.id.in_(said.details["executives"]))
        .order_by(Executive.position, Executive.id)
    ).all()


def why(look: SecondLook) -> Event | None:
    """What the one who looked wrote of why they see it differently."""
    said = db.session.scalars(
        select(Event)
        .where(
            Event.subject_kind == SubjectKind.QUESTION,
            Event.subject_id == look.question_id,
            Event.user_id == look.looked_by_id,
            Event.action == "second-look",
            Event.note_digest.is_not(None),
        )
        .options(joinedload(Event.note))
    )
    return next((event for event in said if event.details.get("event") == look.event_id), None)


def disagreements(
    panel: Panel,
    *,
    after: tuple[datetime, int] | None = None,
    but: SecondLook | None = None,
    most: int = PAGE,
) -> Page:
    """Where two disagreed, the newest first; without the question of ``but``, which is being looked at."""
    place = tuple_(SecondLook.looked_at, SecondLook.id)
    query = (
        select(SecondLook, Wording)
        .join(
            Wording,
            and_(Wording.question_id == SecondLook.question_id, Wording.number == SecondLook.wording),
        )
        .where(*_disagreed(panel))
        .options(joinedload(SecondLook.first_reason), joinedload(SecondLook.reason))
        .order_by(SecondLook.looked_at.desc(), SecondLook.id.desc())
        .limit(most + 1)
    )
    if after is not None:
        query = query.where(place < after)
    if but is not None:
        query = query.where(SecondLook.question_id != but.question_id)
    rows = [Disagreement(*row) for row in db.session.execute(query)]
    last = rows[most - 1].look if len(rows) > most else None
    return Page(rows[:most], (last.looked_at, last.id) if last and last.looked_at else None)


def count_disagreements(panel: Panel) -> Tally:
    """In how many two disagreed."""
    return up_to_cap(select(SecondLook.id).where(*_disagreed(panel)))


def _disagreed(panel: Panel) -> tuple[ColumnElement[bool], ...]:
    return SecondLook.panel_id == panel.id, SecondLook.agreed == false()


def _waiting(panel: Panel) -> Select[Any]:
    oldest = (
        select(SecondLook.id)
        .where(SecondLook.panel_id == panel.id, SecondLook.looked_at.is_(None))
        .order_by(SecondLook.looked_at, SecondLook.id)
        .limit(OLDEST)
        .subquery()
    )
    return select(oldest.c.id)
