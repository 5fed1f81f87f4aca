"""Narrowing what was found: to whose answers, about what, on which panel; and how many each would leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from domain.question.lists.filters import Counted, about, answered_by
from domain.search.finding import Hit, Where
from domain.tallies import Tally
from domain.visibility import answer_published
from extensions import db
from models import Answer, Executive, Panel, Question, Topic, question_topics
from models import search as tables


def narrowed(
    hits: Sequence[Hit], where: Where, *, executive: Executive | None = None, topic: Topic | None = None
) -> list[Hit]:
    """Those of ``hits`` that ``executive`` has answered and that are about ``topic``, in their order."""
    conditions: list[ColumnElement[bool]] = []
    if executive is not None:
        conditions.append(answered_by(executive.id, where.at))
    if topic is not None:
        conditions.append(about(topic.id))
    if not conditions or not hits:
        return list(hits)
    left = set(db.session.scalars(select(Question.id).where(Question.id.in_(_ids(hits)), *conditions)))
    return [hit for hit in hits if hit.id in left]


def by_executive(hits: Sequence[Hit], where: Where) -> Counted:
    """How many of ``hits`` each executive of the panel has answered; who has answered none is left out."""
    return _counted(
        select(Executive, func.count(Answer.id.distinct()))
        .join(Answer, Answer.executive_id == Executive.id)
        .where(Answer.question_id.in_(_ids(hits)), answer_published(where.at))
        .group_by(Executive.id)
        .order_by(Executive.position, Executive.id)
    )


def by_topic(hits: Sequence[Hit]) -> Counted:
    """How many of ``hits`` are about each topic; one without any is left out."""
    return _counted(
        select(Topic, func.count(question_topics.c.question_id))
        .join(question_topics, question_topics.c.topic_id == Topic.id)
        .where(question_topics.c.question_id.in_(_ids(hits)))
        .group_by(Topic.id)
        .order_by(Topic.position, Topic.id)
    )


def by_panel(hits: Sequence[Hit]) -> Counted:
    """How many of ``hits`` each panel has, the one with the most first."""
    number = func.count(Question.id)
    return _counted(
        select(Panel, number)
        .join(Question, Question.panel_id == Panel.id)
        .where(Question.id.in_(_ids(hits)))
        .group_by(Panel.id)
        .order_by(number.desc(), Panel.id)
    )


def _ids(hits: Sequence[Hit]) -> Select[int]:
    return tables.numbers(db.session.get_bind().dialect.name, [hit.id for hit in hits])


def _counted(query: Select[Any, int]) -> Counted:
    return [(choice, Tally(number)) for choice, number in db.session.execute(query)]
