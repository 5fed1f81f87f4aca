"""The queue, narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

CHOOSING = "/desk/?panel=ask-us&executive=none&topic=none&age=today&mine=1&open=filter"


def _save_without_a_name(page: Page) -> None:
    page.get_by_text("Save this one").click()
    page.get_by_role("button", name="Save the view").click()
    expect(page.locator(".keep .error")).to_be_visible()


ROWS: dict[str, Row] = {
    "queue, narrowed": Row("/desk/?panel=ask-us&language=en&age=today&sort=support", "moderator"),
    "queue, filters": Row(CHOOSING, "moderator"),
    "queue, nothing fits": Row("/desk/?panel=ask-us&language=xx&q=nothing", "moderator"),
    "queue, a view without a name": Row(CHOOSING, "moderator", then=_save_without_a_name),
}
VARIANTS: set[str] = {"queue, nothing fits", "queue, a view without a name"}


def place(world: World) -> None:
    """Make what the rows need; ``World`` itself makes it."""
