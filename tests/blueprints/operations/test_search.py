"""``flask search reindex`` fills the indexes of searches, and ``check`` says when it is wanted."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from domain.search import desk, reindexing
from extensions import begin_writing, db
from models import search
from tests.blueprints.operations.commands import run
from tests.domain.search.searching import floor_rows, rows
from tests.made import Made


def wipe() -> None:
    """Empty the index, as it is after a migration that brings it."""
    begin_writing()
    db.session.execute(search.desk.delete())
    db.session.execute(search.floor.delete())
    db.session.commit()


def line_of_search(app: Flask) -> str:
    """What ``check`` says of it."""
    return next(line for line in run(app, "check").stdout.splitlines() if line.startswith("search:"))


def test_it_brings_back_what_is_missing_and_then_has_nothing_to_do(app: Flask, made: Made) -> None:
    panel = made.panel()
    question = made.question(panel, "Why were dividends cut?").id
    made.question(panel)
    wipe()
    done = run(app, "search", "reindex")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "2 indexed."
    assert "indexing: 2 of 2" in done.stdout
    assert list(db.session.scalars(desk.matching(panel, "dividend"))) == [question]
    assert run(app, "search", "reindex").stdout.splitlines()[-1] == "0 indexed."
    assert run(app, "search", "reindex", "--all").stdout.splitlines()[-1] == "2 indexed."


def test_more_than_one_transaction_of_them(app: Flask, made: Made) -> None:
    panel = made.panel()
    for _ in range(5):
        made.question(panel)
    wipe()
    most, reindexing.AT_ONCE = reindexing.AT_ONCE, 2
    try:
        assert run(app, "search", "reindex").stdout.splitlines()[-1] == "5 indexed."
    finally:
        reindexing.AT_ONCE = most
    assert reindexing.lacking() == 0


def test_check_fails_while_a_question_cannot_be_found(app: Flask, made: Made) -> None:
    assert line_of_search(app) == "search: ok, every question is in the index"
    panel = made.panel()
    for _ in range(2):
        made.question(panel)
    wipe()
    assert line_of_search(app) == (
        "search: failed, questions that it doesn't find yet: 2; run flask --app app search reindex"
    )
    assert run(app, "check").exit_code == 1
    run(app, "search", "reindex")
    assert line_of_search(app) == "search: ok, every question is in the index"


def test_an_imported_file_and_the_demo_are_in_the_index(app: Flask, made: Made, tmp_path: Path) -> None:
    panel = made.panel()
    file = tmp_path / "some.csv"
    file.write_text(
        "text,status,answer,executive\n"
        "Where is the next plant?,published,In the valley of the Ruhr.,Ada Brook\n"
        "Why so late?,pending,,\n"
    )
    assert run(app, "questions", "import", str(file), "--panel", "ask-us").exit_code == 0
    assert run(app, "demo").exit_code == 0
    assert reindexing.lacking() == 0
    before = rows(), floor_rows()
    assert len(before[1]) > 1
    assert len(list(db.session.scalars(desk.matching(panel, "valleys")))) == 1
    assert run(app, "search", "reindex", "--all").exit_code == 0
    assert (rows(), floor_rows()) == before
