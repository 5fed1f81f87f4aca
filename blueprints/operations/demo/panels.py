"""The demo's panels: the one with the questions, one to come, one that is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.panel import creating, editing, opening
from domain.panel.settings import present
from domain.permissions import Actor
from extensions import db
from models import Panel

OPENED = timedelta(days=14)
TO_RUN = timedelta(days=21)


def main(words: dict[str, Any], *, reserved: Iterable[str], by: Actor, at: datetime) -> Panel:
    """The panel that has the questions."""
    said = words["panel"]
    panel = creating.create(
        creating.Plan(
            slug=said["slug"],
            title=said["title"],
            introduction=said["introduction"],
            time_zone=said["time_zone"],
            language=said["language"],
            opens_at=at - OPENED,
            closes_at=(at + TO_RUN).replace(hour=18, minute=0, second=0, microsecond=0),
            executives=_people(words["executives"]),
        ),
        reserved=reserved,
        by=by,
        at=at - OPENED,
    )
    for title in words["topics"]:
        creating.topic(panel, title)
    db.session.flush()
    return panel


def furnish(panel: Panel, said: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """What the administrator set of the panel before it opened."""
    settings = {**said, "languages": tuple(said["languages"])}
    editing.edit(panel, replace(present(panel), **settings), seen=panel.version, by=by, at=at - OPENED)


def others(words: dict[str, Any], *, reserved: Iterable[str], by: Actor, at: datetime) -> None:
    """The administrator's other panels, without questions."""
    for said in words["other_panels"]:
        opens = (at + timedelta(days=said["opens_in_days"])).replace(
            hour=8, minute=0, second=0, microsecond=0
        )
        closes = opens + timedelta(days=said["lasts_days"])
        plan = creating.Plan(
            slug=said["slug"],
            title=said["title"],
            introduction=said["introduction"],
            time_zone=words["panel"]["time_zone"],
            language=words["panel"]["language"],
            opens_at=opens,
            closes_at=closes,
            executives=_people(said["executives"]),
        )
        panel = creating.create(plan, reserved=reserved, by=by, at=min(opens, at) - OPENED)
        if said.get("archived"):
            opening.archive(panel, seen=panel.version, by=by, at=closes + TO_RUN)


def _people(said: Iterable[dict[str, str]]) -> tuple[creating.Person, ...]:
    return tuple(creating.Person(**person) for person in said)
