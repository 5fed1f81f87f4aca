"""Every POST carries the form's token; without it nothing is stored and nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from blueprints.moderating.decisions import VERBS
from tests.blueprints.browsers import SignIn
from tests.house_rules.posts import POSTS, Post
from tests.house_rules.posts.driving import Browsers, without_token
from tests.house_rules.world import World, build, rows
from tests.made import PASSWORD, Made

TYPED = "What was typed & <kept>"
SHOWN = "What was typed &amp; &lt;kept&gt;"


@pytest.fixture
def world(made: Made) -> World:
    return build(made)


def sent(posts: list[Post], world: World) -> list[tuple[Post, str, dict[str, Any]]]:
    """Each of ``posts`` with its address and its fields but the token."""
    return [(post, *without_token(post, world, TYPED)) for post in posts]


def judge(post: Post, response: TestResponse) -> None:
    """The typed text is still on the page, a password never."""
    assert response.data, post.name
    if post.typed:
        assert SHOWN in response.text, post.name
    assert PASSWORD not in response.text, post.name


@pytest.mark.parametrize("token", [None, "made-up"])
def test_without_its_token_a_form_stores_nothing_and_shows_what_was_typed(
    app: Flask,
    world: World,
    sign_in: SignIn,
    token: str | None,
) -> None:
    browsers = Browsers(app, world, sign_in)
    for who in {post.who for post in POSTS}:
        browsers.of(who)
    every = sent(POSTS, world)
    before = rows(app)
    for post, address, fields in every:
        data = fields if token is None else {**fields, "csrf_token": token}
        response = browsers.of(post.who).post(address, data=data)
        assert response.status_code == 422, post.name
        if post.kept:
            judge(post, response)
        assert rows(app) == before, post.name


def test_who_was_signed_out_meanwhile_gets_back_what_was_typed(app: Flask, world: World) -> None:
    every = sent([post for post in POSTS if post.who is not None], world)
    before = rows(app)
    for post, address, fields in every:
        response = app.test_client().post(address, data=fields)
        assert response.status_code == 403, post.name
        assert "You are signed out" in response.text, post.name
        judge(post, response)
    assert rows(app) == before


def test_another_browsers_token_is_as_good_as_none(app: Flask, world: World, sign_in: SignIn) -> None:
    question = world.questions["pending"]
    mine, theirs = sign_in(world.moderator), sign_in(world.people["colleague"])
    token = theirs.page(f"/desk/questions/{question.id}").form("/approve")["fields"]["csrf_token"]
    before = rows(app)
    fields = {"version": str(question.version), "csrf_token": token}
    assert mine.post(f"/desk/questions/{question.id}/approve", data=fields).status_code == 422
    assert rows(app) == before


def test_every_post_is_among_these_and_has_a_name_of_its_own(app: Flask, world: World) -> None:
    adapter = app.url_map.bind("localhost")
    reached = [adapter.match(post.address(world).partition("?")[0], "POST") for post in POSTS]
    every = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())}
    assert {endpoint for endpoint, _ in reached} == every
    assert {parts["action"] for endpoint, parts in reached if endpoint == "moderating.decide"} == set(VERBS)
    assert len({post.name for post in POSTS}) == len(POSTS)
