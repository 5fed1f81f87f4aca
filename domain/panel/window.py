"""When a panel takes questions. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.refusals import BadField
from models import Panel

UPCOMING, OPEN, PAUSED, CLOSED, ARCHIVED = "upcoming", "open", "paused", "closed", "archived"
LOCAL_FORMAT = "%Y-%m-%dT%H:%M"
LONGEST_LOOK = timedelta(days=400)
"""In a longer window the clocks change anyway, and it is said of the first change."""


def state(panel: Panel, at: datetime) -> str:
    """``upcoming``, ``open``, ``paused``, ``closed`` or ``archived``."""
    if panel.archived_at is not None and panel.archived_at <= at:
        return ARCHIVED
    if at < panel.opens_at:
        return UPCOMING
    if panel.closes_at is not None and panel.closes_at <= at:
        return CLOSED
    return PAUSED if pause_lasts(panel, at) else OPEN


def pause_lasts(panel: Panel, at: datetime) -> bool:
    """Whether asking is paused at ``at``, in whatever state the window is; it lapses by itself."""
    if panel.paused_at is None or panel.paused_at > at:
        return False
    return panel.paused_until is None or at < panel.paused_until


def resumes_at(panel: Panel) -> datetime | None:
    """Until when asking is paused; None: until further notice, or until it closes before that."""
    until, closes = panel.paused_until, panel.closes_at
    return None if until is None or (closes is not None and closes <= until) else until


def change_of_clocks(panel: Panel) -> datetime | None:
    """The first change of the panel's clocks within its window, to the hour; None: there is none."""
    if panel.closes_at is None:
        return None
    zone, end = ZoneInfo(panel.time_zone), min(panel.closes_at, panel.opens_at + LONGEST_LOOK)
    before = panel.opens_at
    while before < end:
        after = min(before + timedelta(days=1), end)
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            return _first_hour(before, after, zone)
        before = after
    return None


def _first_hour(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    known = before.astimezone(zone).utcoffset()
    while before < after and before.astimezone(zone).utcoffset() == known:
        before += timedelta(hours=1)
    return min(before, after)


def local_time(value: str, zone: str, field: str) -> datetime:
    """The instant of ``YYYY-MM-DDTHH:MM`` on the clocks of ``zone``.

    Raises:
        BadField: it isn't written so, or the clocks show that time never or twice.
    """
    tz = ZoneInfo(zone)
    try:
        naive = datetime.strptime(value, LOCAL_FORMAT)
        first, second = naive.replace(tzinfo=tz), naive.replace(tzinfo=tz, fold=1)
        instant = first.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadField(field, "not-a-time") from error
    if first.utcoffset() == second.utcoffset():
        return instant
    shown = instant.astimezone(tz).replace(tzinfo=None)
    raise BadField(field, "ambiguous-time" if shown == naive else "time-that-does-not-exist")


def written(moment: datetime, zone: str) -> str:
    """``moment`` on the clocks of ``zone``, as ``local_time`` reads it."""
    return moment.astimezone(ZoneInfo(zone)).strftime(LOCAL_FORMAT)
