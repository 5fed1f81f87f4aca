"""One world for all tests that only look at it, and browsers that stay open for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.browser.conftest import begin_anew
from tests.browser.every_page.onlookers import Onlookers
from tests.browser.every_page.world import World
from tests.browser.people import People
from tests.browser.watch import Watch


@pytest.fixture(scope="module")
def world(whole_app: Flask) -> World:
    """A site in which every page has something to show."""
    begin_anew(whole_app)
    with whole_app.app_context():
        return World(whole_app)


@pytest.fixture(scope="module")
def all_onlookers(world: World, browser: Browser, address: str) -> Iterator[Onlookers]:
    """Everybody who looks, with their browsers."""
    watch = Watch(urlsplit(address).netloc)
    people = People(browser, address, watch)
    yield Onlookers(people, watch, world)
    people.leave()


@pytest.fixture
def onlookers(all_onlookers: Onlookers) -> Iterator[Onlookers]:
    """Everybody who looks; fails the test where a page did what none may do."""
    yield all_onlookers
    all_onlookers.close_their_page()
