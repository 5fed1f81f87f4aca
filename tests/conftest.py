"""Databases, applications and clients for all tests; what the machine lacks is named at the end."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import get_ident

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event

from app import create_app
from extensions import db
from settings import Settings
from tests import databases
from tests.battery.printing import write_lines
from tests.made import PASSWORD, Made
from tests.pages import PageClient

HEAVY = (
    "tests/hostile/",
    "tests/house_rules/matrix/",
    "tests/house_rules/test_every_change_has_its_event.py",
    "tests/house_rules/test_form_tokens.py",
    "tests/house_rules/test_queries_do_not_grow.py",
    "tests/house_rules/test_reading_changes_nothing.py",
)
"""Every door many times over. What a door does to a database, its own tests say on both."""

CHROMIUM = (
    shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("chromium-browser")
)
KEY = b"a test key of no fewer than thirty-two characters"


def lacking() -> dict[str, str]:
    """What this machine has not, and what is left out for it."""
    found = {
        "chromium": (CHROMIUM is not None, "browser tests"),
        "postgresql": (databases.postgresql_answers(), "tests on PostgreSQL"),
        "redis": (databases.redis_answers(), "tests with Redis"),
    }
    return {name: what for name, (there, what) in found.items() if not there}


def pytest_sessionstart(session: pytest.Session) -> None:
    """Stop at once where something required is missing."""
    required = {name for name in os.environ.get("FLOOR_TEST_REQUIRE", "").split(",") if name}
    missing = required & set(lacking())
    if missing:
        pytest.exit(f"FLOOR_TEST_REQUIRE: {', '.join(sorted(missing))} can't be found here", 1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the long checks measured, and name what was not run.

    Here, and not beside them: with several workers the process that prints loads no deeper conftest.
    """
    write_lines(terminalreporter)
    for name, what in lacking().items():
        terminalreporter.write_line(f"NOT RUN: {what}, for there is no {name} on this machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the heavy checks on the second database to the battery, and out what needs a missing browser."""
    for item in items:
        if item.nodeid.startswith(HEAVY) and "postgresql" in item.name:
            item.add_marker(pytest.mark.battery)
        if CHROMIUM is None and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no chromium"))


def pytest_collection_finish() -> None:
    """Look for rubbish less often, and never among modules and tests: a tenth of all time went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def settings_for(url: str, folder: Path, **more: object) -> Settings:
    """The settings of an application under test."""
    given: dict[str, object] = {
        "development": True,
        "secret_key": KEY,
        "link_key": KEY[::-1],
        "audit_key": KEY * 2,
        "instance_path": folder,
        "database_url": url,
        "base_url": "http://localhost",
        "rate_limits": False,
        **more,
    }
    return Settings(**given)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def worker(worker_id: str) -> str:
    """A name that no other test process has."""
    return f"{worker_id}_{os.getpid()}"


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker: str
) -> Iterator[str]:
    """An empty database of this worker's own, on each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database')}/floor.sqlite3"
        return
    if not databases.postgresql_answers():
        pytest.skip("no postgresql")
    name = f"floor_test_{worker}"
    yield databases.make_postgresql(name)
    databases.drop_postgresql(name)


@pytest.fixture(scope="session")
def whole_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a migrated database, without page cache and bulkhead."""
    app = create_app(settings_for(database_url, tmp_path_factory.mktemp("instance")), wrapped=False)
    app.test_client_class = PageClient
    with app.app_context():
        databases.wait_for_no_disk(db.engine)
        upgrade()
    watch_for_work_left_undone(app)
    yield app
    with app.app_context():
        db.engine.dispose()


def watch_for_work_left_undone(app: Flask) -> None:
    """Fail a request that succeeds and leaves changes uncommitted."""
    undone: set[int] = set()
    """The threads that flushed and did not end it: a batch runs beside the requests."""

    @event.listens_for(db.session, "after_flush")
    def flushed(session: object, context: object) -> None:
        undone.add(get_ident())

    @event.listens_for(db.session, "after_commit")
    @event.listens_for(db.session, "after_rollback")
    def ended(session: object) -> None:
        undone.discard(get_ident())

    @app.before_request
    def begin() -> None:
        undone.discard(get_ident())

    @app.after_request
    def judge(response):  # type: ignore[no-untyped-def]
        left = get_ident() in undone or bool(db.session.new) or bool(db.session.dirty)
        if response.status_code < 400:
            assert not left, "the request left uncommitted changes"
        return response


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application, its database empty but for the reasons."""
    databases.empty(whole_app)
    with whole_app.app_context():
        yield whole_app
        db.session.rollback()


@pytest.fixture
def made(app: Flask) -> Made:
    """Makes panels, people and questions."""
    return Made(app)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A reader's browser."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def sign_in(app: Flask):  # type: ignore[no-untyped-def]
    """Gives a client that is signed in as a user."""

    def signed_in(user) -> PageClient:  # type: ignore[no-untyped-def]
        email = user.email
        client: PageClient = app.test_client()  # type: ignore[assignment]
        client.send("/account/sign-in", "/account/sign-in", email=email, password=PASSWORD)
        return client

    return signed_in
