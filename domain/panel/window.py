"""When a panel takes questions. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from domain.refusals import BadField
from models import Panel

UPCOMING, OPEN, CLOSED, ARCHIVED = "upcoming", "open", "closed", "archived"
LOCAL_FORMAT = "%Y-%m-%dT%H:%M"


def state(panel: Panel, at: datetime) -> str:
    """``upcoming``, ``open``, ``closed`` or ``archived``."""
    if panel.archived_at is not None and panel.archived_at <= at:
        return ARCHIVED
    if at < panel.opens_at:
        return UPCOMING
    if panel.closes_at is not None and panel.closes_at <= at:
        return CLOSED
    return OPEN


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
