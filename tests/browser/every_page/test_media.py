"""Paper, few colours, no motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.every_page.onlookers import Onlookers
from tests.browser.every_page.row import opened
from tests.browser.every_page.table import TABLE
from tests.browser.measures import wider_than_the_window

OFF_PAPER = {
    "panel ask-us": (".top nav", ".foot nav", ".filter", ".ask", ".button"),
    "question, published, two answers": (".top nav", ".foot nav", ".beside", ".onward"),
    "passport, pending": (".top nav", ".foot nav", ".button"),
    "desk, pending, reworded": (".desk-top", ".queue", ".bar", ".button"),
}
TELLING = ("home", "panel ask-us", "ask, with errors", "passport, rejected", "desk, a reason chosen")
INK = "(one) => getComputedStyle(one).color"
PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("name", OFF_PAPER)
def test_on_paper_there_is_no_navigation(name: str, onlookers: Onlookers) -> None:
    page = opened(TABLE[name], onlookers, color_scheme="dark")
    for selector in OFF_PAPER[name]:
        assert page.locator(selector).count() > 0, selector
    page.emulate_media(media="print")
    for selector in OFF_PAPER[name]:
        for place in page.locator(selector).all():
            expect(place, selector).to_be_hidden()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    assert _brightness(heading.evaluate(INK)) < 80
    assert page.evaluate(PAPER) in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def _brightness(colour: str) -> int:
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")[:3])
    return max(red, green, blue)


@pytest.mark.parametrize("name", TELLING)
def test_a_page_is_whole_in_forced_colours(name: str, onlookers: Onlookers) -> None:
    page = opened(TABLE[name], onlookers, forced_colors="active", reduced_motion="reduce")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"
    assert wider_than_the_window(page) == []


@pytest.mark.parametrize("name", TELLING)
def test_nothing_moves_for_those_who_want_no_motion(name: str, onlookers: Onlookers) -> None:
    page = opened(TABLE[name], onlookers, reduced_motion="reduce")
    moving = """
    [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      const lasts = (value) => value.split(",").some((time) => parseFloat(time) > 0.01);
      return lasts(style.transitionDuration) || lasts(style.animationDuration)
        || style.scrollBehavior === "smooth";
    }).map((one) => one.outerHTML.slice(0, 80))
    """
    assert page.evaluate(moving) == []
