"""What readers find: published questions, those that wait for an answer, the latest of all panels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from domain.question.lists import order
from domain.question.lists.filters import about, answered_by, put_to
from domain.question.lists.page import Page, Place, answers_with_all_they_show, placed_page_of
from domain.tallies import Tally, up_to_cap
from domain.visibility import question_published, question_waiting
from extensions import db
from models import Executive, Panel, Passport, Question, Topic

LATEST = 6
PANELS_READ = 30
"""Of how many panels the latest answers are read: those that opened last."""


def published(
    panel: Panel,
    *,
    at: datetime,
    executive: Executive | None = None,
    topic: Topic | None = None,
    most_wanted: bool = False,
    after: Place | None = None,
) -> Page:
    """The panel's published questions, newest first unless told, 20 to a page, with all that a row shows."""
    ordered = order.most_wanted() if most_wanted else order.by_time(Question.published_at)
    query = _published(panel, at, executive, topic).join(Question.support_tally)
    query = query.add_columns(ordered.by).options(*_shown_in_public())
    return placed_page_of(ordered.apply(query, after))


def count_published(
    panel: Panel, *, at: datetime, executive: Executive | None = None, topic: Topic | None = None
) -> Tally:
    """How many published questions the list holds."""
    return up_to_cap(_published(panel, at, executive, topic).with_only_columns(Question.id))


def waiting(
    panel: Panel,
    *,
    at: datetime,
    ordered: order.Order,
    executive: Executive | None = None,
    topic: Topic | None = None,
    after: Place | None = None,
) -> Page:
    """The panel's questions that wait for an answer, 20 to a page, with all that a row shows."""
    query = _waiting(panel, at, executive, topic).join(Question.support_tally)
    query = query.add_columns(ordered.by).options(
        joinedload(Question.public),
        joinedload(Question.support_tally),
        selectinload(Question.executives),
        selectinload(Question.topics),
    )
    return placed_page_of(ordered.apply(query, after))


def count_waiting(
    panel: Panel, *, at: datetime, executive: Executive | None = None, topic: Topic | None = None
) -> Tally:
    """How many of the panel's questions wait for an answer."""
    return up_to_cap(_waiting(panel, at, executive, topic).with_only_columns(Question.id))


def latest(panels: Sequence[Panel], at: datetime) -> Sequence[Question]:
    """The questions of ``panels`` that were published last, 6 of them, with all that a row shows."""
    read = sorted(panels, key=lambda panel: panel.opens_at, reverse=True)[:PANELS_READ]
    if not read:
        return []
    newest = [
        select(
            select(Question.id, Question.published_at)
            .where(Question.panel_id == panel.id, question_published(at))
            .order_by(Question.published_at.desc(), Question.id.desc())
            .limit(LATEST)
            .subquery()
        )
        for panel in read
    ]
    found = union_all(*newest).subquery()
    return db.session.scalars(
        select(Question)
        .where(Question.id.in_(select(found.c.id).order_by(found.c.published_at.desc()).limit(LATEST)))
        .options(joinedload(Question.panel), *_shown_in_public())
        .order_by(Question.published_at.desc(), Question.id.desc())
    ).all()


def public(question_id: int) -> Question | None:
    """One question with everything that its public page shows."""
    return db.session.scalar(
        select(Question)
        .where(Question.id == question_id)
        .options(
            joinedload(Question.panel),
            selectinload(Question.executives),
            *_shown_in_public(),
        )
    )


def these(ids: Sequence[int], at: datetime) -> Sequence[Question]:
    """The questions with these ids that are published at ``at``, in that order, with all that a row shows."""
    found = db.session.scalars(
        select(Question)
        .where(Question.id.in_(ids), question_published(at))
        .options(joinedload(Question.panel), *_shown_in_public())
    )
    by_id = {question.id: question for question in found}
    return [by_id[id_] for id_ in ids if id_ in by_id]


def _published(panel: Panel, at: datetime, executive: Executive | None, topic: Topic | None) -> Select[Any]:
    query = select(Question).where(Question.panel_id == panel.id, question_published(at))
    if executive is not None:
        query = query.where(answered_by(executive.id, at))
    return query if topic is None else query.where(about(topic.id))


def _waiting(panel: Panel, at: datetime, executive: Executive | None, topic: Topic | None) -> Select[Any]:
    query = select(Question).where(Question.panel_id == panel.id, question_waiting(at))
    if executive is not None:
        query = query.where(put_to(executive.id, executive.standing))
    return query if topic is None else query.where(about(topic.id))


def _shown_in_public() -> tuple[ORMOption, ...]:
    return (
        joinedload(Question.public),
        joinedload(Question.support_tally),
        joinedload(Question.passport).joinedload(Passport.asker),
        selectinload(Question.topics),
        *answers_with_all_they_show(),
    )
