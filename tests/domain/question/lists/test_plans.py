"""Whatever the queue is narrowed to and however it stands, every step of it goes through an index."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from sqlalchemy import event, text

from domain.desk.filters import NONE, Filters, Sort
from domain.question import lists
from domain.question.lists import walking
from extensions import db
from models import Status
from tests.domain.question.lists.crowd import Crowd, claim, crowd
from tests.domain.question.lists.test_walking import narrowings
from tests.made import Made

LARGE = {
    "questions",
    "events",
    "wordings",
    "claims",
    "passports",
    "support_tallies",
    "question_executives",
    "question_topics",
}
Sent = list[tuple[str, Any]]


@contextmanager
def sent() -> Iterator[Sent]:
    """Every query that is sent meanwhile, with what it was sent with."""
    heard: Sent = []

    def hear(connection: Any, cursor: Any, statement: str, parameters: Any, *more: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            heard.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def scanned(statement: str, parameters: Any) -> list[str]:
    """The large tables that the database would read from end to end for this query."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        found = (re.match(r"SCAN (\w+)", step[3]) for step in steps)
        return [table for match in found if match and (table := _table(match.group(1), statement)) in LARGE]
    # A small table is read whole whatever it has: the question is whether it could be otherwise.
    for way in ("seqscan", "hashjoin", "mergejoin"):
        connection.execute(text(f"SET LOCAL enable_{way} = off"))
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar()
    known = json.loads(plan) if isinstance(plan, str) else plan
    return [whole for node in _nodes(known[0]["Plan"]) if (whole := _read_whole(node)) in LARGE and whole]


def _table(name: str, statement: str) -> str:
    aliased = re.search(rf"FROM (\w+) AS {name}\b", statement)
    return aliased.group(1) if aliased else name


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)


def _read_whole(node: dict[str, Any]) -> str | None:
    """The table that this step reads from end to end, be it along an index of which it knows no beginning."""
    if node["Node Type"] == "Seq Scan":
        return str(node["Relation Name"])
    if "Index Name" not in node:
        return None
    table, first = _indexes()[node["Index Name"]]
    return None if re.search(rf"\b{first}\b", node.get("Index Cond", "")) else table


@cache
def _indexes() -> dict[str, tuple[str, str]]:
    """The table and the first column of every index, by its name."""
    rows = db.session.execute(
        text(
            "SELECT i.relname, t.relname, a.attname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid"
            " JOIN pg_class t ON t.oid = x.indrelid"
            " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]"
        )
    )
    return {index: (table, column) for index, table, column in rows}


def demand_indexes(read: Callable[[], object]) -> None:
    """Fail where anything that ``read`` sends reads a large table from end to end."""
    with sent() as heard:
        read()
    assert heard
    for statement, parameters in heard:
        assert scanned(statement, parameters) == [], statement


@pytest.fixture
def everyone(made: Made) -> Crowd:
    everyone = crowd(made)
    claim(everyone, everyone.questions[0].id)
    return everyone


@pytest.mark.parametrize("way", ["walked", "read by their ids"])
def test_no_filter_and_no_order_reads_a_table_from_end_to_end(
    everyone: Crowd, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "walked":
        monkeypatch.setattr(walking, "STRETCHES", (30, 2**31 - 1))
        monkeypatch.setattr(walking, "WORTH", 0)
    for filters in narrowings(everyone)[::2]:
        walk = lists.Walk(everyone.panel, filters, user_id=everyone.reader.id, at=everyone.at)
        after = next(iter(walk.places(size=1)), None)
        demand_indexes(lambda walk=walk, after=after: lists.queue(walk, after=after))  # type: ignore[misc]
        demand_indexes(walk.tally)


def test_nor_does_a_search(everyone: Crowd) -> None:
    for sort in Sort:
        filters = Filters(q="number", topics=(NONE,), sort=sort)
        walk = lists.Walk(everyone.panel, filters, user_id=everyone.reader.id, at=everyone.at)
        demand_indexes(lambda walk=walk: lists.queue(walk))  # type: ignore[misc]


def test_nor_do_the_counts_beside_it(everyone: Crowd) -> None:
    demand_indexes(lambda: lists.counts(everyone.panel, everyone.at))
    demand_indexes(lambda: lists.put_to(everyone.panel, Status.PENDING))
    demand_indexes(lambda: lists.languages(everyone.panel, Status.PENDING))


def test_a_query_without_an_index_would_be_found(everyone: Crowd) -> None:
    with pytest.raises(AssertionError, match="unpublish_reason"):
        demand_indexes(
            lambda: db.session.execute(
                text("SELECT id FROM questions WHERE unpublish_reason = 'x' ORDER BY held_until")
            )
        )
