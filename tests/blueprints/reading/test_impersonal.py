"""Public pages carry nothing personal and may be kept by a cache; all others may not."""

from __future__ import annotations

import pytest

from domain.question import publishing
from models import Question
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import PageClient


@pytest.fixture
def question(made: Made) -> Question:
    """A published question at /ask-us/questions/…-who-pays."""
    return made.published(made.panel(), made.moderator(), "Who pays?")


def test_public_pages_set_no_cookie_and_vary_by_none(question: Question, client: PageClient) -> None:
    for address in ("/", "/ask-us/", f"/ask-us/questions/{question.id}-who-pays"):
        response = client.get(address)
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response.cache_control.public
        assert response.headers["ETag"]


def test_a_signed_in_moderator_reads_the_very_same_page(
    question: Question, client: PageClient, made: Made, sign_in: SignIn
) -> None:
    desk = sign_in(made.moderator(name="Zebedee Quill"))
    for address in ("/", "/ask-us/", f"/ask-us/questions/{question.id}-who-pays"):
        mine, theirs = desk.get(address), client.get(address)
        assert mine.data == theirs.data
        assert "Set-Cookie" not in mine.headers
        assert "csrf" not in mine.text


def test_redirects_and_gone_pages_are_public_too(question: Question, client: PageClient, made: Made) -> None:
    assert client.get(f"/ask-us/questions/{question.id}").cache_control.public
    made.do(publishing.unpublish, question, made.moderator(), reason="A mistake.")
    gone = client.get(f"/ask-us/questions/{question.id}-who-pays")
    assert gone.status_code == 410
    assert gone.cache_control.public
    assert "Set-Cookie" not in gone.headers


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/ask-us/questions/987654-x",
        "/ask-us/ask",
        "/account/sign-in",
        "/desk/",
        "/passport/x.y",
        "/healthz",
        "/readyz",
    ],
)
def test_everything_else_is_private_and_never_stored(
    question: Question, client: PageClient, address: str
) -> None:
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_a_page_that_did_not_change_is_a_304(question: Question, client: PageClient) -> None:
    first = client.get("/ask-us/")
    again = client.get("/ask-us/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_head_is_answered_without_a_body(question: Question, client: PageClient) -> None:
    response = client.head("/ask-us/")
    assert (response.status_code, response.data) == (200, b"")


def test_every_response_has_the_headers_of_the_house(question: Question, client: PageClient) -> None:
    for address in ("/", "/ask-us/ask", "/nowhere/", "/healthz", "/static/tokens.css"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
