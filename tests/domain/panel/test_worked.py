"""How much working time lies between two instants, against counting it minute by minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.panel import hours
from models import Panel

ZONES = ("Europe/Zurich", "Asia/Kolkata", "America/St_Johns", "Pacific/Apia", "UTC")
MINUTE = timedelta(minutes=1)
BEGIN = datetime(2026, 3, 26, tzinfo=UTC)
"""The clocks of Zurich change three days later."""


def panel(zone: str, days: str, begins: int, ends: int) -> Panel:
    return Panel(time_zone=zone, work_days=days, work_begins=begins, work_ends=ends, target_hours=8)


def minute_by_minute(since: datetime, until: datetime, panel: Panel) -> timedelta:
    """Each minute counts whose clocks show working time."""
    zone = ZoneInfo(panel.time_zone)
    total, now = timedelta(0), since
    while now < until:
        local = now.astimezone(zone)
        minutes = local.hour * 60 + local.minute
        if str(local.isoweekday()) in panel.work_days and panel.work_begins <= minutes < panel.work_ends:
            total += MINUTE
        now += MINUTE
    return total


panels = st.builds(
    panel,
    st.sampled_from(ZONES),
    st.sampled_from(("12345", "1234567", "67", "1", "135")),
    st.integers(0, 16).map(lambda hour: hour * 60),
    st.integers(17, 24).map(lambda hour: hour * 60),
)
minutes = st.integers(0, 8 * 24 * 60).map(lambda count: BEGIN + count * MINUTE)


@settings(max_examples=60, deadline=None)
@given(panels, minutes, minutes)
def test_it_is_what_one_counts_minute_by_minute(panel: Panel, one: datetime, other: datetime) -> None:
    worked = hours.Worked(panel, min(one, other), max(one, other))
    assert worked.between(one, other) == minute_by_minute(one, other, panel)


@settings(max_examples=60, deadline=None)
@given(panels, minutes, st.integers(1, 60))
def test_who_waits_longer_is_told_from_who_does_not(panel: Panel, asked: datetime, than: int) -> None:
    now = BEGIN + timedelta(days=8)
    waited = hours.Worked(panel, asked, now).between(asked, now)
    edge = hours.waiting_longer(timedelta(hours=than), panel, now)
    if waited > timedelta(hours=than):
        assert asked < edge
    if waited < timedelta(hours=than):
        assert asked >= edge


@pytest.mark.parametrize(
    ("at", "ago", "begins"),
    [
        ("2026-11-22T12:00", 0, "2026-11-21T23:00"),
        ("2026-11-22T23:30", 0, "2026-11-22T23:00"),
        ("2026-03-29T12:00", 0, "2026-03-28T23:00"),
        ("2026-03-30T12:00", 1, "2026-03-28T23:00"),
        ("2026-03-30T12:00", 0, "2026-03-29T22:00"),
    ],
)
def test_a_day_begins_at_midnight_on_the_panels_clocks(at: str, ago: int, begins: str) -> None:
    zurich = panel("Europe/Zurich", "12345", 540, 1020)
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert hours.midnight(moment, zurich, days_ago=ago) == datetime.fromisoformat(begins).replace(tzinfo=UTC)
