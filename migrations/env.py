"""How migrations run: under a lock, in one transaction, on SQLite without its foreign keys.

A table that SQLite recreates with foreign keys on empties its cascading children, so they are off
before the transaction begins, and checked before it commits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from alembic.util import CommandError
from flask import current_app
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator

ADVISORY_LOCK = 0x46726F6D466C6F72
LOCK_TIMEOUT = "10s"
SEARCH_TABLES = ("search_",)


def include_object(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """Leave out the search tables: their SQL is written for each database."""
    return not (kind == "table" and (name or "").startswith(SEARCH_TABLES))


def render_item(kind: str, thing: Any, autogen: Any) -> str | bool:
    """Write plain types, so that a migration imports nothing of ours."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


@contextmanager
def locked(connection: Connection) -> Iterator[None]:
    """Hold what keeps two migrations apart; on SQLite the file's own write lock does."""
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text("SET statement_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_LOCK})
        connection.commit()


def foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch SQLite's foreign keys, which only works outside a transaction."""
    if connection.dialect.name != "sqlite":
        return
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
    cursor.close()


def check_foreign_keys(connection: Connection) -> None:
    """Refuse to commit what breaks a reference."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if broken:
        raise CommandError(f"the migration would break {len(broken)} references")


def run(connection: Connection) -> None:
    """Run the migrations that were asked for, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=current_app.extensions["migrate"].db.metadata,
        include_object=include_object,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        check_foreign_keys(connection)


def main() -> None:
    """Connect, lock and run; a database that is away is one line."""
    engine = current_app.extensions["migrate"].db.engine
    try:
        with engine.connect().execution_options(floor_writes=True) as connection:
            foreign_keys(connection, on=False)
            try:
                with locked(connection):
                    run(connection)
            finally:
                foreign_keys(connection, on=True)
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        address = engine.url.render_as_string(hide_password=True)
        raise CommandError(
            f"the database at {address} can't be migrated ({said}): start it, or correct FLOOR_DATABASE_URL"
        ) from error


main()
