"""How long questions waited for a decision, in working hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.panel import hours
from extensions import db
from models import Panel, Question

LATEST = 2_000
"""How many of the week's decisions are read at most: the latest."""

EVERY_DAY = "1234567"
MONDAY_TO_FRIDAY = "12345"


@dataclass(frozen=True)
class Wait:
    """Of ``counted`` questions half waited no longer than ``median``, nine in ten than ``most``."""

    median: timedelta
    most: timedelta
    counted: int


@dataclass(frozen=True)
class Waits:
    """The week's waits: all, of questions that came on a working day, and of those that came on another.

    None where nothing was decided. ``capped``: only the latest 2,000 were counted.
    """

    week: Wait | None
    working: Wait | None
    other: Wait | None
    capped: bool = False


def this_week(panel: Panel, at: datetime) -> Waits:
    """What was decided for the first time since Monday."""
    zone = ZoneInfo(panel.time_zone)
    monday = hours.midnight(at, panel, days_ago=at.astimezone(zone).weekday())
    found = db.session.execute(
        select(Question.asked_at, Question.first_decided_at)
        .where(Question.panel_id == panel.id, Question.first_decided_at >= monday)
        .order_by(Question.first_decided_at.desc())
        .limit(LATEST)
    )
    rows = [(asked, decided) for asked, decided in found if decided is not None]
    if not rows:
        return Waits(None, None, None)
    worked = hours.Worked(panel, min(asked for asked, _ in rows), max(decided for _, decided in rows))
    days = working_days(panel)
    by_day: dict[bool, list[timedelta]] = {True: [], False: []}
    for asked, decided in rows:
        came_on = str(asked.astimezone(zone).isoweekday()) in days
        by_day[came_on].append(worked.between(asked, decided))
    return Waits(of(by_day[True] + by_day[False]), of(by_day[True]), of(by_day[False]), len(rows) == LATEST)


def working_days(panel: Panel) -> str:
    """The panel's working days; where it works every day, Monday to Friday."""
    return MONDAY_TO_FRIDAY if panel.work_days == EVERY_DAY else panel.work_days


def of(waits: Sequence[timedelta]) -> Wait | None:
    """Median and nine in ten of ``waits``, each one that somebody really waited; None of none."""
    if not waits:
        return None
    ordered = sorted(waits)
    return Wait(ordered[_rank(len(ordered), 50)], ordered[_rank(len(ordered), 90)], len(ordered))


def _rank(count: int, per_cent: int) -> int:
    """The place of the first of ``count`` ordered values below or at which so many per cent lie."""
    return -(-count * per_cent // 100) - 1
