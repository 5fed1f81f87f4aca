"""``flask panels create``: a panel, open from now on unless told."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.panel import window
from domain.panel.creating import find
from extensions import clock, db
from models import ActorKind, Audience, Panel, SignOff
from tests.blueprints.operations.commands import refused, run
from tests.domain.panel.changing import happened
from tests.made import Made

CREATE = ("panels", "create")


def panels() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Panel)) or 0


def test_with_a_title_alone_it_is_open_now_without_end_in_utc_and_english(app: Flask) -> None:
    done = run(app, *CREATE, "ask-steve", "--title", "Ask Steve")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "http://localhost/ask-steve/\n", "")
    panel = find("ask-steve")
    assert panel
    assert window.state(panel, clock.now()) == window.OPEN
    assert clock.now() - panel.opens_at < timedelta(minutes=1)
    assert (panel.closes_at, panel.time_zone, panel.language) == (None, "UTC", "en")
    assert (panel.audience, panel.list_open, panel.executives) == (Audience.PUBLIC, False, [])
    assert app.test_client().get("/ask-steve/").status_code == 200


def test_everything_can_be_told(app: Flask) -> None:
    words = (
        *("--title", "Ask Steve and Stephen", "--executive", "Steve", "--executive", "Stephen"),
        *("--opens", "2026-12-01T09:00", "--closes", "2026-12-24T18:00", "--time-zone", "Europe/Helsinki"),
        *("--language", "fi", "--list-open", "--audience", "public", "--introduction", "**Hello**"),
    )
    assert run(app, *CREATE, "ask-steve", *words).exit_code == 0
    panel = find("ask-steve")
    assert panel
    assert [executive.name for executive in panel.executives] == ["Steve", "Stephen"]
    assert panel.opens_at == datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
    assert panel.closes_at == datetime(2026, 12, 24, 16, 0, tzinfo=UTC)
    assert (panel.language, panel.list_open) == ("fi", True)


def test_by_link_the_address_that_is_printed_has_its_tail(app: Flask) -> None:
    done = run(app, *CREATE, "ask-steve", "--title", "Ask Steve", "--audience", "link")
    found = re.fullmatch(r"http://localhost/(ask-steve-[2-9a-z]{12})/\n", done.stdout)
    assert (done.exit_code, bool(found)) == (0, True), done.output
    assert found
    panel = find(found[1])
    assert panel
    assert panel.audience is Audience.LINK
    assert find("ask-steve") is None
    assert app.test_client().get(f"/{found[1]}/").status_code == 200


def test_for_staff_nobody_else_finds_it(app: Flask) -> None:
    assert run(app, *CREATE, "ask-steve", "--title", "Ask", "--audience", "staff").exit_code == 0
    panel = find("ask-steve")
    assert panel
    assert panel.audience is Audience.STAFF
    assert app.test_client().get("/ask-steve/").status_code == 404


def test_with_sign_off_an_approver_signs(app: Flask) -> None:
    assert run(app, *CREATE, "ask-steve", "--title", "Ask", "--sign-off").exit_code == 0
    panel = find("ask-steve")
    assert panel
    assert panel.sign_off is SignOff.ONE_APPROVER


def test_it_is_in_the_record_as_the_systems(app: Flask) -> None:
    run(app, *CREATE, "ask-steve", "--title", "Ask")
    panel = find("ask-steve")
    assert panel
    assert panel.short_code
    (event,) = happened(panel)
    assert (event.action, event.actor_kind, event.to_status) == ("create", ActorKind.SYSTEM, "open")


FAULTS = {
    "capital letters": (("Ask",), (), "SLUG"),
    "one letter": (("a",), (), "SLUG"),
    "sixty-one letters": (("a" * 61,), (), "SLUG"),
    "two hyphens": (("ask--us",), (), "SLUG"),
    "a slash": (("ask/us",), (), "SLUG"),
    "an address of the site": (("desk",), (), "SLUG"),
    "one that is kept free": (("oembed",), (), "SLUG"),
    "a language": (("fi",), (), "SLUG"),
    "an empty title": ((), ("--title", "  "), "--title"),
    "a long title": ((), ("--title", "a" * 121), "--title"),
    "no zone": ((), ("--time-zone", "Mars/Olympus"), "--time-zone"),
    "a zone outside": ((), ("--time-zone", "../../etc/passwd"), "--time-zone"),
    "no language": ((), ("--language", "english"), "--language"),
    "no time": ((), ("--opens", "tomorrow"), "--opens"),
    "a time with a zone": ((), ("--closes", "2026-12-01T09:00Z"), "--closes"),
    "a time that never is": (
        (),
        ("--time-zone", "Europe/Helsinki", "--opens", "2027-03-28T03:30"),
        "--opens",
    ),
    "a time that is twice": (
        (),
        ("--time-zone", "Europe/Helsinki", "--closes", "2027-10-31T03:30"),
        "--closes",
    ),
    "closing before opening": (
        (),
        ("--opens", "2026-12-02T09:00", "--closes", "2026-12-01T09:00"),
        "--closes",
    ),
    "an executive without a name": ((), ("--executive", " "), "--executive"),
    "an executive with a long name": ((), ("--executive", "a" * 81), "--executive"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_is_one_line_that_names_it_and_makes_nothing(app: Flask, fault: str) -> None:
    slug, more, said = FAULTS[fault]
    title = () if "--title" in more else ("--title", "Ask")
    lines = refused(run(app, *CREATE, *(slug or ("ask-steve",)), *title, *more))
    assert len(lines) == 1
    assert said in lines[0]
    assert panels() == 0


def test_a_slug_that_is_taken_is_refused(app: Flask, made: Made) -> None:
    made.panel("ask-steve")
    lines = refused(run(app, *CREATE, "ask-steve", "--title", "Ask"))
    assert len(lines) == 1
    assert "ask-steve" in lines[0]
    assert panels() == 1


def test_the_same_executive_named_twice_sits_once(app: Flask) -> None:
    words = ("--title", "Ask", "--executive", "Steve", "--executive", " Steve ")
    assert run(app, *CREATE, "ask-steve", *words).exit_code == 0
    panel = find("ask-steve")
    assert panel
    assert len(panel.executives) == 1
