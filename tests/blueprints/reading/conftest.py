"""Counting what a page asks of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from extensions import db

CountQueries = Callable[[], AbstractContextManager[list[str]]]
"""Collects the SQL that is sent while its context lasts."""


@pytest.fixture
def count_queries(app: Flask) -> CountQueries:
    """Gives a context that collects SQL."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
            sent.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return collect
