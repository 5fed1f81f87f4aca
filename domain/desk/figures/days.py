"""How many questions came and were decided, day by day on the panel's clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from domain.desk.figures.counting import capped, hidden, less
from domain.panel import hours
from domain.tallies import Tally, up_to_cap
from extensions import db
from models import Panel, Question, Status, User
from models.columns import Instant

DAYS = 14
ENDS = ("since", "until")
MOST = 5_000
"""How far one day is counted."""


@dataclass(frozen=True)
class Day:
    """One day from its midnight on: how many came, how many were decided for the first time."""

    begins: datetime
    came: Tally
    decided: Tally


def latest(panel: Panel, at: datetime) -> Sequence[Day]:
    """The last 14 days, today last; each count stops at the cap."""
    begins = [hours.midnight(at, panel, days_ago=days) for days in range(DAYS - 1, -1, -1)]
    ends = [*begins[1:], at + timedelta(seconds=1)]
    spans = list(zip(begins, ends, strict=True))
    bounds = {f"{end}_{place}": span[i] for place, span in enumerate(spans) for i, end in enumerate(ENDS)}
    counts = db.session.execute(_counts(), {"panel": panel.id, **bounds}).one()
    unconfirmed = hidden([panel])
    return [
        Day(
            since,
            less(counts[place], MOST, hidden=unconfirmed.count(panel, since=since, until=until)),
            less(counts[DAYS + place], MOST),
        )
        for place, (since, until) in enumerate(spans)
    ]


@cache
def _counts() -> Select[Any]:
    """All counts of all days in one statement, made once: its parts are many."""
    panel = bindparam("panel", type_=Question.panel_id.type)
    spans = [tuple(bindparam(f"{end}_{place}", type_=Instant()) for end in ENDS) for place in range(DAYS)]
    came = [
        select(Question.id).where(
            Question.panel_id == panel,
            Question.status.in_(tuple(Status)),
            Question.asked_at >= since,
            Question.asked_at < until,
        )
        for since, until in spans
    ]
    decided = [
        select(Question.id).where(
            Question.panel_id == panel,
            Question.first_decided_at >= since,
            Question.first_decided_at < until,
        )
        for since, until in spans
    ]
    return select(*(capped(rows, MOST) for rows in (*came, *decided)))


def decided_by(panel: Panel, user: User, since: datetime) -> Tally:
    """How many were decided for the first time since, and last by ``user``."""
    return up_to_cap(
        select(Question.id).where(
            Question.panel_id == panel.id,
            Question.first_decided_at >= since,
            Question.decided_by_id == user.id,
        )
    )
