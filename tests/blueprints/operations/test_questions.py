"""``flask questions import``: every row is judged first; all are taken or none; run again, none twice."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from extensions import db
from models import Event, OutboxMessage, Panel, Question, Status, SubjectKind
from tests.blueprints.operations.commands import refused, run
from tests.pages import PageClient

REAL = Path(__file__).parents[4] / "shared" / "data" / "executive_questions.csv"
GOOD = [
    {"external_id": "a1", "text": "Why is it so?", "email": "rita@floor.example", "name": "Rita"},
    {"text": "What will it cost?", "status": "approved", "topic": "Prices"},
    {"text": "Where do we go?", "status": "published", "answer": "**Up.**", "executive": "Ada Brook"},
    {"text": "Who is a fool?", "status": "rejected", "reason": "abusive"},
    {"text": "When is it done?", "status": "published", "answer": "Soon.", "executive": "New Nora"},
]


Written = Callable[[list[dict[str, str]]], str]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes rows as a CSV file."""

    def write(rows: list[dict[str, str]]) -> str:
        names = list(dict.fromkeys(name for row in rows for name in row))
        said = StringIO()
        writer = csv.DictWriter(said, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
        file = tmp_path / "questions.csv"
        file.write_text(said.getvalue(), encoding="utf-8")
        return str(file)

    return write


def statuses() -> Counter[str]:
    db.session.rollback()
    return Counter(status.value for status in db.session.scalars(select(Question.status)))


def take(app: Flask, file: str, *more: str) -> Result:
    return run(app, "questions", "import", file, "--panel", "ask-us", *more)


def test_every_row_comes_in_with_its_status(
    app: Flask, panel: Panel, client: PageClient, written: Written
) -> None:
    done = take(app, written(GOOD))
    assert done.exit_code == 0, done.output
    assert "5 taken, 0 known already." in done.stdout
    assert statuses() == {"pending": 1, "approved": 1, "published": 2, "rejected": 1}
    page = client.page("/ask-us/")
    assert "Where do we go?" in page.text
    assert "New Nora" in page.text
    assert "Who is a fool?" not in page.text


def test_run_again_nothing_is_doubled(app: Flask, panel: Panel, written: Written) -> None:
    file = written(GOOD)
    take(app, file)
    done = take(app, file)
    assert "0 taken, 5 known already." in done.stdout
    assert sum(statuses().values()) == 5


def test_a_known_row_is_left_as_it_is_and_new_ones_are_added(
    app: Flask, panel: Panel, written: Written
) -> None:
    take(app, written(GOOD))
    changed = [{**GOOD[0], "text": "Another text now?"}, {"text": "And a new one?"}]
    assert "1 taken, 1 known already." in take(app, written(changed)).stdout
    db.session.rollback()
    texts = {question.original.text for question in db.session.scalars(select(Question))}
    assert "Another text now?" not in texts
    assert "And a new one?" in texts


def test_the_same_row_twice_in_a_file_is_two_questions_and_stays_two(
    app: Flask,
    panel: Panel,
    written: Written,
) -> None:
    file = written([{"text": "Why is it so?"}, {"text": "Why is it so?"}])
    assert "2 taken" in take(app, file).stdout
    assert "0 taken, 2 known" in take(app, file).stdout


def test_a_dry_run_says_what_it_would_do_and_does_nothing(app: Flask, panel: Panel, written: Written) -> None:
    done = take(app, written(GOOD), "--dry-run")
    assert done.exit_code == 0
    assert "5 rows can be taken" in done.stdout
    assert statuses() == {}
    assert [executive.name for executive in panel.executives] == ["Ada Brook", "Ben Cole"]


def test_it_sends_no_mail_and_writes_one_event_for_each(app: Flask, panel: Panel, written: Written) -> None:
    take(app, written(GOOD))
    db.session.rollback()
    assert db.session.scalars(select(OutboxMessage)).all() == []
    about_questions = select(Event.action).where(Event.subject_kind == SubjectKind.QUESTION)
    assert list(db.session.scalars(about_questions)) == ["import"] * 5


BAD_CELLS = {
    "no text": ({"text": ""}, "text"),
    "a long text": ({"text": "a" * 501}, "text"),
    "long details": ({"details": "a" * 3001}, "details"),
    "a language": ({"lang": "english"}, "lang"),
    "show_name": ({"show_name": "maybe"}, "show_name"),
    "an address": ({"email": "nobody"}, "email"),
    "a time": ({"asked_at": "yesterday"}, "asked_at"),
    "a time without a zone": ({"asked_at": "2026-11-01T09:00"}, "asked_at"),
    "a status": ({"status": "PENDING"}, "status"),
    "no reason": ({"status": "rejected"}, "reason"),
    "a reason": ({"status": "rejected", "reason": "because"}, "reason"),
    "no answer": ({"status": "published"}, "answer"),
    "an early answer": ({"answer": "So."}, "answer"),
    "a time of the answer": ({"status": "published", "answer": "So.", "answered_at": "x"}, "answered_at"),
    "an executive": ({"executive": "a" * 81}, "executive"),
    "a topic": ({"topic": "a" * 81}, "topic"),
}


@pytest.mark.parametrize("fault", BAD_CELLS)
def test_a_bad_cell_is_one_line_with_its_row_and_field_and_nothing_is_taken(
    app: Flask,
    panel: Panel,
    written: Written,
    fault: str,
) -> None:
    cells, field = BAD_CELLS[fault]
    lines = refused(take(app, written([GOOD[0], {"text": "Why is it so?", **cells}, GOOD[2]])))
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"row 2, {field}: ")
    assert statuses() == {}


def test_every_bad_row_is_named_at_once(app: Flask, panel: Panel, written: Written) -> None:
    rows = [{"text": ""}, GOOD[0], {"text": "ok why", "status": "x"}, {"text": "ok why", "email": "x"}]
    lines = refused(take(app, written(rows)))
    assert [line.partition(":")[0] for line in lines] == ["row 1, text", "row 3, status", "row 4, email"]


BAD_FILES = {
    "an unknown column": b"text,colour\nWhy so?,red\n",
    "no text column": b"details\nMore\n",
    "nothing at all": b"",
    "too many cells": b"text,name\nWhy so?,Rita,more\n",
    "too few cells": b"text,name\nWhy so?\n",
    "not UTF-8": b"text\nWhy \xff so?\n",
    "an open quote": b'text\n"Why so?\n',
    "a huge cell": b"text\n" + b"a" * 300_000 + b"\n",
    "a column twice": b"text,TEXT\nWhy so?,Or so?\n",
    "no rows": b"text,name\n",
    "UTF-16 that doesn't say so": "text\nWhy is it so?\n".encode("utf-16-le"),
    "a column of the export alone": b"text,merged_into\nWhy so?,7\n",
}


@pytest.mark.parametrize("fault", BAD_FILES)
def test_a_file_that_cannot_be_read_is_one_line(app: Flask, panel: Panel, tmp_path: Path, fault: str) -> None:
    file = tmp_path / "questions.csv"
    file.write_bytes(BAD_FILES[fault])
    lines = refused(take(app, str(file)))
    assert len(lines) == 1, lines
    assert statuses() == {}


SAID = {
    b"text\nWhy \xff so?\n": "questions.csv: byte 9, line 2: it is not UTF-8 there.",
    b'text\nfirst?\n"Why so?\n': "questions.csv: line 3: a quotation mark is opened",
    b"text,name\nWhy so?,Rita,more\n": "row 1: it has 3 cells and the first line has 2.",
    b"text,asked_at\nWhy so?,2026-11-01 09:00\n": "row 1, asked_at: the time has no zone. Write it as",
    b"colour\nred\n": "questions.csv: column 'colour': this column isn't known.",
    b"": "questions.csv: it is empty",
}


@pytest.mark.parametrize("content", SAID)
def test_the_line_says_where_it_is_and_what_to_do(
    app: Flask, panel: Panel, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "questions.csv"
    file.write_bytes(content)
    (line,) = refused(take(app, str(file)))
    assert line.startswith(SAID[content])


def test_of_very_many_bad_rows_the_first_are_named_and_the_others_counted(
    app: Flask, panel: Panel, written: Written
) -> None:
    lines = refused(take(app, written([{"text": "no"}] * 305)))
    assert len(lines) == 301
    assert lines[299].startswith("row 300, text: ")
    assert lines[300] == "and 5 more."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_what_a_spreadsheet_saves_comes_in(
    app: Flask, panel: Panel, tmp_path: Path, encoding: str, separator: str
) -> None:
    file = tmp_path / "questions.csv"
    row = separator.join(["Why so, Zoë?", "approved"])
    file.write_bytes(f"Text{separator}Status\r\n{row}\r\n".encode(encoding))
    assert "1 taken" in take(app, str(file)).stdout
    db.session.rollback()
    assert db.session.scalars(select(Question)).one().wording.text == "Why so, Zoë?"


def test_a_formula_is_kept_as_the_text_that_it_is(app: Flask, panel: Panel, written: Written) -> None:
    take(app, written([{"text": "=1+1"}, {"text": "'tis so"}]))
    db.session.rollback()
    assert [question.wording.text for question in db.session.scalars(select(Question))] == ["=1+1", "'tis so"]


def test_help_says_that_nobody_else_writes_meanwhile(app: Flask) -> None:
    assert "nobody else can write" in " ".join(run(app, "questions", "import", "--help").stdout.split())


def test_a_cell_with_nul_in_it_is_refused(app: Flask, panel: Panel, tmp_path: Path) -> None:
    file = tmp_path / "questions.csv"
    file.write_bytes(b"text\nWhy \x00 so?\n")
    assert len(refused(take(app, str(file)))) == 1
    assert statuses() == {}


def test_a_mark_of_utf8_at_the_beginning_is_no_part_of_the_first_column(
    app: Flask, panel: Panel, tmp_path: Path
) -> None:
    file = tmp_path / "questions.csv"
    file.write_bytes("\ufefftext\nWhy is it so?\n".encode())
    assert "1 taken" in take(app, str(file)).stdout


def test_an_unknown_panel_is_one_line(app: Flask, written: Written) -> None:
    lines = refused(run(app, "questions", "import", written(GOOD), "--panel", "nowhere"))
    assert lines == ["--panel: there is no panel 'nowhere'."]


def test_a_file_that_is_not_there_is_refused(app: Flask, panel: Panel) -> None:
    assert take(app, "/no/such/file.csv").exit_code != 0


def test_what_the_script_tells_is_the_language_else_the_panels(
    app: Flask, panel: Panel, written: Written
) -> None:
    take(
        app,
        written(
            [{"text": "لماذا السماء زرقاء؟"}, {"text": "Why is it so?"}, {"text": "Warum?", "lang": "de"}]
        ),
    )
    db.session.rollback()
    assert list(db.session.scalars(select(Question.lang).order_by(Question.id))) == ["ar", "en", "de"]


@pytest.mark.skipif(not REAL.exists(), reason="the real questions are not here")
def test_two_hundred_and_forty_real_questions_come_in_answered(
    app: Flask, panel: Panel, client: PageClient
) -> None:
    done = take(app, str(REAL))
    assert done.exit_code == 0, done.output
    assert statuses() == {Status.PUBLISHED.value: 240}
    assert "0 taken, 240 known" in take(app, str(REAL)).stdout
    client.page("/ask-us/")
