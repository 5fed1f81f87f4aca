"""``flask panels create``."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from extensions import clock, db
from models import Panel
from tests.blueprints.operations.conftest import Run
from tests.made import Made


def panels() -> list[Panel]:
    """Every panel."""
    return list(db.session.scalars(select(Panel)))


def test_a_panel_is_open_from_now_on_without_end_in_utc_and_english(run: Run, made: Made) -> None:
    result = run("panels", "create", "ask-steve", "--title", "Ask Steve", "--executive", "Steve Hall")
    assert result.exit_code == 0, result.output
    [panel] = panels()
    assert (panel.slug, panel.title, panel.time_zone, panel.language) == (
        "ask-steve",
        "Ask Steve",
        "UTC",
        "en",
    )
    assert panel.opens_at <= clock.now()
    assert panel.closes_at is None
    assert [executive.name for executive in panel.executives] == ["Steve Hall"]


def test_times_are_read_on_the_panels_clocks(run: Run, made: Made) -> None:
    result = run(
        *("panels", "create", "ask-steve", "--title", "Ask Steve", "--time-zone", "Europe/Helsinki"),
        *("--opens", "2026-12-07T09:00", "--closes", "2026-12-18T18:00"),
    )
    assert result.exit_code == 0, result.output
    [panel] = panels()
    assert panel.opens_at == datetime(2026, 12, 7, 7, tzinfo=UTC)
    assert panel.closes_at == datetime(2026, 12, 18, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ask-steve", "--title", "Ask", "--sign-off"), "--sign-off"),
        (("ask-steve", "--title", "Ask", "--audience", "link"), "--audience"),
        (("ask-steve", "--title", "Ask", "--audience", "staff"), "--audience"),
        (("desk", "--title", "Ask"), "SLUG"),
        (("healthz", "--title", "Ask"), "SLUG"),
        (("search", "--title", "Ask"), "SLUG"),
        (("fi", "--title", "Ask"), "SLUG"),
        (("Ask_Steve", "--title", "Ask"), "SLUG"),
        (("a", "--title", "Ask"), "SLUG"),
        (("ask--steve", "--title", "Ask"), "SLUG"),
        (("ask-steve", "--title", " "), "--title"),
        (("ask-steve", "--title", "Ask", "--time-zone", "Mars/Base"), "--time-zone"),
        (("ask-steve", "--title", "Ask", "--opens", "tomorrow"), "--opens"),
        (
            (
                *("ask-steve", "--title", "Ask", "--time-zone", "Europe/Helsinki"),
                *("--opens", "2026-03-29T03:30"),
            ),
            "--opens",
        ),
        (
            ("ask-steve", "--title", "Ask", "--opens", "2026-12-07T09:00", "--closes", "2026-12-07T08:00"),
            "--closes",
        ),
    ],
)
def test_what_cannot_be_used_is_one_line_and_makes_no_panel(
    run: Run, made: Made, words: tuple[str, ...], says: str
) -> None:
    result = run("panels", "create", *words)
    assert result.exit_code == 1, result.output
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert panels() == []


def test_a_slug_is_taken_once(run: Run, made: Made) -> None:
    made.panel("ask-us")
    result = run("panels", "create", "ask-us", "--title", "Again")
    assert result.exit_code == 1
    assert "already" in result.stderr
