"""A search gets half a second, and is given up then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from domain.refusals import TooSlow

MILLISECONDS = 500
STEPS = 1000
"""Steps of SQLite's machine between two looks at the clock: some microseconds."""


@contextmanager
def kept(connection: Connection, milliseconds: int = MILLISECONDS) -> Iterator[Connection]:
    """What is read within gets so long; what comes after has the whole transaction's own time again.

    Raises:
        TooSlow: the database was stopped.
    """
    keep = _postgresql if connection.dialect.name == "postgresql" else _sqlite
    try:
        with keep(connection, milliseconds):
            yield connection
    except OperationalError as error:
        if not _stopped(error):
            raise
        raise TooSlow(milliseconds) from error


@contextmanager
def _postgresql(connection: Connection, milliseconds: int) -> Iterator[None]:
    # Rolled back to in any case: nothing was written, and the earlier setting comes back by it.
    within = connection.begin_nested()
    try:
        connection.execute(text(f"SET LOCAL statement_timeout = {milliseconds:d}"))
        yield
    finally:
        within.rollback()


@contextmanager
def _sqlite(connection: Connection, milliseconds: int) -> Iterator[None]:
    driver: Any = connection.connection.dbapi_connection
    until = monotonic() + milliseconds / 1000
    driver.set_progress_handler(lambda: monotonic() > until, STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, STEPS)


def _stopped(error: OperationalError) -> bool:
    return getattr(error.orig, "sqlstate", None) == "57014" or "interrupted" in str(error.orig)
