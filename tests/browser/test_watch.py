"""The watch itself: each thing that no page may do is told."""

from __future__ import annotations

from urllib.parse import urlsplit

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


@pytest.mark.parametrize("name", DEEDS)
def test_what_no_page_may_do_is_told(name: str, app: Flask, browser: Browser, address: str) -> None:
    event, deed, complaint = DEEDS[name]
    watch = Watch(urlsplit(address).netloc)
    people = People(browser, address, watch)
    page = people.reader()
    page.goto("/")
    with page.context.expect_event(event):
        page.evaluate(f"() => {{ {deed} }}")
    people.leave()
    assert any(complaint in told for told in watch.complaints), watch.complaints


def test_a_page_that_does_nothing_of_the_kind_is_not_complained_of(
    app: Flask, browser: Browser, address: str
) -> None:
    watch = Watch(urlsplit(address).netloc)
    people = People(browser, address, watch)
    page = people.reader()
    page.goto("/")
    page.goto("/nothing-is-here")
    people.leave()
    watch.judge()
