"""Whoever goes through a page with the keyboard sees where they are."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.every_page.onlookers import Onlookers
from tests.browser.every_page.row import opened
from tests.browser.every_page.table import TABLE
from tests.browser.measures import out_of_sight
from tests.browser.people import DESK, PHONE

PAGES = {
    "desk, pending, reworded": 9,
    "desk, a reason chosen": 12,
    "answer, a draft": 8,
    "question, published, two answers": 8,
}
"""Pages with something that stays while the rest scrolls, and the fewest places that take the focus there."""


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["at a desk", "on a phone"])
@pytest.mark.parametrize("name", PAGES)
def test_bars_that_stay_never_cover_the_focus(
    name: str, viewport: ViewportSize, onlookers: Onlookers
) -> None:
    look(name, viewport, "Tab", onlookers)


@pytest.mark.parametrize("name", ["desk, pending, reworded", "answer, a draft"])
def test_bars_that_stay_never_cover_the_focus_on_the_way_back(name: str, onlookers: Onlookers) -> None:
    look(name, PHONE, "Shift+Tab", onlookers)


def look(name: str, viewport: ViewportSize, press: str, onlookers: Onlookers) -> None:
    """Go through a page of the table with one key."""
    page = opened(TABLE[name], onlookers, viewport=viewport, reduced_motion="reduce")
    stops, unseen = out_of_sight(page, press)
    assert stops >= PAGES[name]
    assert unseen == []
