"""Questions as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from models import Role
from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World


def _forget_the_box(page: Page) -> None:
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("alert")).to_be_visible()


ROWS: dict[str, Row] = {
    "export": Row("/manage/panels/ask-us/export", "who exports"),
    "export, with an error": Row("/manage/panels/ask-us/export", "who exports", then=_forget_the_box),
    "export, for an auditor": Row("/manage/panels/ask-us/export", "who reads exports"),
}
VARIANTS: set[str] = {
    "export",
    "export, for an auditor",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    world.emails["who exports"] = world.made.user(Role.ADMINISTRATOR, name="Ann Reed").email
    world.emails["who reads exports"] = world.made.user(Role.AUDITOR, name="Aud Ives").email
