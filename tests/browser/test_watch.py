"""The watch itself: each thing that no page may do is told."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.browser.people import People
from tests.browser.watch import Watch

DEEDS = {
    "an error on the console": ("console", "console.error('no')", "console: no"),
    "a script that breaks": ("weberror", "setTimeout(() => { throw Error('broken') })", "script: broken"),
    "a dialog": ("dialog", "setTimeout(() => alert('look'))", "dialog: look"),
    "a request to another host": (
        "console",
        "fetch('http://elsewhere.example/').catch(() => null)",
        "content security policy: connect-src http://elsewhere.example",
    ),
    "a link to another host": (
        "requestfailed",
        "location = 'http://127.0.0.1:1/'",
        "another host: http://127.0.0.1:1/",
    ),
    "a style in the page": (
        "console",
        "document.body.setAttribute('style', 'color: red')",
        "content security policy: style-src-attr inline",
    ),
    "a script in the page": (
        "console",
        "document.body.append(Object.assign(document.createElement('script'), { text: '0' }))",
        "content security policy: script-src-elem inline",
    ),
    "a file that isn't there": ("response", "fetch('/static/none.css')", "/static/none.css 404"),
}


@pytest.fixture
def unjudged(browser: Browser, watch: Watch, app: Flask) -> People:
    """People whose pages may do anything: their watch is read by the test itself."""
    return People(browser, app, watch)


@pytest.mark.parametrize("name", DEEDS)
def test_what_no_page_may_do_is_told(name: str, unjudged: People, watch: Watch) -> None:
    event, deed, complaint = DEEDS[name]
    page = unjudged.reader()
    page.goto("/")
    with page.context.expect_event(event, lambda _: any(complaint in told for told in watch.complaints)):
        page.evaluate(f"() => {{ {deed} }}")
    unjudged.leave()


def test_pages_that_do_nothing_of_the_kind_are_not_complained_of(unjudged: People, watch: Watch) -> None:
    page = unjudged.reader()
    page.goto("/")
    page.goto("/nothing-is-here")
    unjudged.leave()
    watch.judge()
