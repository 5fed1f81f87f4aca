"""Fixtures: an empty database of each kind, and an application on it, for every test of migrations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from app import create_app
from extensions import db
from tests import databases
from tests.conftest import settings_for

Fresh = Callable[[], Flask]


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path, worker: str) -> Iterator[Fresh]:
    """Makes applications, each on an empty database of its own."""
    if request.param == "postgresql" and not databases.postgresql_answers():
        pytest.skip("no postgresql")
    engines: list[Engine] = []
    names: list[str] = []

    def make() -> Flask:
        number = len(engines)
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path}/floor{number}.sqlite3"
        else:
            names.append(f"floor_migrations_{worker}_{number}")
            url = databases.make_postgresql(names[-1])
        app = create_app(settings_for(url, tmp_path / "instance"), wrapped=False)
        with app.app_context():
            engines.append(db.engine)
        return app

    yield make
    for engine in engines:
        engine.dispose()
    for name in names:
        databases.drop_postgresql(name)


@pytest.fixture
def site(fresh: Fresh) -> Iterator[Flask]:
    """One application on an empty database, with its context."""
    app = fresh()
    with app.app_context():
        yield app
        db.session.remove()
