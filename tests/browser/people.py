"""Everybody who opens pages: each has a browser of their own, and all of them are watched."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from models import User
from tests.browser.watch import Watch
from tests.made import PASSWORD

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
PATIENCE_MS = 15_000


class People:
    """Opens browsers for the people of one test.

    Args:
        browser: in which everybody gets a context of their own.
        address: where the site is.
        watch: judges what their pages do.
    """

    def __init__(self, browser: Browser, address: str, watch: Watch) -> None:
        self.address = address
        self._browser = browser
        self._watch = watch
        self._contexts: list[BrowserContext] = []
        self._kept: dict[str, Any] = {}
        expect.set_options(timeout=PATIENCE_MS)

    def reader(self, **options: Any) -> Page:
        """A page of somebody who has never been here; ``options`` as of a browser's context."""
        options.setdefault("viewport", DESK)
        context = self._browser.new_context(base_url=self.address, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE_MS)
        self._watch.over(context)
        self._contexts.append(context)
        return context.new_page()

    def staff(self, email: str, **options: Any) -> Page:
        """A page of ``email``, who is signed in; the form is filled in once for all their browsers."""
        if email not in self._kept:
            page = self.reader()
            sign_in(page, email)
            self._kept[email] = page.context.storage_state()
            page.context.close()
        return self.reader(storage_state=self._kept[email], **options)

    def user(self, user: User, **options: Any) -> Page:
        """A page of ``user``, who is signed in."""
        return self.staff(user.email, **options)

    def leave(self) -> None:
        """Close every browser; what they still had to say is heard before that."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()


def sign_in(page: Page, email: str) -> None:
    """Sign in with the form."""
    page.goto("/account/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/sign-in" not in url)


def until(holds: Callable[[], bool]) -> None:
    """Look again until it ``holds``: what the public reads may be a second old."""
    end = monotonic() + PATIENCE_MS / 1_000
    while not holds():
        assert monotonic() < end, "it never came to hold"
