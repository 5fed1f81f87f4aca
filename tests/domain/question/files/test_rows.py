"""The rows of an import file, judged field by field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.question.files import rows
from extensions import clock
from models import Panel, Status
from tests import imports
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    """A panel to import into."""
    return made.panel()


def check(panel: Panel, *cells: dict[str, str]) -> tuple[list[rows.Row], list[rows.Problem]]:
    return imports.check(rows.Judge(panel, at=NOW, key=b"k" * 32), *cells)


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD = {"text": "Why so late?"}
PUBLISHED = {**GOOD, "status": "published", "answer": "Because."}


def row(panel: Panel, **cells: str) -> rows.Row:
    taken, problems = check(panel, {**GOOD, **cells})
    assert problems == []
    return taken[0]


def test_only_the_text_is_needed(panel: Panel) -> None:
    taken = row(panel)
    assert (taken.status, taken.asked_at, taken.answered_at) == (Status.PENDING, NOW, NOW)
    assert (taken.external_id, taken.answers, taken.topic, taken.executive) == (None, (), "", "")
    assert taken.submission.text == "Why so late?"


def test_every_cell_is_read(panel: Panel) -> None:
    taken = row(
        panel,
        external_id=" A-17 ",
        details="Since May.\r\nAt least.",
        lang="fr",
        name=" Zoe  Q ",
        show_name="Yes",
        email="zoe@Reader.EXAMPLE",
        asked_at="2026-11-01T10:00:00+02:00",
        status="published",
        executive=" Ada Brook ",
        answer="**Because.**",
        answered_at="2026-11-02T08:00:00Z",
        topic="Money ",
    )
    assert (taken.external_id, taken.executive, taken.topic) == ("A-17", "Ada Brook", "Money")
    assert taken.asked_at == datetime(2026, 11, 1, 8, tzinfo=UTC)
    assert taken.answered_at == datetime(2026, 11, 2, 8, tzinfo=UTC)
    (reply,) = taken.answers
    assert (reply.executive, reply.at) == ("Ada Brook", taken.answered_at)
    assert reply.text.html == "<p><strong>Because.</strong></p>"
    told = taken.submission
    assert (told.details, told.lang, told.name) == ("Since May.\nAt least.", "fr", "Zoe Q")
    assert (told.show_name, told.email) == (True, "zoe@reader.example")


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"text": ""}, "text", "missing"),
        ({"text": "abc"}, "text", "too-short"),
        ({"text": "x" * 501}, "text", "too-long"),
        ({"text": "why\0not"}, "text", "unusable-characters"),
        ({"details": "x" * 3001}, "details", "too-long"),
        ({"lang": "english!"}, "lang", "not-a-language"),
        ({"name": "x" * 81}, "name", "too-long"),
        ({"show_name": "perhaps"}, "show_name", "not-yes-or-no"),
        ({"email": "zoe"}, "email", "no-at"),
        ({"email": "zoe@"}, "email", "not-an-address"),
        ({"asked_at": "yesterday"}, "asked_at", "not-a-time"),
        ({"asked_at": "2026-11-01T10:00:00"}, "asked_at", "no-zone"),
        ({"asked_at": "0001-01-01T00:00:00+14:00"}, "asked_at", "not-a-time"),
        ({"answered_at": "2026-02-30T10:00:00Z"}, "answered_at", "not-a-time"),
        ({"answered_at": "9999-12-31T23:59:59-14:00"}, "answered_at", "not-a-time"),
        ({"status": "Published"}, "status", "unknown-status"),
        ({"status": "merged"}, "status", "unknown-status"),
        ({"status": "rejected"}, "reason", "missing"),
        ({"status": "rejected", "reason": "boring"}, "reason", "unknown-reason"),
        ({"status": "published"}, "answer", "missing"),
        ({"status": "published", "answer": " \n"}, "answer", "missing"),
        ({"answer": "Because."}, "answer", "not-in-this-status"),
        ({"status": "rejected", "reason": "spam", "answer": "No."}, "answer", "not-in-this-status"),
        ({"status": "published", "answer": "x" * 20_001}, "answer", "too-long"),
        ({"status": "published", "answer": "a\0b"}, "answer", "unusable-characters"),
        ({"executive": "x" * 81}, "executive", "too-long"),
        ({"executive": "Ada\ud800"}, "executive", "unusable-characters"),
        ({"external_id": "x" * 81}, "external_id", "too-long"),
        ({"external_id": "\0"}, "external_id", "unusable-characters"),
        ({"topic": "x" * 81}, "topic", "too-long"),
    ],
)
def test_a_bad_cell_is_named_by_its_row_and_its_field(
    panel: Panel, cells: dict[str, str], field: str, code: str
) -> None:
    taken, problems = check(panel, GOOD, {**GOOD, **cells})
    assert [(p.row, p.refusal.field, p.refusal.code) for p in problems] == [(2, field, code)]
    assert len(taken) == 1


def test_every_problem_of_a_file_is_named_at_once(panel: Panel) -> None:
    _, problems = check(panel, {"text": "", "email": "zoe"}, GOOD, {"text": "abc"})
    assert [(p.row, p.refusal.field) for p in problems] == [(1, "text"), (1, "email"), (3, "text")]


@pytest.mark.parametrize("status", ["", "pending", "approved", " published "])
def test_the_statuses_that_a_file_may_give(panel: Panel, status: str) -> None:
    answer = {"answer": "Because."} if "published" in status else {}
    expected = status.strip() or "pending"
    assert row(panel, status=status, **answer).status.value == expected


def keys(panel: Panel, *cells: dict[str, Any]) -> list[str]:
    taken, problems = check(panel, *cells)
    assert problems == []
    return [found.key for found in taken]


def test_a_row_is_known_by_its_external_id_whatever_else_changes(panel: Panel) -> None:
    first, second = keys(panel, {**GOOD, "external_id": "7"}, {"text": "Another?", "external_id": " 7 "})
    assert first == second


def test_without_an_id_by_text_time_address_and_how_manieth_it_is(panel: Panel) -> None:
    alike = keys(panel, GOOD, GOOD, GOOD)
    assert len(set(alike)) == 3
    assert keys(panel, GOOD, GOOD, GOOD) == alike
    others = keys(
        panel, {"text": "Other?"}, {**GOOD, "asked_at": "2026-11-01T10:00Z"}, {**GOOD, "email": "a@b.example"}
    )
    assert len({*alike, *others}) == 6


def test_other_line_ends_and_outer_space_make_no_other_row(panel: Panel) -> None:
    one = keys(panel, {"text": "Why so\nlate?"})
    assert keys(panel, {"text": " Why so\r\nlate? \r\n"}) == one


def test_the_same_row_on_another_panel_is_another(made: Made, panel: Panel) -> None:
    assert keys(panel, GOOD) != keys(made.panel("elsewhere"), GOOD)


def test_what_a_row_is_known_by_gives_no_address_away(panel: Panel) -> None:
    (key,) = keys(panel, {**GOOD, "email": "zoe@reader.example"})
    assert len(key) <= 64
    assert "zoe" not in key
    (other,) = [r.key for r in imports.check(rows.Judge(panel, at=clock.now(), key=b"x" * 32), GOOD)[0]]
    assert other != keys(panel, GOOD)[0]
