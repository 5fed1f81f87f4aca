"""Pages zoomed in far, and the size of what is pressed on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.every_page.onlookers import Onlookers
from tests.browser.every_page.row import Row, opened
from tests.browser.every_page.table import TABLE
from tests.browser.measures import lower_than, out_of_sight, wider_than_the_window
from tests.browser.people import PHONE

FOUR_TIMES: ViewportSize = {"width": 320, "height": 256}
"""What is left of 1280 by 1024 pixels at 400 percent."""


@pytest.mark.parametrize("name", ["ask ask-us", "panel ask-us", "desk, pending"])
def test_a_page_works_at_400_percent(name: str, onlookers: Onlookers) -> None:
    page = opened(TABLE[name], onlookers, viewport=FOUR_TIMES, reduced_motion="reduce")
    assert wider_than_the_window(page) == []
    _stops, unseen = out_of_sight(page)
    assert unseen == []


def test_a_question_is_asked_at_400_percent(onlookers: Onlookers) -> None:
    page = opened(Row("ask one"), onlookers, viewport=FOUR_TIMES)
    page.get_by_label("Your question").fill("Can I read what I type?")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_label("The link to this page")).to_have_value(page.url)
    assert wider_than_the_window(page) == []


@pytest.mark.parametrize("name", ["home", "panel ask-us", "ask ask-us", "passport, pending", "sign in"])
def test_what_readers_press_is_44_pixels_high_on_a_phone(name: str, onlookers: Onlookers) -> None:
    page = opened(TABLE[name], onlookers, viewport=PHONE)
    pressed = "main :is(a.button, button, summary, textarea, .choice, .tick, .filter a)"
    assert lower_than(page, pressed, 44) == []
    assert lower_than(page, "main input:not([type=hidden], [type=checkbox], [type=radio])", 44) == []


@pytest.mark.parametrize("name", ["desk, pending", "desk, approved", "desk, published, two answers"])
def test_what_decides_is_48_pixels_high_on_a_phone(name: str, onlookers: Onlookers) -> None:
    page = opened(TABLE[name], onlookers, viewport=PHONE)
    assert page.locator(".decisions .button:visible").count() >= 2
    assert lower_than(page, ".decisions .button", 48) == []
