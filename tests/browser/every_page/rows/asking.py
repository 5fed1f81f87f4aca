"""What askers see: the form and the passport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.every_page.row import Row, unfold_everything

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

PANELS = ("ask-us", "quiet", "soon", "over", "one")
PASSPORTS = (
    "pending",
    "pending, Arabic",
    "pending, reworded",
    "held",
    "returned",
    "approved",
    "scheduled",
    "published",
    "published, two answers",
    "taken down",
    "merged",
    "rejected",
    "withdrawn",
)


def _ask_badly(page: Page) -> None:
    page.get_by_label("Your question").fill("Hm?")
    page.get_by_label("E-mail").fill("not an address")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _revise_badly(page: Page) -> None:
    page.locator("summary", has_text="Revise the question").click()
    page.get_by_label("Your question").fill("")
    page.get_by_role("button", name="Send the new wording").click()
    expect(page.get_by_role("alert")).to_be_visible()


ROWS: dict[str, Row] = {
    **{f"ask {slug}": Row(f"ask {slug}") for slug in PANELS},
    "no such passport": Row("/passport/none.none", status=404),
    "ask, with errors": Row("ask ask-us", then=_ask_badly),
    **{f"passport, {name}": Row(f"passport, {name}") for name in PASSPORTS},
    "passport, unfolded": Row("passport, pending", then=unfold_everything),
    "passport, with errors": Row("passport, pending", then=_revise_badly),
}
VARIANTS: set[str] = {
    "ask ask-us",
    "ask over",
    "passport, pending",
    "passport, returned",
    "passport, approved",
    "passport, published",
    "ask soon",
    "ask one",
    "passport, pending, Arabic",
    "passport, held",
    "passport, published, two answers",
    "passport, taken down",
    "passport, merged",
    "passport, withdrawn",
    "ask quiet",
    "passport, scheduled",
    "passport, pending, reworded",
}


def place(world: World) -> None:
    """Make what the rows need; ``World`` itself makes it still."""
