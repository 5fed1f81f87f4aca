"""Times in words: moments, days, ages. All through gettext."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from flask_babel import gettext
from markupsafe import Markup

from blueprints.phrases.locale import locale
from blueprints.phrases.numbers import number


def _time(value: datetime, zone: str, pattern: str) -> Markup:
    local = value.astimezone(ZoneInfo(zone))
    return Markup('<time datetime="{}">{}</time>').format(
        value.strftime("%Y-%m-%dT%H:%M:%SZ"), format_datetime(local, pattern, locale=locale())
    )


def moment(value: datetime, zone: str) -> Markup:
    """20 November 2026, 09:00."""
    return _time(value, zone, "d MMMM y, HH:mm")


def day(value: datetime, zone: str) -> Markup:
    """20 November 2026."""
    return _time(value, zone, "d MMMM y")


def short(value: datetime, zone: str) -> Markup:
    """20 Nov, 09:00."""
    return _time(value, zone, "d MMM, HH:mm")


def time_of_day(value: datetime, zone: str) -> Markup:
    """14:13."""
    return _time(value, zone, "HH:mm")


def day_text(value: datetime, zone: str) -> str:
    """9 November, as plain text inside a sentence."""
    return str(format_datetime(value.astimezone(ZoneInfo(zone)), "d MMMM", locale=locale()))


def clock_text(value: datetime, zone: str) -> str:
    """14:06:51, as plain text."""
    return value.astimezone(ZoneInfo(zone)).strftime("%H:%M:%S")


def weekday(value: datetime, zone: str) -> Markup:
    """Friday 27 November, 18:00 EET."""
    name = value.astimezone(ZoneInfo(zone)).tzname() or ""
    return _time(value, zone, f"EEEE d MMMM, HH:mm '{name}'")


def age(value: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits: 5 min, 20 h, 3 d; 1 min at least."""
    gone = max(now - value, timedelta(0))
    minutes = max(int(gone.total_seconds()) // 60, 1)
    if minutes < 60:
        return gettext("%(n)s min", n=minutes)
    if minutes < 48 * 60:
        return gettext("%(n)s h", n=minutes // 60)
    return gettext("%(n)s d", n=number(minutes // 1440))
