"""Sends the rows of the table, each by whom it names."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from extensions import db
from models import User
from tests.blueprints.browsers import SignIn
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World
from tests.pages import PageClient


class Browsers:
    """A browser for each of the world's people, and one where nobody is signed in."""

    def __init__(self, app: Flask, world: World, sign_in: SignIn) -> None:
        self._app = app
        self._world = world
        self._sign_in = sign_in
        self._known: dict[str | None, PageClient] = {}

    def of(self, who: str | None) -> PageClient:
        """The browser of ``who``, opened at the first call."""
        if who not in self._known:
            self._known[who] = self.new(who)
        return self._known[who]

    def new(self, who: str | None) -> PageClient:
        """A browser of ``who`` that was never used."""
        if who is None:
            client: PageClient = self._app.test_client()  # type: ignore[assignment]
            return client
        return self._sign_in(db.session.get_one(User, self._world.people[who].id))


def filled_in(post: Post, world: World, client: PageClient) -> tuple[str, dict[str, Any]]:
    """Where ``post`` is sent and all that its form holds, the token of its page included."""
    address, fields = post.address(world), post.fields(world)
    page = client.page(post.page(world) if post.page else address)
    token = next(form["fields"]["csrf_token"] for form in page.forms if "csrf_token" in form["fields"])
    return address, {**fields, "csrf_token": token}


def without_token(post: Post, world: World, typed: str) -> tuple[str, dict[str, Any]]:
    """Where ``post`` is sent and all that its form holds but the token; its free text is ``typed``."""
    fields = post.fields(world)
    if post.typed:
        assert post.typed in fields, post.name
        fields = {**fields, post.typed: typed}
    return post.address(world), fields


def succeed(post: Post, client: PageClient, address: str, fields: dict[str, Any]) -> TestResponse:
    """Send it; it answers what the row says."""
    response = client.post(address, data=fields)
    assert response.status_code == post.status, (post.name, response.status_code, response.text[:2000])
    return response
