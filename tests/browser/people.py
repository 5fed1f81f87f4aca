"""Everybody who opens pages: each has a browser of their own, and all of them are watched."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from models import User
from tests.browser.site import address_of
from tests.browser.watch import Watch
from tests.made import PASSWORD
from tests.pages import PageClient

PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}
PATIENCE_MS = 15_000
SAY_WHEN_LOADED = """
addEventListener("load", () => document.documentElement.setAttribute("data-loaded", ""));
"""
LOADING = "html:not([data-loaded])"


class People:
    """Opens browsers for the people of one test.

    Args:
        browser: in which everybody gets a context of their own.
        app: the site.
        watch: judges what their pages do.
    """

    def __init__(self, browser: Browser, app: Flask, watch: Watch) -> None:
        self._app = app
        self._browser = browser
        self._watch = watch
        self._contexts: list[BrowserContext] = []
        expect.set_options(timeout=PATIENCE_MS)

    def reader(self, **options: Any) -> Page:
        """A page of somebody who has never been here; ``options`` as of a browser's context."""
        options.setdefault("viewport", DESK)
        context = self._browser.new_context(base_url=address_of(self._app), locale="en-GB", **options)
        context.set_default_timeout(PATIENCE_MS)
        self._watch.over(context)
        self._contexts.append(context)
        if options.get("java_script_enabled", True):
            context.add_init_script(SAY_WHEN_LOADED)
            context.on("page", act_when_loaded)
        return context.new_page()

    def staff(self, email: str, **options: Any) -> Page:
        """A page of ``email``, who signed in before the browser was opened."""
        client = PageClient(self._app)
        client.send("/account/sign-in", "/account/sign-in", email=email, password=PASSWORD)
        cookie = client.get_cookie("floor")
        assert cookie is not None
        page = self.reader(**options)
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address_of(self._app)}])
        return page

    def user(self, user: User, **options: Any) -> Page:
        """A page of ``user``, who signed in before the browser was opened."""
        return self.staff(user.email, **options)

    def leave(self) -> None:
        """Close every browser; what they still had to say is heard before that."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()


def act_when_loaded(page: Page) -> None:
    """Let nobody fill in or press anything of ``page`` before its scripts are there, as no person could.

    A locator that is in the way is waited for: until the page has loaded, that is the page itself.
    """
    page.add_locator_handler(page.locator(LOADING), lambda: None)


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
