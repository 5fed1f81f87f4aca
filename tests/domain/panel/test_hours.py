"""Working hours: until when a question should be decided, on the panel's clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.panel import hours
from models import Panel


def panel(zone: str = "Europe/Zurich", **told: Any) -> Panel:
    values = {"target_hours": 16, "work_days": "12345", "work_begins": 540, "work_ends": 1020, **told}
    return Panel(time_zone=zone, **values)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("came", "due"),
    [
        # Zurich is an hour ahead of UTC: work is from 08:00 to 16:00 UTC. 20 November is a Friday.
        ("2026-11-16T08:00", "2026-11-17T16:00"),
        ("2026-11-16T09:30", "2026-11-18T09:30"),
        ("2026-11-16T03:00", "2026-11-17T16:00"),
        ("2026-11-16T16:00", "2026-11-18T16:00"),
        ("2026-11-20T15:00", "2026-11-24T15:00"),
        ("2026-11-21T12:00", "2026-11-24T16:00"),
        ("2026-11-22T23:59", "2026-11-24T16:00"),
    ],
)
def test_only_working_hours_count_and_weekends_do_not(came: str, due: str) -> None:
    assert hours.due(utc(came), panel()) == utc(due)


@pytest.mark.parametrize(
    ("zone", "came", "due"),
    [
        # All day and night: on 29 March 2026 Zurich skips an hour, on 25 October one comes twice.
        ("Europe/Zurich", "2026-03-28T12:00", "2026-03-29T12:00"),
        ("Europe/Zurich", "2026-10-24T12:00", "2026-10-25T12:00"),
        ("Asia/Kolkata", "2026-11-16T12:00", "2026-11-17T12:00"),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_is_no_mistake(zone: str, came: str, due: str) -> None:
    always = panel(zone, target_hours=24, work_days="1234567", work_begins=0, work_ends=1440)
    assert hours.due(utc(came), always) == utc(due)


def test_the_working_day_keeps_its_hours_when_the_clocks_change() -> None:
    early = panel(target_hours=8, work_days="1234567")
    assert hours.due(utc("2026-03-28T08:00"), early) == utc("2026-03-28T16:00")
    assert hours.due(utc("2026-03-29T07:00"), early) == utc("2026-03-29T15:00")


def test_a_day_that_begins_in_the_hour_that_is_skipped_begins_after_it() -> None:
    night = panel(target_hours=1, work_days="7", work_begins=150, work_ends=300)
    assert hours.due(utc("2026-03-29T00:00"), night) == utc("2026-03-29T02:30")


def test_a_question_is_overdue_once_its_time_is_past() -> None:
    came = utc("2026-11-16T08:00")
    assert not hours.overdue(came, panel(), utc("2026-11-17T16:00"))
    assert hours.overdue(came, panel(), utc("2026-11-17T16:01"))


def test_without_a_target_nothing_is_due() -> None:
    none = panel(target_hours=None)
    assert hours.due(utc("2026-11-16T08:00"), none) is None
    assert not hours.overdue(utc("2020-01-01T00:00"), none, utc("2026-11-16T08:00"))


def test_the_longest_target_in_the_shortest_week_comes_to_an_end() -> None:
    slow = panel(target_hours=500, work_days="3", work_begins=0, work_ends=60)
    end = hours.due(utc("2026-11-16T08:00"), slow)
    assert end is not None
    assert end.year == 2036


@pytest.mark.parametrize("told", [{}, {"target_hours": 1}, {"work_days": "1234567", "work_ends": 1440}])
@pytest.mark.parametrize("zone", ["Europe/Zurich", "America/New_York"])
def test_what_is_overdue_can_be_told_by_when_it_came(zone: str, told: dict[str, Any]) -> None:
    here, tick = panel(zone, **told), timedelta.resolution
    for step in range(0, 9 * 24 * 60, 47):
        # Over the end of summer time, and over weekends; whole hours among them.
        now = utc("2026-10-21T08:00") + timedelta(minutes=step - step % 60 if step % 2 else step)
        before = hours.overdue_before(here, now)
        assert before is not None
        assert hours.overdue(before - tick, here, now), now
        assert hours.overdue(before - timedelta(days=9), here, now), now
        assert not hours.overdue(before, here, now), now
        assert not hours.overdue(now, here, now), now


def test_without_a_target_no_moment_parts_late_from_early() -> None:
    assert hours.overdue_before(panel(target_hours=None), utc("2026-11-16T08:00")) is None
