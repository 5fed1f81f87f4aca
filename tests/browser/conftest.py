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
from playwright.sync_api import Browser

from adapters.page_cache import PageCache
from extensions import db
from tests import databases
from tests.browser.people import People
from tests.browser.site import address_of, site
from tests.browser.watch import Watch
from tests.conftest import CHROMIUM

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
    """The machine's own Chromium, which asks nobody anything by itself.

    Without a graphics card it would draw with one made of software: a third of the time went there.
    """
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
    }


@pytest.fixture(scope="session")
def whole_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, page cache and bulkhead in front, and served."""
    with site(tmp_path_factory.mktemp("site")) as app:
        yield app


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application, its database empty but for the reasons, and no page kept."""
    databases.empty(whole_app)
    cache = whole_app.wsgi_app
    assert isinstance(cache, PageCache)
    cache.clear()
    with whole_app.app_context():
        yield whole_app
        db.session.rollback()


@pytest.fixture
def watch(app: Flask) -> Watch:
    """Collects what pages do that none may do."""
    return Watch(urlsplit(address_of(app)).netloc)


@pytest.fixture
def people(app: Flask, browser: Browser, watch: Watch) -> Iterator[People]:
    """Opens browsers; fails the test where a page of them did what none may do."""
    people = People(browser, app, watch)
    yield people
    people.leave()
    watch.judge()
