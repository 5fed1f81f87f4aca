"""One's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World


def _sign_in_badly(page: Page) -> None:
    page.get_by_label("E-mail").fill("nobody@floor.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("don't fit each other")).to_be_visible()


def _choose_keys_badly(page: Page) -> None:
    page.get_by_label("Approve", exact=True).fill("h")
    page.get_by_role("button", name="Keep these keys").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _open_the_account(page: Page) -> None:
    page.locator(".account summary").click()


ROWS: dict[str, Row] = {
    "sign in": Row("/account/sign-in"),
    "sign in, with an error": Row("/account/sign-in", then=_sign_in_badly),
    "security": Row("/account/security", "moderator"),
    "keys": Row("/account/keys", "moderator"),
    "keys, with errors": Row("/account/keys", "moderator", then=_choose_keys_badly),
    "forbidden": Row("/desk/", "delegate", status=403),
    "security, its menu opened": Row("/account/security", "moderator", then=_open_the_account),
}
VARIANTS: set[str] = {
    "sign in, with an error",
    "sign in",
    "security",
    "keys, with errors",
    "forbidden",
}


def place(world: World) -> None:
    """Make what the rows need; ``World`` itself makes it still."""
