"""What is read of panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.panel import window
from domain.permissions import Permission, panels_within
from domain.tallies import Tally, counted, up_to_cap
from domain.visibility import answer_published, panel_listed, question_published, question_waiting
from extensions import db
from models import (
    Answer,
    Event,
    Executive,
    Notice,
    NotTaken,
    Panel,
    Question,
    Standing,
    Status,
    SubjectKind,
    Topic,
    User,
)

CHANGES = ("create", "edit", "open", "close", "archive")
"""Actions on a panel that count a version of its settings."""

BY_STATE = (window.OPEN, window.PAUSED, window.CLOSED, window.UPCOMING, window.ARCHIVED)
"""In which order the staff find their panels: where there is work first."""


@dataclass(frozen=True)
class Listed:
    """A panel in a list: its state, how many questions are published and, where it lists them, open."""

    panel: Panel
    state: str
    published: Tally
    waiting: Tally | None


@dataclass(frozen=True)
class Seated:
    """An executive of a panel and on how many published questions they have an answer."""

    executive: Executive
    published: Tally

    @property
    def listed(self) -> bool:
        """Whether readers find them on the panel: who has left only where there are answers."""
        return self.executive.standing is not Standing.LEFT or self.published > 0


@dataclass(frozen=True)
class Managed:
    """A panel as those who manage it list it."""

    panel: Panel
    state: str
    pending: int
    published: Tally
    executives: int


@dataclass(frozen=True)
class Pieces:
    """How many of each piece a panel has."""

    executives: int
    topics: int
    notices: int
    not_taken: int


def managed(user: User, at: datetime) -> list[Managed]:
    """The panels whose settings ``user`` may read, those that opened last first."""
    pending = _counted(Question, Question.panel_id == Panel.id, Question.status == Status.PENDING)
    rows = db.session.execute(
        select(Panel, pending, _capped_count(question_published(at)), _counted(Executive, _own(Executive)))
        .where(panels_within(user, Permission.READ_PANELS))
        .order_by(Panel.opens_at.desc(), Panel.id.desc())
        .limit(200)
    )
    return [
        Managed(panel, window.state(panel, at), waiting, Tally(published), executives)
        for panel, waiting, published, executives in rows
    ]


def pieces(panel: Panel) -> Pieces:
    """How many executives, topics, notices and topics not taken the panel has."""
    kinds: tuple[Any, ...] = (Executive, Topic, Notice, NotTaken)
    counts = db.session.execute(
        select(*(_counted(kind, _own(kind)) for kind in kinds)).where(Panel.id == panel.id)
    ).one()
    return Pieces(*tuple(counts))


def last_change(panel: Panel) -> Event | None:
    """The newest event that counted a version of the panel's settings, with who caused it."""
    return db.session.scalar(
        select(Event)
        .where(
            Event.subject_kind == SubjectKind.PANEL,
            Event.subject_id == panel.id,
            Event.action.in_(CHANGES),
        )
        .options(joinedload(Event.user))
        .order_by(Event.seq.desc())
        .limit(1)
    )


def public(at: datetime) -> list[Listed]:
    """The panels of the home page, those that opened last first."""
    published = _capped_count(question_published(at))
    waiting = _capped_count(question_waiting(at))
    rows = db.session.execute(
        select(Panel, published, waiting)
        .where(panel_listed(at))
        .options(selectinload(Panel.executives), joinedload(Panel.banner))
        .order_by(Panel.opens_at.desc(), Panel.id.desc())
        .limit(200)
    )
    return [
        Listed(panel, window.state(panel, at), Tally(n), Tally(m) if panel.list_open else None)
        for panel, n, m in rows
    ]


def seated(panel: Panel, at: datetime) -> list[Seated]:
    """The panel's executives in their order, with their published answers counted."""
    shown = select(Answer.id).where(Answer.executive_id == Executive.id, answer_published(at))
    rows = db.session.execute(
        select(Executive, counted(shown.correlate(Executive)))
        .where(Executive.panel_id == panel.id)
        .order_by(Executive.position, Executive.id)
    )
    return [Seated(executive, Tally(count)) for executive, count in rows]


def for_desk(user: User, permission: Permission, at: datetime) -> Sequence[Panel]:
    """The panels on which ``user`` holds ``permission``: open ones first, of each state the newest first."""
    found = db.session.scalars(
        select(Panel)
        .where(panels_within(user, permission))
        .order_by(Panel.opens_at.desc(), Panel.id.desc())
        .limit(200)
    ).all()
    return sorted(found, key=lambda panel: BY_STATE.index(window.state(panel, at)))


def waiting(panel: Panel, at: datetime) -> Tally | None:
    """How many questions wait for an answer; None where the panel doesn't list them."""
    if not panel.list_open:
        return None
    return up_to_cap(select(Question.id).where(Question.panel_id == panel.id, question_waiting(at)))


def _own(kind: Any) -> ColumnElement[bool]:
    own: ColumnElement[bool] = kind.panel_id == Panel.id
    return own


def _counted(kind: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    rows = select(func.count()).select_from(kind).where(*conditions).correlate(Panel)
    return rows.scalar_subquery()


def _capped_count(condition: ColumnElement[bool]) -> ScalarSelect[int]:
    return counted(select(Question.id).where(Question.panel_id == Panel.id, condition).correlate(Panel))
