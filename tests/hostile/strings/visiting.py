"""Opens pages full of hostile strings in a browser and types them into every field there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask
from playwright.sync_api import Page

from tests.browser.people import People
from tests.hostile.strings.columns import Writing
from tests.house_rules.gets import addresses
from tests.house_rules.posts.driving import Browsers
from tests.house_rules.world import World

WHO = (None, "moderator", "administrator", "executive")
SHOWN = frozenset({200, 410})
FIELDS = "textarea, input:not([type]), input[type=text], input[type=search]"
READ = """
() => ({
  fields: [...document.querySelectorAll("input, textarea, option")].map((one) => one.value),
  shown: [
    document.title,
    document.body.textContent,
    ...[...document.querySelectorAll("[title], [aria-label], [alt], [content]")].flatMap((one) =>
      ["title", "aria-label", "alt", "content"].map((name) => one.getAttribute(name) ?? "")),
  ],
})
"""
TYPE = """
([fields, text]) => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const one of document.querySelectorAll(fields)) {
    one.value = text;
    one.dispatchEvent(new Event("input", { bubbles: true }));
    one.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
"""
QUERIES = ("q", "after", "panel", "executive", "topic", "sort", "lang", "next", "status", "open", "version")
Visit = tuple[str, str | None]


def visits(app: Flask, world: World, browsers: Browsers) -> dict[str, list[Visit]]:
    """By endpoint: the pages that the world has, each with somebody who may see it."""
    adapter = app.url_map.bind("localhost")
    found: dict[str, list[Visit]] = {}
    for address in addresses(app, world):
        endpoint, _ = adapter.match(urlsplit(address).path, "GET")
        for who in WHO:
            response = browsers.of(who).get(address)
            if response.status_code in SHOWN and response.mimetype == "text/html":
                found.setdefault(endpoint, []).append((address, who))
                break
    return found


class Visitor:
    """Somebody with a browser for each of the world's people."""

    def __init__(self, people: People, world: World, writing: Writing) -> None:
        self._people, self._world, self._writing = people, world, writing
        self._pages: dict[str | None, Page] = {}
        self.opened = 0
        self.wrong: list[str] = []

    def visit(self, address: str, who: str | None, text: str) -> None:
        """Open one page, read it, and type ``text`` into all of its fields."""
        page = self._page(who)
        page.goto(address, wait_until="load")
        here = page.url
        self.opened += 1
        for kind, texts in page.evaluate(READ).items():
            for shown in texts:
                wrong = self._writing.altered(shown, field=kind == "fields")
                self.wrong += [f"{address}: {each}" for each in wrong]
        page.evaluate(TYPE, [FIELDS, text])
        if page.url != here:
            self.wrong.append(f"{address} led to {page.url}")

    def ask(self, address: str, who: str | None, string: str) -> None:
        """Open one page with ``string`` in every query that some page knows."""
        page = self._page(who)
        bare = address.partition("?")[0]
        page.goto(f"{bare}?{urlencode(dict.fromkeys(QUERIES, string))}", wait_until="load")
        self.opened += 1

    def _page(self, who: str | None) -> Page:
        if who not in self._pages:
            options: dict[str, Any] = {"reduced_motion": "reduce"}
            people = self._world.people
            self._pages[who] = (
                self._people.user(people[who], **options) if who else self._people.reader(**options)
            )
        return self._pages[who]
