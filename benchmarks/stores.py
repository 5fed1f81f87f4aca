"""Databases that live as long as a measurement."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from adapters import databases
from tests.databases import drop_postgresql, make_postgresql


@dataclass(frozen=True)
class Store:
    """One empty database: its kind, its address and an engine like the product's own."""

    kind: str
    url: str
    engine: Engine

    def version(self) -> str:
        """The database's name and version."""
        query = "select sqlite_version()" if self.kind == "sqlite" else "show server_version"
        with self.engine.connect() as connection:
            number = str(connection.scalar(text(query))).partition(" ")[0]
        return f"{'SQLite' if self.kind == 'sqlite' else 'PostgreSQL'} {number}"


@contextmanager
def store(kind: str, folder: Path) -> Iterator[Store]:
    """An empty database of that kind until the block ends; SQLite's lies in ``folder``."""
    if kind == "sqlite":
        with _engine(f"sqlite:///{folder / 'floor.sqlite3'}") as made:
            yield Store(kind, made.url.render_as_string(hide_password=False), made)
        return
    name = f"floor_bench_{os.getpid()}"
    url = make_postgresql(name)
    try:
        with _engine(url) as made:
            yield Store(kind, url, made)
    finally:
        drop_postgresql(name)


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url, **databases.driver_options(url))
    databases.install(engine)
    try:
        yield engine
    finally:
        engine.dispose()
