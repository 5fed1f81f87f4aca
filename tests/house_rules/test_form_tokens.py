"""Every POST carries the form's token; without it nothing is stored and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from blueprints.moderating.decisions import VERBS
from tests.blueprints.browsers import SignIn
from tests.house_rules.world import World, build, rows
from tests.made import PASSWORD, Made
from tests.pages import PageClient

TYPED = "What was typed & <kept>"
SHOWN = "What was typed &amp; &lt;kept&gt;"
DECIDED_IN = {
    "resume": "held",
    "reopen": "rejected",
    "undo": "rejected",
    "publish": "answered",
    "unpublish": "published",
}
TYPED_IN = {
    "reject": "explanation",
    "hold": "note",
    "note": "note",
    "send-back": "message",
    "reword": "text",
    "unpublish": "reason",
}


@pytest.fixture
def world(made: Made) -> World:
    return build(made)


def posts(world: World) -> dict[str, tuple[str, dict[str, str]]]:
    """Every POST by name: its address and all its fields but the token."""
    answer = f"/answers/{world.questions['approved'].id}/{world.panel.executives[0].id}"
    found = {
        "ask": (
            "/ask-us/ask",
            {"text": TYPED, "details": "More", "idempotency_key": "a-key-of-its-own", "name": "Rita"},
        ),
        "revise": (f"/passport/{world.token('returned')}/revise", {"text": TYPED, "details": ""}),
        "withdraw": (f"/passport/{world.token('pending')}/withdraw", {"confirm": "yes"}),
        "sign-in": ("/account/sign-in", {"email": TYPED, "password": PASSWORD}),
        "sign-out": ("/account/sign-out", {}),
        "sign-in's end": ("/account/sign-ins/1/end", {}),
        "preview": ("/answers/preview", {"body": TYPED}),
        "answer": (answer, {"body": TYPED, "version": "0", "release": "yes"}),
    }
    for action in VERBS:
        question = world.questions[DECIDED_IN.get(action, "pending")]
        fields = {"version": str(question.version), "reason": "spam"}
        if action in TYPED_IN:
            fields[TYPED_IN[action]] = TYPED
        found[f"desk {action}"] = (f"/desk/questions/{question.id}/{action}", fields)
    return found


def judge(name: str, response: TestResponse, sent: dict[str, str]) -> None:
    """The typed text is still on the page (the preview alone has none), a password never."""
    if TYPED in sent.values() and response.data:
        assert SHOWN in response.text, name
    assert response.data or name == "preview"
    assert PASSWORD not in response.text, name


@pytest.mark.parametrize("token", [None, "made-up"])
def test_without_its_token_a_form_stores_nothing_and_shows_what_was_typed(
    app: Flask,
    world: World,
    sign_in: SignIn,
    token: str | None,
) -> None:
    client: PageClient = sign_in(world.moderator)
    before = rows(app)
    for name, (address, fields) in posts(world).items():
        response = client.post(address, data=fields if token is None else {**fields, "csrf_token": token})
        assert response.status_code == 422, name
        judge(name, response, fields)
        assert rows(app) == before, name


def test_who_was_signed_out_meanwhile_gets_back_what_was_typed(app: Flask, world: World) -> None:
    before = rows(app)
    for name, (address, fields) in posts(world).items():
        if not address.startswith(("/desk", "/answers")):
            continue
        response = app.test_client().post(address, data=fields)
        assert response.status_code == 403, name
        assert "You are signed out" in response.text, name
        judge(name, response, fields)
    assert rows(app) == before


def test_another_browsers_token_is_as_good_as_none(app: Flask, world: World, sign_in: SignIn) -> None:
    question = world.questions["pending"]
    mine, theirs = sign_in(world.moderator), sign_in(world.people["colleague"])
    token = theirs.page(f"/desk/questions/{question.id}").form("/approve")["fields"]["csrf_token"]
    before = rows(app)
    fields = {"version": str(question.version), "csrf_token": token}
    assert mine.post(f"/desk/questions/{question.id}/approve", data=fields).status_code == 422
    assert rows(app) == before


def test_every_post_is_among_these(app: Flask, world: World) -> None:
    adapter = app.url_map.bind("localhost")
    reached = {adapter.match(address, "POST")[0] for address, _ in posts(world).values()}
    every = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())}
    assert reached == every
