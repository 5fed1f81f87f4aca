"""Until when a question should be decided, counted in the panel's working hours. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models import Panel

DAY_MINUTES = 24 * 60


def due(at: datetime, panel: Panel) -> datetime | None:
    """When the target of a question that came ``at`` ends; None where the panel has no target.

    Only time within the panel's working hours counts, as its clocks show them: an hour that the
    clocks skip doesn't, one that they show twice counts twice.
    """
    if not panel.target_hours:
        return None
    zone = ZoneInfo(panel.time_zone)
    left = timedelta(hours=panel.target_hours)
    day = at.astimezone(zone).date()
    while True:
        begins, ends = _working(day, panel, zone)
        begins = max(begins, at)
        if begins < ends:
            if left <= ends - begins:
                return begins + left
            left -= ends - begins
        day += timedelta(days=1)


def overdue(asked_at: datetime, panel: Panel, now: datetime) -> bool:
    """Whether the target of a question that came ``asked_at`` has passed."""
    end = due(asked_at, panel)
    return end is not None and end < now


def _working(day: date, panel: Panel, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when until when ``day`` is worked; an empty span where it isn't."""
    if str(day.isoweekday()) not in panel.work_days:
        midnight = _instant(day, 0, zone)
        return midnight, midnight
    return _instant(day, panel.work_begins, zone), _instant(day, panel.work_ends, zone)


def _instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """``minutes`` after midnight as the clocks show them; of a time that they skip, the moment after."""
    day += timedelta(days=minutes // DAY_MINUTES)
    hour, minute = divmod(minutes % DAY_MINUTES, 60)
    return datetime.combine(day, time(hour, minute), tzinfo=zone).astimezone(UTC)
