"""Questions from a file: all rows, each only once, with what the file says of them."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.question import lists
from domain.question.files import sheets
from domain.visibility import Sight, seen, shown_answers, shown_name
from extensions import clock, db
from models import (
    Asker,
    OutboxMessage,
    Panel,
    Question,
    RevisionState,
    Status,
    Via,
)
from tests.domain.record import chain
from tests.imports import load
from tests.made import Made

REAL = Path(__file__).parents[4] / "../shared/data/executive_questions.csv"
ANSWERED_AT = datetime(2026, 11, 2, 8, tzinfo=UTC)


def questions(panel: Panel) -> list[Question]:
    return list(
        db.session.scalars(select(Question).where(Question.panel_id == panel.id).order_by(Question.id))
    )


ROWS = (
    {"text": "Is it pending?", "topic": "Money", "name": "Zoe", "show_name": "1", "email": "zoe@a.example"},
    {"text": "Is it approved?", "status": "approved", "executive": "Ada Brook"},
    {
        "text": "Is it published?",
        "status": "published",
        "executive": "Dee New",
        "answer": "It *is*.",
        "answered_at": "2026-11-02T08:00:00Z",
        "asked_at": "2026-11-01T08:00:00Z",
        "topic": "Money",
        "external_id": "P-1",
    },
    {"text": "Is it rejected?", "status": "rejected", "reason": "spam"},
    {"text": "Is it answered?", "status": "approved", "executive": "Ada Brook", "answer": "Soon."},
)


def test_each_row_comes_in_with_the_status_of_the_file(made: Made) -> None:
    panel = made.panel()
    assert load(made, panel, *ROWS) == (5, 0)
    found = questions(panel)
    assert [question.status for question in found] == [
        Status.PENDING,
        Status.APPROVED,
        Status.PUBLISHED,
        Status.REJECTED,
        Status.APPROVED,
    ]
    assert found[3].reason is not None
    assert found[3].reason.code == "spam"
    for question in found:
        assert chain.actions(question) == ["import"]
        assert chain.broken(question, made.seal) == []
        assert (question.version, question.passport.via) == (1, Via.IMPORT)


def test_run_again_nothing_comes_twice(made: Made) -> None:
    panel = made.panel()
    load(made, panel, *ROWS)
    assert load(made, panel, *ROWS) == (0, 5)
    assert load(made, panel, *ROWS, {"text": "Is it new?"}) == (1, 5)
    assert len(questions(panel)) == 6


def test_a_known_row_is_left_as_it_is(made: Made) -> None:
    panel = made.panel()
    load(made, panel, {"text": "First text?", "external_id": "7"})
    load(made, panel, {"text": "Second text?", "external_id": "7", "status": "approved"})
    (question,) = questions(panel)
    assert (question.wording.text, question.status) == ("First text?", Status.PENDING)


def test_a_published_row_is_public_with_its_answer_since_its_time(made: Made) -> None:
    panel = made.panel()
    load(made, panel, ROWS[2])
    (question,) = questions(panel)
    assert seen(question, clock.now()).sight is Sight.PUBLISHED
    assert (question.published_at, question.first_published_at) == (ANSWERED_AT, ANSWERED_AT)
    assert question.asked_at == ANSWERED_AT - timedelta(days=1)
    (answer,) = shown_answers(question, clock.now())
    revision = answer.statement.released
    assert revision is not None
    assert (revision.html, revision.typed_by_id) == ("<p>It <em>is</em>.</p>", None)
    assert (answer.executive.name, revision.on_behalf_of.name) == ("Dee New", "Dee New")


def test_an_answer_to_an_approved_row_still_waits_for_its_release(made: Made) -> None:
    panel = made.panel()
    load(made, panel, ROWS[4])
    (question,) = questions(panel)
    assert question.answers[0].statement.newest.state is RevisionState.SUBMITTED
    assert seen(question, clock.now()).sight is Sight.HIDDEN


def test_whom_and_what_it_names_is_added_to_the_panel_once(made: Made) -> None:
    panel = made.panel()
    load(made, panel, *ROWS)
    assert [executive.name for executive in panel.executives] == ["Ada Brook", "Ben Cole", "Dee New"]
    assert [topic.title for topic in panel.topics] == ["Money"]
    assert [topic.title for topic in questions(panel)[0].topics] == ["Money"]


def test_an_answer_without_executive_goes_to_the_only_one(made: Made) -> None:
    panel = made.panel(executives=("Ada Brook",))
    load(made, panel, {"text": "Who says so?", "status": "published", "answer": "She does."})
    assert questions(panel)[0].answers[0].executive.name == "Ada Brook"


@pytest.mark.parametrize("executives", [(), ("Ada Brook", "Ben Cole")])
def test_else_to_one_named_like_the_panel(made: Made, executives: tuple[str, ...]) -> None:
    panel = made.panel(executives=executives, title="Ask the board")
    load(made, panel, {"text": "Who says so?", "status": "published", "answer": "It does."})
    assert questions(panel)[0].answers[0].executive.name == "Ask the board"


def test_imported_rows_send_no_mail_and_take_no_limits(made: Made) -> None:
    now = clock.now()
    panel = made.panel(opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
    load(made, panel, *ROWS)
    assert db.session.scalars(select(func.count()).select_from(OutboxMessage)).one() == 0


def test_the_askers_name_and_address_are_kept_apart_and_shown_as_told(made: Made) -> None:
    panel = made.panel()
    load(made, panel, *ROWS)
    asker = db.session.scalars(select(Asker)).one()
    assert (asker.name, asker.email) == ("Zoe", "zoe@a.example")
    assert [shown_name(question) for question in questions(panel)] == ["Zoe", None, None, None, None]


@pytest.mark.parametrize(
    ("told", "text", "lang"),
    [("fr", "Pourquoi si tard ?", "fr"), ("", "متى ستجيبون على هذا السؤال؟", "ar"), ("", "Warum?", "de")],
)
def test_the_language_is_told_by_the_file_the_script_or_the_panel(
    made: Made, told: str, text: str, lang: str
) -> None:
    panel = made.panel(language="de")
    load(made, panel, {"text": text, "lang": told})
    assert questions(panel)[0].lang == lang


@pytest.mark.skipif(not REAL.exists(), reason="the shared questions aren't here")
def test_two_hundred_and_forty_real_questions_come_in_as_published_and_only_once(made: Made) -> None:
    panel = made.panel(executives=())
    with REAL.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        sheets.check_columns(reader.fieldnames or ())
        cells = list(reader)
    assert load(made, panel, *cells) == (240, 0)
    assert load(made, panel, *cells) == (0, 240)
    assert lists.count_published(panel, at=clock.now()) == 240
    assert all(question.answers[0].statement.released for question in questions(panel)[:20])
