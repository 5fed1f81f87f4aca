"""A search that takes too long is given up, and nothing else is."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text as sql

from domain.refusals import TooSlow
from domain.search import deadline
from extensions import db

SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(30)",
}


def slow() -> str:
    """A statement without an end."""
    return SLOW[db.engine.dialect.name]


def test_what_is_too_slow_is_stopped_and_the_transaction_goes_on(app: Flask) -> None:
    connection = db.session.connection()
    with pytest.raises(TooSlow) as refused, deadline.kept(connection, 20):
        connection.execute(sql(slow()))
    assert refused.value.milliseconds == 20
    assert db.session.scalar(sql("SELECT 1")) == 1


def usual() -> object:
    """How long PostgreSQL lets a statement take; SQLite has no such setting."""
    return db.session.scalar(sql("SHOW statement_timeout")) if db.engine.name == "postgresql" else None


def test_what_comes_after_has_its_own_time(app: Flask) -> None:
    before = usual()
    with deadline.kept(db.session.connection(), 1):
        pass
    assert usual() == before
    if db.engine.dialect.name == "sqlite":
        long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)"
        assert db.session.scalar(sql(f"{long} SELECT count(*) FROM n")) == 100_000
