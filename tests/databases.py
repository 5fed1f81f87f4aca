"""The databases that tests run on: SQLite always, PostgreSQL where it is there."""

from __future__ import annotations

import os
from functools import cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy import Connection, Engine, event, literal, select, text, union_all

from extensions import db
from models import search, spelling

MAINTENANCE = os.environ.get("FLOOR_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("FLOOR_TEST_REDIS_URL", "redis://127.0.0.1:6379/0")
BROUGHT = ("reasons", "pages", "page_versions")
"""Tables that migrations fill."""


@cache
def postgresql_answers() -> bool:
    """Whether the server of the maintenance database takes connections."""
    try:
        psycopg.connect(MAINTENANCE, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


@cache
def redis_answers() -> bool:
    """Whether Redis takes connections."""
    import redis

    try:
        return bool(redis.Redis.from_url(REDIS, socket_connect_timeout=3).ping())
    except redis.RedisError:
        return False


def make_postgresql(name: str) -> str:
    """Make an empty database of that name; its address."""
    drop_postgresql(name)
    with psycopg.connect(MAINTENANCE, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    parts = urlsplit(MAINTENANCE)
    return urlunsplit(parts._replace(path=f"/{name}"))


def drop_postgresql(name: str) -> None:
    """Drop the database of that name where there is one."""
    with psycopg.connect(MAINTENANCE, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def wait_for_no_disk(engine: Engine) -> None:
    """Let commits return before they are on the disk: a power cut may end a test."""
    off = "PRAGMA synchronous = OFF" if engine.dialect.name == "sqlite" else "SET synchronous_commit = off"

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.execute(off)
        connection.commit()


def empty(app: Flask) -> None:
    """Delete every row but those that migrations brought, which are put back as they were."""
    with app.app_context():
        db.session.remove()
        with db.engine.connect().execution_options(floor_writes=True) as connection:
            brought = app.extensions.setdefault("brought", _brought(connection))
            filled = _filled(connection)
            changed = _brought(connection) != brought
            if connection.dialect.name == "sqlite":
                connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            if "questions" in filled:
                connection.execute(
                    text(
                        "UPDATE questions SET merged_into_id = NULL, status = 'PENDING',"
                        " public_wording = NULL WHERE merged_into_id IS NOT NULL"
                    )
                )
            for table in reversed(db.metadata.sorted_tables):
                if table.name in filled and (changed or table.name not in BROUGHT):
                    connection.execute(table.delete())
            connection.execute(search.desk.delete())
            connection.execute(search.floor.delete())
            connection.execute(spelling.spellings.delete())
            if changed:
                for name, rows in brought.items():
                    connection.execute(db.metadata.tables[name].insert(), rows)
            connection.commit()


def _filled(connection: Connection) -> set[str]:
    """The tables that have a row."""
    looks = [
        select(literal(table.name), select(table).limit(1).exists()) for table in db.metadata.sorted_tables
    ]
    return {name for name, some in connection.execute(union_all(*looks)) if some}


def _brought(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """The rows of the tables that migrations fill, in an order in which they can be put back."""
    found = {}
    for name in BROUGHT:
        table = db.metadata.tables[name]
        rows = connection.execute(table.select().order_by(table.c.id)).mappings()
        found[name] = [dict(row) for row in rows]
    return found
