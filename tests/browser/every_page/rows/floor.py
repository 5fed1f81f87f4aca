"""What readers see: panels, questions, and what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

PANELS = ("ask-us", "quiet", "soon", "over", "one")
QUESTIONS = ("published", "published, two answers", "published, Arabic")


def _turn_the_page(page: Page) -> None:
    page.locator("a[href*='after=']").click()
    expect(page.get_by_role("link", name="Back to the newest")).to_be_visible()


ROWS: dict[str, Row] = {
    "home": Row("/"),
    **{f"panel {slug}": Row(f"panel {slug}") for slug in PANELS},
    "panel, of one executive": Row("panel, of one executive"),
    "panel, of one without answers": Row("panel, of one without answers"),
    "panel, second page": Row("panel ask-us", then=_turn_the_page),
    **{f"question, {name}": Row(f"question, {name}") for name in QUESTIONS},
    "question, taken down": Row("question, taken down", status=410),
    "nothing here": Row("/nothing-is-here", status=404),
}
VARIANTS: set[str] = {
    "panel quiet",
    "panel over",
    "panel, of one executive",
    "question, published, Arabic",
    "panel soon",
    "panel one",
    "panel, of one without answers",
    "panel, second page",
    "question, published",
}


def place(world: World) -> None:
    """Make what the rows need; ``World`` itself makes it still."""
