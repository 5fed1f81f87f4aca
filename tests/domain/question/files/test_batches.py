"""The quick way in makes the rows that the verbs make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from domain.permissions import Actor
from domain.question.files import importing
from domain.question.files.cells import MARK
from domain.question.files.rows import Judge, Row
from extensions import begin_writing, clock, db
from models import ActorKind, Panel, Question
from tests import imports
from tests.domain.question.files import one_by_one
from tests.domain.record import chain
from tests.made import Made

OURS = {MARK: "1"}
CELLS = (
    {"text": "Is it pending?", "topic": "Money", "name": "Zoe", "show_name": "1", "email": "zoe@a.example"},
    {"text": "Is it approved?", "status": "approved", "executive": "Ada Brook", "details": "Since *May*."},
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
    {"text": "Is it rejected?", "status": "rejected", "reason": "spam", "name": "Ann"},
    {"text": "Is it answered?", "status": "approved", "answer": "Soon."},
    {"text": "متى ستجيبون على هذا السؤال؟", "status": "published", "answer": "قريبا جدا إن شاء الله"},
    {"text": "Wann ist es so weit?", "lang": "de", "topic": "People", "email": "kim@a.example"},
    {**OURS, "text": "Is it held?", "status": "held"},
    {**OURS, "text": "Is it returned?", "status": "returned"},
    {**OURS, "text": "Is it withdrawn?", "status": "withdrawn", "decided_at": "2026-11-03T08:00:00Z"},
    {
        **OURS,
        "text": "Did both answer?",
        "status": "published",
        "executive": "Ada Brook",
        "answer": "I did.",
        "published_at": "2026-11-02T09:00:00Z",
        "more_answers": '[{"executive": "Ben Cole", "answer": "So did I.", '
        '"answered_at": "2026-11-02T08:00:00Z"}]',
    },
)


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel(title="Ask the board")


def judged(made: Made, panel: Panel, at: Any) -> list[Row]:
    taken, problems = imports.check(Judge(panel, at=at, key=made.link_key), *CELLS)
    assert problems == []
    return taken


def test_the_quick_way_makes_the_rows_that_the_verbs_make(app: Flask, made: Made, panel: Panel) -> None:
    at, by = clock.now(), Actor(ActorKind.SYSTEM, made.seal)
    found = []
    ways: list[Callable[..., object]] = [importing.load, one_by_one.load]
    for way in ways:
        begin_writing()
        fresh = db.session.get_one(Panel, panel.id)
        way(fresh, judged(made, fresh, at), by=by, at=at, link_key=made.link_key)
        db.session.flush()
        found.append((_counted(), _said()))
        db.session.rollback()
    (quick_counts, quick), (slow_counts, slow) = found
    assert quick_counts == slow_counts
    assert quick == slow


def test_every_question_that_came_the_quick_way_has_an_unbroken_record(made: Made, panel: Panel) -> None:
    imports.load(made, panel, *CELLS)
    questions = db.session.scalars(select(Question).order_by(Question.id)).all()
    assert len(questions) == len(CELLS)
    for question in questions:
        (event,) = chain.of(question)
        assert (event.action, event.to_status) == ("import", question.status.value)
        assert chain.broken(question, made.seal) == []


def _counted() -> dict[str, int]:
    counts = {}
    for table in db.metadata.sorted_tables:
        counts[table.name] = len(db.session.execute(select(table)).all())
    return counts


def _said() -> list[dict[str, Any]]:
    """Every row with the columns that say something, ids replaced by what they lead to."""
    said = []
    db.session.expire_all()
    for question in db.session.scalars(select(Question).order_by(Question.id)):
        said.append(
            {
                "question": _columns(question, "id", "passport_id"),
                "wordings": [_columns(one, "question_id") for one in question.wordings],
                "passport": _columns(question.passport, "id", "selector"),
                "asker": question.passport.asker and _columns(question.passport.asker, "id", "passport_id"),
                "tally": _columns(question.support_tally, "question_id"),
                "executives": {one.name for one in question.executives},
                "topics": [one.title for one in question.topics],
                "answers": [
                    (
                        _columns(one, "id", "question_id", "executive_id", "statement_id"),
                        one.executive.name,
                        _columns(one.statement, "id"),
                        [
                            (_columns(r, "statement_id", "on_behalf_of_id"), r.on_behalf_of.name)
                            for r in one.statement.revisions
                        ],
                    )
                    for one in question.answers
                ],
                "events": [_columns(one, "id", "subject_id", "mac") for one in chain.of(question)],
            }
        )
    return said


def _columns(row: Any, *but: str) -> dict[str, Any]:
    return {
        column.name: getattr(row, column.key) for column in row.__table__.columns if column.name not in but
    }
