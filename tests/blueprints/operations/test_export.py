"""``flask questions export``: the file on standard output, and nothing else there."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from extensions import db
from models import Event, Panel, Question, SubjectKind
from tests.blueprints.operations.commands import refused, run
from tests.made import Made


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel, "=1+1 is what?", name="Rita Roe", email="rita@reader.example")


def exports() -> list[Event]:
    db.session.rollback()
    return list(
        db.session.scalars(
            select(Event).where(Event.subject_kind == SubjectKind.PANEL, Event.action == "export")
        )
    )


def test_csv_and_json_are_whole_on_standard_output(app: Flask, question: Question) -> None:
    done = run(app, "questions", "export", "--panel", "ask-us", "--format", "csv")
    assert done.exit_code == 0, done.output
    (row,) = csv.DictReader(StringIO(done.stdout, newline=""))
    assert (row["text"], row["status"], row["email"]) == ("'=1+1 is what?", "pending", "")
    told = json.loads(run(app, "questions", "export", "--panel", "ask-us", "--format", "json").stdout)
    assert [one["text"] for one in told["questions"]] == ["=1+1 is what?"]
    assert exports() == []


def test_names_and_addresses_are_there_when_asked_for_and_recorded(app: Flask, question: Question) -> None:
    words = ("questions", "export", "--panel", "ask-us", "--format", "json", "--with-personal-data")
    told = json.loads(run(app, *words).stdout)
    assert told["questions"][0]["asker"]["email"] == "rita@reader.example"
    assert [event.details for event in exports()] == [{"form": "json"}]


def test_an_exported_file_comes_in_on_another_panel(
    app: Flask, made: Made, question: Question, tmp_path: Path
) -> None:
    made.panel("elsewhere")
    file = tmp_path / "questions.csv"
    done = run(app, "questions", "export", "--panel", "ask-us", "--format", "csv")
    file.write_bytes(done.stdout_bytes)
    taken = run(app, "questions", "import", str(file), "--panel", "elsewhere")
    assert "1 taken" in taken.stdout, taken.output
    db.session.rollback()
    texts = [found.wording.text for found in db.session.scalars(select(Question))]
    assert texts == ["=1+1 is what?"] * 2


def test_an_unknown_panel_is_one_line(app: Flask) -> None:
    lines = refused(run(app, "questions", "export", "--panel", "nowhere", "--format", "csv"))
    assert lines == ["--panel: there is no panel 'nowhere'."]
