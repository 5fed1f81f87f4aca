"""The plots of the desk's home: where each mark of a drawing stands, and the rows of its table.

Drawings are 352 units wide, which are pixels where there is room. Templates draw them with classes alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import gettext

from blueprints.moderating.home import sentences
from blueprints.phrases import number
from blueprints.phrases.locale import locale
from domain.desk.figures import waits as figures
from domain.desk.figures.days import Day
from domain.desk.figures.waiting import Waiting
from models import Panel

WIDTH = 352
FLOOR = 112
CEILING = 8
LEFT = 40
BAR = 8
AGES_LEFT = 96
AGES_ROOM = 208
WAITS_LEFT = 96
WAITS_ROOM = 244
HOURS_STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 18, 24, 36, 48, 72, 120, 240, 500, 1_000, 2_500)


@dataclass(frozen=True)
class Line:
    """A line of a grid at ``place``, with its label."""

    place: float
    label: str


@dataclass(frozen=True)
class Pair:
    """What came and was decided on one day: two bars from the floor up, and its row of the table."""

    x: float
    came_y: float
    decided_y: float
    tick: str
    day: str
    came: str
    decided: str


@dataclass(frozen=True)
class Days:
    """Came and decided, day by day."""

    lines: Sequence[Line]
    pairs: Sequence[Pair]


@dataclass(frozen=True)
class Bar:
    """So many of one age: a bar that ends at ``end``."""

    y: float
    end: float
    label: str
    count: str
    over: bool


@dataclass(frozen=True)
class Wait:
    """One row: a dot at the median, a line to where nine in ten end."""

    y: float
    dot: float
    end: float
    label: str
    median: str
    most: str
    strong: bool


@dataclass(frozen=True)
class Waits:
    """Waits for a decision, and the hours below them."""

    rows: Sequence[Wait]
    lines: Sequence[Line]
    height: int


def days(latest: Sequence[Day], panel: Panel) -> Days:
    """The plot of what came and was decided."""
    top = _round_up(max(max(day.came, day.decided) for day in latest))
    step = (WIDTH - LEFT) / len(latest)
    zone = ZoneInfo(panel.time_zone)
    pairs = []
    for place, day in enumerate(latest):
        local = day.begins.astimezone(zone)
        pairs.append(
            Pair(
                x=round(LEFT + place * step + (step - 2 * BAR) / 2, 1),
                came_y=_up(day.came, top),
                decided_y=_up(day.decided, top),
                tick=format_date(local, "d", locale=locale()) if place % 2 == 0 else "",
                day=format_date(local, "EEE d MMM", locale=locale()),
                came=number(day.came),
                decided=number(day.decided),
            )
        )
    lines = [Line(_up(count, top), number(count)) for count in (0, top // 2, top)]
    return Days(lines, pairs)


def ages(waiting: Waiting) -> list[Bar]:
    """The plot of how old the waiting ones are."""
    most = max(1, *(int(age.count) for age in waiting.ages))
    return [
        Bar(
            y=10 + 28 * place,
            end=round(AGES_LEFT + AGES_ROOM * age.count / most, 1),
            label=_span(age.since, age.until),
            count=number(age.count),
            over=age.until is None,
        )
        for place, age in enumerate(waiting.ages)
    ]


def waits(week: figures.Waits, panel: Panel) -> Waits | None:
    """The plot of how long a decision took; None where there was none."""
    if week.week is None:
        return None
    working, other = _labels(panel)
    kept = [
        (label, wait, strong)
        for label, wait, strong in (
            (working, week.working, False),
            (other, week.other, False),
            (gettext("This week"), week.week, True),
        )
        if wait is not None
    ]
    step = _hours_step(max(wait.most for _, wait, _ in kept))
    longest = timedelta(hours=4 * step)
    rows = [
        Wait(
            y=18 + 32 * place,
            dot=_along(wait.median, longest),
            end=_along(wait.most, longest),
            label=label,
            median=sentences.hours(wait.median),
            most=sentences.hours(wait.most),
            strong=strong,
        )
        for place, (label, wait, strong) in enumerate(kept)
    ]
    lines = [
        Line(_along(timedelta(hours=part * step), longest), _hours(part * step, last=part == 4))
        for part in range(5)
    ]
    return Waits(rows, lines, 32 * len(rows) + 4)


def _labels(panel: Panel) -> tuple[str, str]:
    """Days that are worked, and those that aren't; where all are, those of the week and its end."""
    if panel.work_days == figures.EVERY_DAY:
        return gettext("Weekdays"), gettext("Weekend")
    return gettext("Working days"), gettext("Days off")


def _up(count: int, top: int) -> float:
    return round(FLOOR - (FLOOR - CEILING) * count / top, 1)


def _along(span: timedelta, longest: timedelta) -> float:
    return round(WAITS_LEFT + WAITS_ROOM * min(span / longest, 1.0), 1)


def _round_up(count: int) -> int:
    """The next of 2, 4, 6, 8, 10, 20, 40 and so on, half of which is whole, too."""
    size = 1
    while True:
        for step in (2, 4, 6, 8, 10):
            if count <= step * size:
                return step * size
        size *= 10


def _hours_step(longest: timedelta) -> int:
    return next((step for step in HOURS_STEPS if timedelta(hours=4 * step) >= longest), HOURS_STEPS[-1])


def _hours(count: int, *, last: bool) -> str:
    shown = format_decimal(count, locale=locale())
    return gettext("%(n)s h", n=shown) if last else shown


def _span(since: int, until: int | None) -> str:
    if until is None:
        return gettext("over %(hours)s h", hours=number(since))
    return gettext("%(since)s to %(until)s h", since=number(since), until=number(until))
