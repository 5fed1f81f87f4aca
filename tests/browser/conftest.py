"""A browser, the site that it opens, and a watch over every page.

The tests stay on one worker: they share a server and a browser, and Playwright's event loop goes on
in their process for as long as they run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser

from adapters.page_cache import PageCache
from app import create_app
from extensions import db
from tests import databases
from tests.browser.people import People
from tests.browser.site import listen, served
from tests.browser.watch import Watch
from tests.conftest import CHROMIUM, settings_for

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test below this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, which asks nobody anything by itself."""
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """SQLite alone: what a browser sees doesn't hang on the database."""
    return f"sqlite:///{tmp_path_factory.mktemp('database')}/floor.sqlite3"


@pytest.fixture(scope="session")
def whole_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a migrated database, page cache and bulkhead in front, and served."""
    with listen() as listening:
        base_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings = settings_for(database_url, tmp_path_factory.mktemp("instance"), base_url=base_url)
        app = create_app(settings)
        with app.app_context():
            upgrade()
        with served(app, listening):
            yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def address(whole_app: Flask) -> str:
    """Where the site is."""
    base_url: str = whole_app.config["FLOOR"].base_url
    return base_url


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application, its database empty but for the reasons, and no page kept."""
    begin_anew(whole_app)
    with whole_app.app_context():
        yield whole_app
        db.session.rollback()


@pytest.fixture
def people(app: Flask, browser: Browser, address: str) -> Iterator[People]:
    """Opens browsers; fails the test where a page of them did what none may do."""
    watch = Watch(urlsplit(address).netloc)
    people = People(browser, address, watch)
    yield people
    people.leave()
    watch.judge()


def begin_anew(app: Flask) -> None:
    """Empty the database and the page cache in front of it."""
    databases.empty(app)
    cache = app.wsgi_app
    assert isinstance(cache, PageCache)
    cache.clear()
