"""What is read of panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import selectinload

from domain.panel import window
from domain.permissions import Permission, panels_within
from domain.tallies import CAP, Tally, up_to_cap
from domain.visibility import answer_published, panel_listed, question_published, question_waiting
from extensions import db
from models import Answer, Executive, Panel, Question, User


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


def public(at: datetime) -> list[Listed]:
    """The panels of the home page, those that opened last first."""
    published = _capped_count(question_published(at))
    waiting = _capped_count(question_waiting())
    rows = db.session.execute(
        select(Panel, published, waiting)
        .where(panel_listed(at))
        .options(selectinload(Panel.executives))
        .order_by(Panel.opens_at.desc(), Panel.id.desc())
        .limit(200)
    )
    return [
        Listed(panel, window.state(panel, at), Tally(n), Tally(m) if panel.list_open else None)
        for panel, n, m in rows
    ]


def seated(panel: Panel, at: datetime) -> list[Seated]:
    """The panel's executives in their order, with their published answers counted."""
    shown = (
        select(Answer.id)
        .where(Answer.executive_id == Executive.id, answer_published(at))
        .correlate(Executive)
        .limit(CAP + 1)
        .subquery()
    )
    rows = db.session.execute(
        select(Executive, select(func.count()).select_from(shown).scalar_subquery())
        .where(Executive.panel_id == panel.id)
        .order_by(Executive.position, Executive.id)
    )
    return [Seated(executive, Tally(count)) for executive, count in rows]


def for_desk(user: User, permission: Permission) -> Sequence[Panel]:
    """The panels on which ``user`` holds ``permission``, those that opened last first."""
    return db.session.scalars(
        select(Panel)
        .where(panels_within(user, permission))
        .order_by(Panel.opens_at.desc(), Panel.id.desc())
        .limit(200)
    ).all()


def waiting(panel: Panel) -> Tally | None:
    """How many approved questions wait for an answer; None where the panel doesn't list them."""
    if not panel.list_open:
        return None
    return up_to_cap(select(Question.id).where(Question.panel_id == panel.id, question_waiting()))


def _capped_count(condition: ColumnElement[bool]) -> ScalarSelect[int]:
    rows = (
        select(Question.id)
        .where(Question.panel_id == Panel.id, condition)
        .correlate(Panel)
        .limit(CAP + 1)
        .subquery()
    )
    return select(func.count()).select_from(rows).scalar_subquery()
