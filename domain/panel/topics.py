"""A panel's topics: adding, renaming, their order, removing those that no question has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from domain.panel import lines, loading
from domain.permissions import Actor, Permission, demand
from domain.record import events
from domain.refusals import BadField, Exists, NotAvailable
from domain.tallies import Tally, counted, up_to_cap
from extensions import db
from models import Panel, Topic, question_topics

LONGEST = 80


@dataclass(frozen=True)
class Used:
    """A topic and how many questions have it."""

    topic: Topic
    questions: Tally


def add(panel: Panel, title: str, *, by: Actor, at: datetime) -> Topic:
    """Add a topic at the end.

    Raises:
        BadField: the title can't be used.
        Exists: the panel has a topic of this title.
    """
    demand(by, Permission.MANAGE_PANELS, panel.id)
    known = every(panel)
    topic = Topic(panel_id=panel.id, title=_checked(known, None, title), position=len(known))
    db.session.add(topic)
    db.session.flush()
    events.write(panel, "topic-add", by=by, at=at, details={"topic": topic.id})
    return topic


def rename(topic: Topic, title: str, *, seen: int, by: Actor, at: datetime) -> Topic:
    """Give a topic another title; its questions keep it.

    Raises:
        Stale: it was changed after event ``seen`` of the panel.
        BadField: the title can't be used.
        Exists: the panel has another topic of this title.
    """
    panel = topic.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    loading.demand_unchanged(panel, "topic", topic.id, seen=seen)
    topic.title = _checked(every(panel), topic, title)
    events.write(panel, "topic-rename", by=by, at=at, details={"topic": topic.id})
    return topic


def move(topic: Topic, *, up: bool, by: Actor, at: datetime) -> Topic:
    """Let a topic change places with its neighbour.

    Raises:
        NotAvailable: there is none.
    """
    panel = topic.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    if not lines.moved(every(panel), topic, up=up):
        raise NotAvailable("topic-move")
    details = {"topic": topic.id, "position": topic.position}
    events.write(panel, "topic-move", by=by, at=at, details=details)
    return topic


def remove(topic: Topic, *, by: Actor, at: datetime) -> None:
    """Take a topic away that no question has.

    Raises:
        BadField: questions have it; ``limit`` is how many.
    """
    panel = topic.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    questions = up_to_cap(_having(topic.id))
    if questions:
        raise BadField("title", "in-use", questions)
    events.write(panel, "topic-remove", by=by, at=at, details={"topic": topic.id})
    db.session.delete(topic)
    db.session.flush()


def used(panel: Panel) -> list[Used]:
    """The panel's topics in their order, with how many questions have each."""
    rows = db.session.execute(_in_order(panel).add_columns(counted(_having(Topic.id).correlate(Topic))))
    return [Used(topic, Tally(count)) for topic, count in rows]


def every(panel: Panel) -> Sequence[Topic]:
    """The panel's topics in their order."""
    return db.session.scalars(_in_order(panel)).all()


def find(panel: Panel, topic_id: int) -> Topic | None:
    """The topic of this panel and id."""
    return db.session.scalar(select(Topic).where(Topic.panel_id == panel.id, Topic.id == topic_id))


def _checked(known: Sequence[Topic], topic: Topic | None, title: str) -> str:
    text = lines.line("title", title, LONGEST, required=True)
    if any(other.title == text for other in known if other is not topic):
        raise Exists("title", text)
    return text


def _in_order(panel: Panel) -> Select[Any]:
    return select(Topic).where(Topic.panel_id == panel.id).order_by(Topic.position, Topic.id)


def _having(topic_id: Any) -> Select[Any]:
    """The questions that have the topic."""
    return select(question_topics.c.question_id).where(question_topics.c.topic_id == topic_id)
