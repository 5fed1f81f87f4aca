"""What each plot shows, in words that are made from its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from babel.numbers import format_decimal
from flask_babel import gettext, ngettext

from blueprints.phrases import language_name, number
from blueprints.phrases.locale import locale
from domain.desk.figures.days import Day
from domain.desk.figures.waiting import USUAL_HOURS, Waiting
from domain.desk.figures.waits import Waits
from domain.tallies import AtLeast, Tally
from models import Panel

EXACT_BELOW = 10


def hours(span: timedelta) -> str:
    """5 h, 4.5 h, 12 min: halves below ten hours, minutes below one."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 60:
        return gettext("%(n)s min", n=minutes) if minutes else gettext("%(n)s h", n=0)
    exact = minutes / 60
    rounded = round(exact, 1) if exact < EXACT_BELOW else round(exact)
    return gettext("%(n)s h", n=format_decimal(rounded, format="#,##0.#", locale=locale()))


def came_and_decided(days: Sequence[Day]) -> str:
    """Which was more, and since when."""
    if not any(day.came or day.decided for day in days):
        return gettext("In the last %(days)s days nothing came and nothing was decided.", days=len(days))
    more_decided = _streak(days, decided=True)
    more_came = _streak(days, decided=False)
    if more_decided:
        return ngettext(
            "More was decided than came today.",
            "More was decided than came on each of the last %(num)s days.",
            more_decided,
        )
    if more_came:
        return ngettext(
            "More came today than was decided.",
            "More came than was decided on each of the last %(num)s days.",
            more_came,
        )
    return gettext(
        "In the last %(days)s days %(came)s came and %(decided)s were decided.",
        days=len(days),
        came=number(_sum(day.came for day in days)),
        decided=number(_sum(day.decided for day in days)),
    )


def ages(waiting: Waiting, panel: Panel) -> str:
    """How many are over the target, and in which language most of those are."""
    if not waiting.total:
        return gettext("Nothing waits for a decision.")
    oldest = waiting.ages[-1]
    if waiting.over is None:
        return gettext(
            "%(over)s have waited for more than %(hours)s working hours. The panel has no target.",
            over=number(oldest.count),
            hours=USUAL_HOURS,
        )
    if not waiting.over:
        return gettext("None is over the target of %(hours)s working hours.", hours=panel.target_hours)
    over = ngettext(
        "%(count)s is over the target",
        "%(count)s are over the target",
        waiting.over,
        count=number(waiting.over),
    )
    if waiting.language is None:
        return gettext("%(over)s of %(hours)s working hours.", over=over, hours=panel.target_hours)
    return ngettext(
        "%(over)s; %(num)s of them is in %(language)s.",
        "%(over)s; %(num)s of them are in %(language)s.",
        waiting.in_language,
        over=over,
        language=language_name(waiting.language),
    )


def waits(week: Waits) -> str:
    """How long half of them took, and nine in ten."""
    if week.week is None:
        return gettext("Nothing was decided yet this week.")
    return gettext(
        "Half were decided within %(median)s, nine in ten within %(most)s.",
        median=hours(week.week.median),
        most=hours(week.week.most),
    )


def _sum(counts: Iterable[Tally]) -> Tally:
    found = list(counts)
    return (AtLeast if any(count.capped for count in found) else Tally)(sum(found))


def _streak(days: Sequence[Day], *, decided: bool) -> int:
    """On how many of the last days one after the other more was decided than came, or the other way."""
    count = 0
    for day in reversed(days):
        if not (day.decided > day.came if decided else day.came > day.decided):
            break
        count += 1
    return count
