"""By what readers choose among questions: who answered, whom it is put to, what it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_, select

from domain.tallies import Tally, counted
from domain.visibility import answer_published, question_published, question_waiting
from extensions import db
from models import Answer, Executive, Panel, Question, Standing, Topic, question_executives, question_topics

Counted = list[tuple[Any, Tally]]
"""Each choice with how many questions it leaves, up to the cap."""


def answered_by(executive_id: Any, at: datetime) -> ColumnElement[bool]:
    """Questions with a public answer of this executive."""
    return (
        select(Answer.id)
        .where(Answer.question_id == Question.id, Answer.executive_id == executive_id, answer_published(at))
        .correlate(Question, Executive)
        .exists()
    )


def put_to(executive_id: Any, standing: Any) -> ColumnElement[bool]:
    """Questions put to this executive: by name, or to all who are answering."""
    named = select(question_executives.c.question_id).where(question_executives.c.question_id == Question.id)
    named = named.correlate(Question, Executive)
    answering = literal(standing is Standing.ANSWERING) if isinstance(standing, Standing) else None
    in_person = standing == Standing.ANSWERING if answering is None else answering
    return or_(
        named.where(question_executives.c.executive_id == executive_id).exists(),
        and_(in_person, ~named.exists()),
    )


def about(topic_id: Any) -> ColumnElement[bool]:
    """Questions about this topic."""
    return (
        select(question_topics.c.question_id)
        .where(question_topics.c.question_id == Question.id, question_topics.c.topic_id == topic_id)
        .correlate(Question, Topic)
        .exists()
    )


def published_by_executive(panel: Panel, at: datetime, topic: Topic | None) -> Counted:
    """On how many published questions about ``topic`` each executive of the panel has an answer."""
    shown = question_published(at), answered_by(Executive.id, at)
    return _counted(Executive, panel, *shown, *_about(topic))


def published_by_topic(panel: Panel, at: datetime, executive: Executive | None) -> Counted:
    """How many published questions about each topic ``executive`` (else anybody) has answered."""
    chosen = [answered_by(executive.id, at)] if executive else []
    return _counted(Topic, panel, question_published(at), about(Topic.id), *chosen)


def waiting_by_executive(panel: Panel, at: datetime, topic: Topic | None) -> Counted:
    """How many open questions about ``topic`` are put to each executive of the panel."""
    shown = question_waiting(at), put_to(Executive.id, Executive.standing)
    return _counted(Executive, panel, *shown, *_about(topic))


def waiting_by_topic(panel: Panel, at: datetime, executive: Executive | None) -> Counted:
    """How many open questions about each topic are put to ``executive`` (else to anybody)."""
    chosen = [put_to(executive.id, executive.standing)] if executive else []
    return _counted(Topic, panel, question_waiting(at), about(Topic.id), *chosen)


def _about(topic: Topic | None) -> list[ColumnElement[bool]]:
    return [about(topic.id)] if topic else []


def _counted(choices: Any, panel: Panel, *conditions: ColumnElement[bool]) -> Counted:
    """Each of the panel's ``choices`` in its order, counted in one query."""
    rows = select(Question.id).where(Question.panel_id == panel.id, *conditions).correlate(choices)
    found = db.session.execute(
        select(choices, counted(rows))
        .where(choices.panel_id == panel.id)
        .order_by(choices.position, choices.id)
    )
    return [(choice, Tally(number)) for choice, number in found]
