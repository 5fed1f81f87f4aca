"""``flask audit``: one line of counts, or one that names the first altered row; the log knows the heads."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from adapters import logs
from blueprints.operations.commands import audit
from domain.question import deciding
from domain.record import checkpoints
from extensions import begin_writing, db
from models import Event, Panel, Question, SubjectKind, User
from tests.blueprints.operations.commands import refused, run
from tests.domain.record.tampering import cut
from tests.made import Made


@pytest.fixture
def question(made: Made, panel: Panel, mia: User) -> Question:
    """A question that was held with a note, and approved."""
    found = made.question(panel)
    made.do(deciding.hold, found, mia, note="Ask legal.")
    made.do(deciding.approve, found, mia)
    return found


@pytest.fixture
def log(app: Flask, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Where the product's log goes in production."""
    path = tmp_path / "floor.log"
    (app.config["FLOOR"].instance_path / audit.STANDING).unlink(missing_ok=True)
    with path.open("w", encoding="utf-8") as stream:
        logs.install(development=False, stream=stream)
        yield path
    logs.install(development=True)


def last(question: Question) -> Event:
    return db.session.scalars(
        select(Event)
        .where(Event.subject_kind == SubjectKind.QUESTION, Event.subject_id == question.id)
        .order_by(Event.seq.desc())
        .limit(1)
    ).one()


def lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_a_whole_record_is_one_line_of_counts(app: Flask, question: Question) -> None:
    done = run(app, "audit", "verify")
    events = db.session.query(Event).count()
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == (
        f"{events} events of 3 subjects are as they were written; 1 notes, 0 of them erased."
    )
    assert done.stderr == ""


def test_the_first_altered_row_is_named_in_one_line(app: Flask, question: Question) -> None:
    begin_writing()
    db.session.execute(update(Event).where(Event.id == last(question).id).values(action="reject"))
    db.session.commit()
    said = refused(run(app, "audit", "verify"))
    assert said == [f"question {question.id}, event 3: it was altered."]


def test_a_checkpoint_puts_every_head_and_one_digest_into_the_log(
    app: Flask, question: Question, log: Path
) -> None:
    done = run(app, "audit", "checkpoint")
    assert done.exit_code == 0, done.output
    heads, total = lines(log)
    newest = last(question)
    assert f"question {question.id} 3 {newest.mac.hex()}" in heads["heads"]  # type: ignore[operator]
    assert len(heads["heads"]) == total["heads"] == 3  # type: ignore[arg-type]
    assert str(total["total"]).startswith(f"3 subjects {db.session.query(Event).count()} events sha256:")
    assert done.stdout.startswith("3 subjects")


def test_the_log_finds_a_chain_that_was_cut_at_its_end(app: Flask, question: Question, log: Path) -> None:
    run(app, "audit", "checkpoint")
    whole = run(app, "audit", "verify", "--against", str(log))
    assert whole.exit_code == 0, whole.output
    assert whole.stdout.splitlines()[-1].endswith("3 heads of the log stand.")
    cut(question, 3)
    assert run(app, "audit", "verify").exit_code == 0
    said = refused(run(app, "audit", "verify", "--against", str(log)))
    assert said == [f"question {question.id}, event 3: the log knows it, and the record ends before it."]


def test_a_log_without_the_subjects_line_still_knows_how_many_events_there_were(
    app: Flask, question: Question, log: Path
) -> None:
    run(app, "audit", "checkpoint")
    total = log.read_text(encoding="utf-8").splitlines()[-1]
    log.write_text(f"Nov 23 03:10:00 host flask[17]: {total}\n", encoding="utf-8")
    events = db.session.query(Event).count()
    cut(question, 3)
    said = refused(run(app, "audit", "verify", "--against", str(log)))
    assert said == [f"floor.log knows {events} events of 3 subjects; there are {events - 1} of 3."]


def test_a_file_that_holds_no_checkpoint_is_said_to_hold_none(
    app: Flask, question: Question, tmp_path: Path
) -> None:
    (tmp_path / "other.log").write_bytes(b"\xff\xfe nothing of ours")
    said = refused(run(app, "audit", "verify", "--against", str(tmp_path / "other.log")))
    assert said == ["other.log holds no checkpoint."]


def test_the_next_checkpoint_says_only_what_is_new_and_the_digest_over_all(
    app: Flask, made: Made, question: Question, mia: User, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "SETTLES", timedelta(0))
    run(app, "audit", "checkpoint")
    run(app, "audit", "checkpoint")
    quiet = lines(log)[2:]
    assert [line["heads"] for line in quiet] == [0]
    assert quiet[0]["total"] == lines(log)[1]["total"]
    made.do(deciding.reopen, db.session.merge(question), db.session.merge(mia))
    run(app, "audit", "checkpoint")
    heads, total = lines(log)[3:]
    assert heads["heads"] == [f"question {question.id} 4 {last(question).mac.hex()}"]
    assert total["total"] != quiet[0]["total"]
    assert run(app, "audit", "verify", "--against", str(log)).exit_code == 0


def test_a_line_of_heads_is_never_longer_than_collectors_take(
    app: Flask, made: Made, panel: Panel, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "HEADS_A_LINE", 2)
    for _ in range(3):
        made.question(panel)
    run(app, "audit", "checkpoint")
    *heads, total = lines(log)
    assert [len(line["heads"]) for line in heads] == [2, 2]  # type: ignore[arg-type]
    assert total["heads"] == 4
    longest = "statement 9223372036854775807 999999 " + "f" * 64
    assert len(json.dumps([longest] * 100)) < 15_000
