"""Every free text of every form takes every string: it is kept as typed, or refused and shown as typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from flask import Flask

from tests.battery.figures import Figure, figure
from tests.blueprints.browsers import SignIn
from tests.hostile.strings.forms import Filled, filled
from tests.hostile.strings.hostile import MISSING, OWN, bare, chunks, everything, given
from tests.house_rules.posts import POSTS, Post
from tests.house_rules.posts.driving import Browsers
from tests.house_rules.world import World, build, put_back, rows
from tests.made import Made
from tests.pages import Page, PageClient

__all__ = ["figure"]


@dataclass
class Sent:
    """What came of it."""

    kept: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    fields: set[tuple[str, str]] = field(default_factory=set)

    @property
    def figure(self) -> str:
        """One line."""
        told = f"{self.kept:,} kept as typed, {self.refused:,} refused and shown as typed"
        return f"{len(self.fields)} fields of {len(POSTS)} forms: {told}, {len(self.wrong)} wrong"


class Forms:
    """Every form of the product, before a world that is put back after each of them."""

    def __init__(self, app: Flask, world: World, sign_in: SignIn) -> None:
        self._app, self._world = app, world
        self._browsers = Browsers(app, world, sign_in)
        for who in {post.who for post in POSTS}:
            self._browsers.of(who)
        self._standing = rows(app)
        self.sent = Sent()

    def refuse(self, post: Post, texts: Iterable[str]) -> None:
        """Send each of ``texts`` without the form's token."""
        client = self._browsers.of(post.who)
        form = filled(post, self._world, client)
        for text in texts if form.free and post.kept else []:
            data = form.with_text(text)
            data.pop("csrf_token")
            response = client.post(form.address, data=data)
            if response.status_code != 422:
                self._complain(post, f"answered {response.status_code} without its token", text)
            self._shown(post, form, text, response.text)

    def keep(self, post: Post, text: str) -> None:
        """Send ``text`` in the whole form."""
        put_back(self._app, self._standing)
        client = self._browsers.of(post.who)
        cookie = client.get_cookie("floor")
        form = filled(post, self._world, client)
        if form.free:
            self._keep(post, form, text, client)
        if cookie is not None:  # Some forms end the sign-in that sends them.
            client.set_cookie("floor", cookie.value)

    def _keep(self, post: Post, form: Filled, text: str, client: PageClient) -> None:
        response = client.post(form.address, data=form.with_text(text))
        if response.status_code == 422:
            if post.kept:
                self._shown(post, form, text, response.text)
            return
        if response.status_code >= 500:
            self._complain(post, f"answered {response.status_code}", text)
        if response.status_code == 303:
            self._stored(post, form, text, client.get(response.location).status_code)

    def _shown(self, post: Post, form: Filled, text: str, html: str) -> None:
        self.sent.refused += 1
        self.sent.fields |= {(post.name, name) for name in form.free}
        every = [found for one in Page(html).forms for found in one["fields"].items()]
        for name in form.free:
            if not any(name == other and bare(text) == bare(str(value)) for other, value in every):
                self._complain(post, f"doesn't show {name} as it was typed", text)

    def _stored(self, post: Post, form: Filled, text: str, status: int) -> None:
        if status >= 500:
            self._complain(post, f"led to a page that answered {status}", text)
        cells = [cell for table in rows(self._app).values() for row in table for cell in row]
        wanted = bare(text)
        if post.records and not any(wanted in bare(cell) for cell in cells if isinstance(cell, str)):
            self._complain(post, "kept it otherwise than it was typed", text)
        self.sent.kept += 1
        self.sent.fields |= {(post.name, name) for name in form.free}

    def _complain(self, post: Post, what: str, text: str) -> None:
        self.sent.wrong.append(f"{post.name} {what}: {text[:80]!r}")


@pytest.fixture
def forms(app: Flask, made: Made, sign_in: SignIn) -> Forms:
    """Every form of the product."""
    return Forms(app, build(made), sign_in)


def test_what_a_form_refuses_is_shown_as_it_was_typed(forms: Forms) -> None:
    for post in POSTS:
        forms.refuse(post, ["\n".join(OWN)])
    assert not forms.sent.wrong, "\n".join(forms.sent.wrong)
    assert forms.sent.refused > 5


def test_what_a_form_keeps_is_kept_as_it_was_typed(forms: Forms) -> None:
    for number, post in enumerate(POSTS[::3]):
        forms.keep(post, OWN[number % len(OWN)])
    assert not forms.sent.wrong, "\n".join(forms.sent.wrong)
    assert forms.sent.kept > 2


@pytest.mark.battery
def test_every_string_in_every_form(forms: Forms, figure: Figure) -> None:
    """Every string is refused and shown by every field, and kept by one field after another.

    Seen red: with ``.replace("<", "&lt;")`` in ``domain.language.tidy``: "ask kept it otherwise than it was
    typed: <script>alert('own')</script>", and the answer and the executive alike.
    """
    strings = everything()
    for post in POSTS:
        forms.refuse(post, chunks(strings))
    for number, string in enumerate(strings):
        forms.keep(POSTS[number % len(POSTS)], string)
    figure("hostile strings in forms", forms.sent.figure + ("" if given() else f" ({MISSING})"))
    assert not forms.sent.wrong, "\n".join(forms.sent.wrong[:100])
