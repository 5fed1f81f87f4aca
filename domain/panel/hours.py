"""Until when a question should be decided, counted in the panel's working hours. Pure."""

from __future__ import annotations

from bisect import bisect_right
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


def overdue_before(panel: Panel, now: datetime) -> datetime | None:
    """What was asked before this instant is overdue, and nothing else; None where there is no target.

    ``overdue`` turned round, so that a query can ask it of an index.
    """
    if not panel.target_hours:
        return None
    return waiting_longer(timedelta(hours=panel.target_hours), panel, now)


def waiting_longer(than: timedelta, panel: Panel, now: datetime) -> datetime:
    """What was asked before this instant has waited for more than so much working time."""
    zone = ZoneInfo(panel.time_zone)
    left = than
    day = now.astimezone(zone).date()
    idle = True
    while True:
        begins, ends = _working(day, panel, zone)
        ends = min(ends, now)
        if begins < ends:
            idle = idle and ends < now
            # In working hours a target that is just reached is not over yet: whoever asked in the idle
            # time before that moment is on time. Out of them it was over when the work ended.
            if left < ends - begins or (idle and left == ends - begins):
                return ends - left + (timedelta.resolution if idle else timedelta(0))
            left -= ends - begins
            if not left:
                return _end_of_work_before(day, panel, zone)
        day -= timedelta(days=1)


class Worked:
    """Working time on a panel's clocks, laid out once and counted for many questions.

    Args:
        panel: whose clocks and working hours count.
        since: from when on; nothing that is asked of it lies before.
        until: until when; nothing lies after.
    """

    def __init__(self, panel: Panel, since: datetime, until: datetime) -> None:
        zone = ZoneInfo(panel.time_zone)
        self._begins: list[float] = []
        self._ends: list[float] = []
        self._before: list[float] = []
        total = 0.0
        day, last = since.astimezone(zone).date(), until.astimezone(zone).date()
        while day <= last:
            begins, ends = (moment.timestamp() for moment in _working(day, panel, zone))
            if begins < ends:
                self._begins.append(begins)
                self._ends.append(ends)
                self._before.append(total)
                total += ends - begins
            day += timedelta(days=1)

    def between(self, since: datetime, until: datetime) -> timedelta:
        """How much was worked from ``since`` to ``until``; nothing where ``until`` comes first."""
        return timedelta(seconds=max(0.0, self._until(until.timestamp()) - self._until(since.timestamp())))

    def _until(self, at: float) -> float:
        place = bisect_right(self._begins, at) - 1
        if place < 0:
            return 0.0
        return self._before[place] + min(at, self._ends[place]) - self._begins[place]


def midnight(at: datetime, panel: Panel, *, days_ago: int = 0) -> datetime:
    """When the day of ``at``, or one so many days earlier, began on the panel's clocks."""
    zone = ZoneInfo(panel.time_zone)
    return _instant(at.astimezone(zone).date() - timedelta(days=days_ago), 0, zone)


def _end_of_work_before(day: date, panel: Panel, zone: ZoneInfo) -> datetime:
    """When the last work before ``day`` ended."""
    while True:
        day -= timedelta(days=1)
        begins, ends = _working(day, panel, zone)
        if begins < ends:
            return ends


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
