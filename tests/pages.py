"""A client that checks every page it fetches (rule 5 of the house) and all work left undone."""

from __future__ import annotations

import re
from collections import Counter
from contextvars import Context
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"input", "meta", "link", "br", "hr", "img", "source", "wbr", "path"}
FIELDS = {"input", "textarea", "select"}
WRAPPED = "inside a label"
LABELS = {"aria-label", "aria-labelledby", WRAPPED}
INLINE = re.compile(r"style$|on[a-z]+$")
UNLABELLED = {"hidden", "submit", "button", "image"}


class Page(HTMLParser):
    """What a page is made of: tags with their attributes, forms with their fields, its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.forms: list[dict[str, Any]] = []
        self.title = ""
        self._open: list[str] = []
        self._words: list[str] = []
        self._textarea: str | None = None
        self._select: str | None = None
        self.feed(html)
        self.text = " ".join("".join(self._words).split())

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: a tenth of the parser's time goes there, and nobody asks for them."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in FIELDS and "label" in self._open:
            found[WRAPPED] = "yes"
        self.tags.append((tag, found))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self.forms.append({"action": found.get("action", ""), "fields": {}, **found})
        elif self.forms and "form" in self._open and tag in FIELDS | {"button"}:
            self._field(tag, found)
        elif tag == "option" and self._select is not None:
            fields = self.forms[-1]["fields"]
            if "selected" in found or self._select not in fields:
                fields[self._select] = found.get("value", "")

    def _field(self, tag: str, found: dict[str, str]) -> None:
        name = found.get("name")
        if not name:
            return
        fields = self.forms[-1]["fields"]
        if tag == "textarea":
            self._textarea = name
            fields[name] = ""
        elif tag == "select":
            self._select = name
        elif found.get("type") in ("checkbox", "radio"):
            if "checked" in found:
                fields.setdefault(name, []).append(found.get("value", "on"))
        elif tag == "input" and found.get("type") not in ("submit", "button"):
            fields[name] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None
        if tag == "select":
            self._select = None
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            text = self.forms[-1]["fields"][self._textarea] + data
            self.forms[-1]["fields"][self._textarea] = text.removeprefix("\n")
        if self._open and self._open[-1] == "title":
            self.title += data
        elif not self._open or self._open[-1] not in ("script", "style"):
            self._words.append(data)

    def form(self, ending: str) -> dict[str, Any]:
        """The form whose action ends so; of two the one that posts."""
        found = [form for form in self.forms if form["action"].partition("?")[0].endswith(ending)]
        return next((form for form in found if form.get("method") == "post"), None) or next(iter(found))

    def has_form(self, ending: str) -> bool:
        """Whether there is a form whose action ends so."""
        return any(form["action"].partition("?")[0].endswith(ending) for form in self.forms)

    def links(self) -> list[str]:
        """Where the page's links lead."""
        return [found["href"] for tag, found in self.tags if tag == "a" and "href" in found]

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such tag."""
        return [found for name, found in self.tags if name == tag]


read = lru_cache(maxsize=4)(Page)
"""A page that was read a moment ago is read once: when it came, and when a test looks at it."""


def check(page: Page, where: str) -> None:
    """One ``<h1>``, a title, no duplicate id, nothing inline, every field labelled."""
    assert len(page.all("h1")) == 1, f"{where}: {len(page.all('h1'))} h1"
    assert page.title.strip(), f"{where}: no title"
    ids = Counter(found["id"] for _, found in page.tags if found.get("id"))
    doubled = [id_ for id_, count in ids.items() if count > 1]
    assert not doubled, f"{where}: duplicate ids {doubled}"
    assert not page.all("style"), f"{where}: inline style"
    for tag, found in page.tags:
        inline = [name for name in found if INLINE.match(name)]
        assert not inline, f"{where}: {tag} has {inline}"
        if tag == "script" and found.get("type") != "application/ld+json":
            assert "src" in found, f"{where}: inline script"
    labelled = {found["for"] for found in page.all("label") if "for" in found}
    for tag, found in page.tags:
        if tag in FIELDS and found.get("type") not in UNLABELLED:
            named = found.get("id") in labelled or LABELS & set(found)
            assert named, f"{where}: {tag} {found.get('name')} has no label"


class PageClient(FlaskClient):
    """Fetches pages as a browser would and checks each of them."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request, in a context of its own as a server would; HTML that comes back is checked."""
        response = Context().run(super().open, *args, **kwargs)
        if response.mimetype == "text/html" and response.data[:9].lower() == b"<!doctype":
            check(read(response.text), response.request.path)
        return response

    def page(self, address: str, status: int = 200) -> Page:
        """The page at ``address``, which answers ``status``."""
        response = self.get(address)
        assert response.status_code == status, (address, response.status_code, response.text[:600])
        return read(response.text)

    def send(self, address: str, ending: str, status: int = 303, **fields: Any) -> TestResponse:
        """Fill in the form on ``address`` whose action ends with ``ending``, and send it.

        A field given as None is left out.
        """
        form = self.page(address).form(ending)
        filled = {**form["fields"], **fields}
        data = {name: value for name, value in filled.items() if value is not None}
        response = self.post(form["action"] or address, data=data)
        assert response.status_code == status, (response.status_code, response.text[:2000])
        return response
