"""When a panel takes questions, and what a time on its clocks means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.panel import window
from domain.refusals import BadField
from models import Panel

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def panel(opens: datetime, closes: datetime | None = None, archived: datetime | None = None) -> Panel:
    return Panel(opens_at=opens, closes_at=closes, archived_at=archived)


@pytest.mark.parametrize(
    ("made", "state"),
    [
        (panel(NOON + HOUR), "upcoming"),
        (panel(NOON), "open"),
        (panel(NOON - HOUR, NOON + HOUR), "open"),
        (panel(NOON - HOUR, NOON), "closed"),
        (panel(NOON - HOUR, NOON - HOUR / 2, NOON), "archived"),
        (panel(NOON - HOUR, None, NOON + HOUR), "open"),
    ],
)
def test_a_panel_opens_on_its_hour_and_closes_on_its_hour(made: Panel, state: str) -> None:
    assert window.state(made, NOON) == state


@pytest.mark.parametrize(
    ("written", "zone", "hour"),
    [
        ("2026-11-30T18:00", "UTC", datetime(2026, 11, 30, 18, tzinfo=UTC)),
        ("2026-11-30T18:00", "Europe/Zurich", datetime(2026, 11, 30, 17, tzinfo=UTC)),
        ("2026-07-01T18:00", "Europe/Zurich", datetime(2026, 7, 1, 16, tzinfo=UTC)),
        ("2026-11-30T18:00", "Asia/Kolkata", datetime(2026, 11, 30, 12, 30, tzinfo=UTC)),
    ],
)
def test_a_local_time_is_an_instant(written: str, zone: str, hour: datetime) -> None:
    assert window.local_time(written, zone, "at") == hour


def refused(written: str, zone: str) -> BadField:
    with pytest.raises(BadField) as refusal:
        window.local_time(written, zone, "until")
    return refusal.value


@pytest.mark.parametrize(
    ("written", "zone"),
    [("2026-03-29T02:30", "Europe/Zurich"), ("2026-03-08T02:00", "America/New_York")],
)
def test_a_time_that_the_clocks_skip_is_refused(written: str, zone: str) -> None:
    assert refused(written, zone) == BadField("until", "time-that-does-not-exist")


@pytest.mark.parametrize(
    ("written", "zone"),
    [("2026-10-25T02:30", "Europe/Zurich"), ("2026-11-01T01:59", "America/New_York")],
)
def test_a_time_that_the_clocks_show_twice_is_refused(written: str, zone: str) -> None:
    assert refused(written, zone) == BadField("until", "ambiguous-time")


@pytest.mark.parametrize("written", ["2026-03-29T01:59", "2026-03-29T03:00", "2026-10-25T03:00"])
def test_the_minutes_beside_a_change_of_clocks_are_plain(written: str) -> None:
    assert window.local_time(written, "Europe/Zurich", "at").tzinfo is UTC


@pytest.mark.parametrize(
    "written",
    [
        "",
        "tomorrow",
        "2026-11-30",
        "2026-11-30 18:00",
        "2026-11-30T18:00Z",
        "2026-13-01T00:00",
        "2026-02-30T00:00",
    ],
)
def test_what_is_written_otherwise_is_refused(written: str) -> None:
    assert refused(written, "UTC") == BadField("until", "not-a-time")


@pytest.mark.parametrize(
    ("written", "zone"), [("0001-01-01T00:00", "Asia/Tokyo"), ("9999-12-31T23:59", "America/New_York")]
)
def test_a_time_beyond_the_calendar_is_refused(written: str, zone: str) -> None:
    assert refused(written, zone) == BadField("until", "not-a-time")


@pytest.mark.parametrize(
    ("opens", "closes", "zone", "change"),
    [
        ("2026-10-01", "2026-11-01", "Europe/Zurich", datetime(2026, 10, 25, 1, tzinfo=UTC)),
        ("2026-11-01", "2026-12-01", "Europe/Zurich", None),
        ("2026-01-01", "2026-12-31", "Asia/Kolkata", None),
        ("2026-03-29", "2026-03-30", "Europe/Zurich", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ],
)
def test_a_change_of_clocks_within_the_window_is_found(
    opens: str, closes: str, zone: str, change: datetime | None
) -> None:
    begin, end = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (opens, closes))
    found = window.change_of_clocks(Panel(opens_at=begin, closes_at=end, time_zone=zone))
    assert found == change


def test_a_window_without_an_end_is_not_looked_through() -> None:
    assert window.change_of_clocks(Panel(opens_at=NOON, closes_at=None, time_zone="Europe/Zurich")) is None
