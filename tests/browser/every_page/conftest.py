"""One world for all tests that only look at it, and browsers that stay open for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.every_page.onlookers import Onlookers
from tests.browser.every_page.world import World
from tests.browser.people import People
from tests.browser.site import address_of, site
from tests.browser.watch import Watch


@pytest.fixture(scope="session")
def all_onlookers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Onlookers]:
    """Everybody who looks at a site of their own, in which every page has something to show."""
    with site(tmp_path_factory.mktemp("world")) as app:
        with app.app_context():
            world = World(app)
        watch = Watch(urlsplit(address_of(app)).netloc)
        people = People(browser, app, watch)
        yield Onlookers(people, watch, world)
        people.leave()


@pytest.fixture
def onlookers(all_onlookers: Onlookers) -> Iterator[Onlookers]:
    """Everybody who looks; fails the test where a page did what none may do."""
    yield all_onlookers
    all_onlookers.judge()
