"""However many wait, the next question and what a list asks for every few seconds come from an index."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, text

from domain.desk import arrivals, claims
from domain.desk.filters import Filters
from extensions import begin_writing, clock, db
from models import Author, Panel, Question, Status, User, Wording
from tests.domain.question.lists.test_plans import demand_indexes, sent
from tests.made import Made

WAITING = 3_000
CLAIMED = 20


def wait(made: Made, panel: Panel) -> None:
    """Let thousands wait, a minute apart, past the verbs; the oldest are claimed by a colleague each."""
    first = made.question(panel)
    panel_id, passport_id, now = panel.id, first.passport_id, clock.now()
    colleagues = [made.moderator().id for _ in range(CLAIMED)]
    begin_writing()
    rows = [
        {
            "panel_id": panel_id,
            "passport_id": passport_id,
            "status": Status.PENDING,
            "version": 1,
            "asked_at": now - timedelta(minutes=number),
            "lang": "en",
        }
        for number in range(1, WAITING)
    ]
    statement = insert(Question).returning(Question.id, sort_by_parameter_order=True)
    ids = list(db.session.scalars(statement, rows))
    words = {
        "number": 1,
        "text": "Why?",
        "details": "",
        "author": Author.ASKER,
        "written_at": now,
        "lang": "en",
    }
    db.session.execute(insert(Wording), [{"question_id": id_, **words} for id_ in ids])
    for id_, user_id in zip(reversed(ids), colleagues, strict=False):
        by = made.by(db.session.get_one(User, user_id))
        assert claims.claim(db.session.get_one(Question, id_), by=by, at=now)
    db.session.commit()
    if db.session.connection().dialect.name == "postgresql":
        for table in ("questions", "wordings", "claims"):
            db.session.execute(text(f"ANALYZE {table}"))
        db.session.commit()


def walked(read: Callable[[], object]) -> list[int]:
    """How many questions each query that looks for the next one went past; it must have sorted none."""
    with sent() as heard:
        read()
    connection = db.session.connection()
    counts = []
    for statement, parameters in heard:
        if "ORDER BY questions.asked_at" not in statement or "questions.id IN" in statement:
            continue  # what is one's own is a few, looked up by their ids
        if connection.dialect.name == "sqlite":
            steps = [
                step[3] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            ]
            assert re.match(r"SEARCH questions USING (COVERING )?INDEX ix_questions_queue", steps[0]), steps
            assert not [step for step in steps if "TEMP B-TREE" in step], steps
            continue
        explained = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
        plan: Any = explained.scalar_one()
        known: Any = json.loads(plan) if isinstance(plan, str) else plan
        counts.append(sum(_rows(node) for node in _questions(known[0]["Plan"])))
    return counts


def _questions(node: dict[str, Any]) -> list[dict[str, Any]]:
    found = [node] if node.get("Relation Name") == "questions" else []
    return found + [inner for child in node.get("Plans", ()) for inner in _questions(child)]


def _rows(node: dict[str, Any]) -> int:
    return int(node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * int(node["Actual Loops"])


def test_the_next_one_is_found_past_the_claimed_ones_alone(made: Made) -> None:
    panel, mia = made.panel(), made.moderator()
    wait(made, panel)
    panel, by, at = db.session.merge(panel), made.by(db.session.merge(mia)), clock.now()

    def following(skip: int | None = None) -> int:
        begin_writing()
        found = claims.next_free(panel, by=by, at=at, skip=skip)
        assert found is not None
        id_ = found.id
        db.session.commit()
        return id_

    first = following()
    for read in (lambda: following(first), lambda: following(), lambda: following(1)):
        assert all(count <= CLAIMED + 2 for count in walked(read))
        begin_writing()
        demand_indexes(lambda: claims.next_free(panel, by=by, at=at, skip=first))
        db.session.rollback()


def test_so_is_what_a_list_asks_for(made: Made) -> None:
    panel, mia = made.panel(), made.moderator()
    wait(made, panel)
    panel, user_id = db.session.merge(panel), mia.id
    seen = arrivals.newest(panel, Status.PENDING)
    ids = [question.id for question in db.session.query(Question).limit(20)]
    demand_indexes(lambda: arrivals.newest(panel, Status.PENDING))
    demand_indexes(lambda: arrivals.arrived(panel, Filters(), seen, user_id=user_id, at=clock.now()))
    demand_indexes(lambda: arrivals.changed(panel, dict.fromkeys(ids, 0)))
    demand_indexes(lambda: claims.live(ids[:1], clock.now()))
