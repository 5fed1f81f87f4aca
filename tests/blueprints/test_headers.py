"""What every response says, whatever its status and whoever made it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from app import create_app
from domain.answer import lists as answer_lists
from extensions import db
from models import Panel
from tests.blueprints.browsers import SignIn, filled
from tests.conftest import settings_for
from tests.house_rules.world import build
from tests.made import Made
from tests.pages import PageClient

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EXPECTED = {
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def judge(answer: TestResponse, where: object) -> None:
    for name, value in EXPECTED.items():
        assert answer.headers.getlist(name) == [value], (where, name)
    assert answer.headers.getlist("Cache-Control") != [], where


def test_every_kind_of_response_has_them(
    made: Made, client: PageClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = build(made)
    desk = sign_in(world.moderator)
    ids = {state: question.id for state, question in world.questions.items()}
    statuses = set()
    for browser, address in (
        *((client, path) for path in ("/", "/ask-us/", "/ask-us/ask", "/nowhere/", "/healthz", "/readyz")),
        (client, f"/ask-us/questions/{ids['merged']}"),
        (client, f"/ask-us/questions/{ids['unpublished']}"),
        (client, f"/passport/{world.token('held')}"),
        (client, "/desk/"),
        (client, "/ask-us"),
        (client, "/?a=%00"),
        (client, "/static/tokens.css"),
        (client, "/static/nothing.css"),
        (desk, "/desk/"),
        (desk, f"/desk/questions/{ids['pending']}"),
        (desk, "/account/security"),
        (client, "/answers/preview"),
    ):
        answer = browser.get(address)
        statuses.add(answer.status_code)
        judge(answer, address)
    tag = client.get("/").headers["ETag"]
    judge(client.get("/", headers={"If-None-Match": tag}), 304)
    bodies: list[dict[str, Any]] = [{"data": {"text": "No"}}, {"json": {}}, {"data": {"text": "a" * 300_000}}]
    for sent in bodies:
        answer = client.post("/ask-us/ask", **sent)
        statuses.add(answer.status_code)
        judge(answer, answer.status_code)

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(answer_lists, "own_slots", broken)
    answer = desk.get("/answers/")
    statuses.add(answer.status_code)
    judge(answer, 500)
    assert statuses >= {200, 301, 303, 308, 400, 404, 405, 410, 413, 415, 422, 500}


def test_an_unknown_host_learns_nothing_and_gets_them_too(app: Flask, panel: Panel) -> None:
    judge(app.test_client().get("/", headers={"Host": "evil.example"}), "unknown host")


def test_no_response_says_what_it_was_made_with(client: PageClient, panel: Panel) -> None:
    for header in ("Server", "X-Powered-By"):
        assert header not in client.get("/").headers


class TestOverHttps:
    @pytest.fixture
    def secure(self, app: Flask, database_url: str, tmp_path: Path) -> Iterator[Flask]:
        settings = settings_for(database_url, tmp_path, base_url="https://floor.example")
        made = create_app(settings, wrapped=False)
        made.test_client_class = PageClient
        yield made
        with made.app_context():
            db.engine.dispose()

    def test_the_browser_is_told_to_stay_there(self, secure: Flask) -> None:
        answer = secure.test_client().get("/", base_url="https://floor.example")
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")

    def test_the_cookie_travels_over_nothing_else(self, secure: Flask, panel: Panel) -> None:
        answer = secure.test_client().get("/ask-us/ask", base_url="https://floor.example")
        assert "Secure" in answer.headers["Set-Cookie"]

    def test_a_form_is_taken(self, secure: Flask, panel: Panel) -> None:
        client: PageClient = secure.test_client()  # type: ignore[assignment]
        address, base = "/ask-us/ask", "https://floor.example"
        form = filled(client.get(address, base_url=base).text, "/ask") | {"text": "Why is it so?"}
        answer = client.post(address, data=form, base_url=base, headers={"Referer": base + address})
        assert answer.status_code == 303
        page = client.get(answer.location, base_url=base)
        assert f"https://floor.example{answer.location}" in page.text


class TestInFrontOfTheApplication:
    """What page cache and bulkhead answer has them too."""

    @pytest.fixture
    def wrapped(self, app: Flask, database_url: str, tmp_path: Path) -> Iterator[Client]:
        made = create_app(settings_for(database_url, tmp_path))
        yield Client(made)
        with made.app_context():
            db.engine.dispose()

    def test_a_page_from_memory(self, wrapped: Client, panel: Panel) -> None:
        first, second = wrapped.get("/ask-us/"), wrapped.get("/ask-us/")
        judge(second, "from memory")
        assert first.data == second.data

    def test_a_refusal(self, wrapped: Client, panel: Panel) -> None:
        large = wrapped.post("/ask-us/ask", data=b"a" * 600_000)
        assert large.status_code == 413
        judge(large, 413)
        assert large.headers["Cache-Control"] == "private, no-store"
        assert "<h1" in large.text

    def test_a_body_that_breaks_off(self, wrapped: Client, panel: Panel) -> None:
        longer = {"CONTENT_LENGTH": "100"}
        answer = wrapped.post("/ask-us/ask", data={"text": "Why"}, environ_overrides=longer)
        assert answer.status_code == 400
        judge(answer, 400)

    def test_a_form_of_ten_megabytes(self, wrapped: Client, panel: Panel) -> None:
        answer = wrapped.post("/ask-us/ask", data={"text": "a" * 10_485_760})
        assert answer.status_code == 413
        assert "That is too much" in answer.text
