"""A panel that was taken down answers 410 everywhere, with its public reason, and stands in no list."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from flask import Flask, url_for

from domain.question import publishing
from extensions import begin_writing, db
from models import Audience, Panel, Question, User
from tests.blueprints.browsers import SignIn
from tests.domain.panel.test_angry_day import take
from tests.made import Made
from tests.pages import PageClient

REASON = "We look into a figure that was wrong."
SECRET = "What did the figure say?"
PUBLIC_DOORS = ("reading.", "asking.")


@pytest.fixture
def question(made: Made, panel: Panel, mia: User) -> Question:
    """A question of a panel with everything: an accent, a list of open ones, a corrected answer."""
    panel.list_open, panel.accent = True, "#0b5d66"
    db.session.commit()
    question = made.published(panel, mia, SECRET)
    made.approved(panel, mia, "What waits for an answer?")
    made.answer(question, panel.executives[0], mia, "It was otherwise.")
    return question


def addresses(app: Flask, panel: Panel, question: Question) -> list[str]:
    """Every address below the panel that anybody can open, filled in; whatever doors come later too."""
    values: dict[str, list[Any]] = {
        "panel": [panel.slug],
        "question_id": [question.id, 999_999],
        "slug": ["what-did-the-figure-say"],
        "executive_id": [panel.executives[0].id],
    }
    found = [f"/a/{panel.short_code}"]
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "panel" not in rule.arguments or not rule.endpoint.startswith(PUBLIC_DOORS):
                continue
            if "GET" not in (rule.methods or set()):
                continue
            names = sorted(rule.arguments)
            for filled in product(*(values[name] for name in names)):
                found.append(url_for(rule.endpoint, **dict(zip(names, filled, strict=True))))
    return found


def test_every_address_of_it_says_that_it_was_taken_down_and_why(
    app: Flask, made: Made, client: PageClient, panel: Panel, question: Question, mia: User
) -> None:
    every = addresses(app, panel, question)
    assert len(every) > 8
    assert all(client.get(address).status_code != 410 for address in every)
    take(made, panel, "take-down", mia, reason=REASON)
    for address in every:
        answer = client.get(address)
        assert answer.status_code == 410, address
        assert REASON in answer.text, address
        assert SECRET not in answer.text
        assert "Set-Cookie" not in answer.headers or address.endswith(("/ask", "/support")), address


def test_put_back_every_address_answers_as_it_did(
    app: Flask, made: Made, client: PageClient, panel: Panel, question: Question, mia: User
) -> None:
    every = [
        address for address in addresses(app, panel, question) if not address.endswith(("/ask", "/support"))
    ]
    before = [(client.get(address).status_code, client.get(address).text) for address in every]
    take(made, panel, "take-down", mia)
    take(made, panel, "put-back", mia)
    assert [(client.get(address).status_code, client.get(address).text) for address in every] == before


def test_it_is_impersonal_and_kept_by_a_cache_as_other_pages_are(
    made: Made, client: PageClient, panel: Panel, question: Question, mia: User
) -> None:
    take(made, panel, "take-down", mia, reason=REASON)
    for address in ("/ask-us/", "/ask-us/open", f"/ask-us/questions/{question.id}"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "public, max-age=1"
        assert {"Set-Cookie", "Vary"}.isdisjoint(answer.headers)
        assert mia.name not in answer.text
    assert "public" not in client.get("/ask-us/ask").headers["Cache-Control"]


def test_it_stands_in_no_list(
    made: Made, client: PageClient, panel: Panel, question: Question, mia: User
) -> None:
    assert SECRET in client.get("/").text
    take(made, panel, "take-down", mia)
    home = client.get("/").text
    assert SECRET not in home
    assert "Ask us" not in home


def test_its_page_links_to_nothing_that_is_gone(
    made: Made, client: PageClient, panel: Panel, question: Question, mia: User
) -> None:
    take(made, panel, "take-down", mia)
    page = client.page("/ask-us/", 410)
    inside = [link for link in page.links() if link.startswith("/ask-us/") and "lang=" not in link]
    assert inside == []
    assert all("theme.css" not in found.get("href", "") for found in page.all("link"))


def test_what_a_single_question_was_taken_down_for_comes_back_with_the_panel(
    made: Made, client: PageClient, panel: Panel, question: Question, mia: User
) -> None:
    made.do(publishing.unpublish, question, mia, reason="Only this one was wrong.")
    take(made, panel, "take-down", mia, reason=REASON)
    address = f"/ask-us/questions/{question.id}"
    assert "Only this one" not in client.page(address, 410).text
    take(made, panel, "put-back", mia)
    assert "Only this one was wrong." in client.page(address, 410).text


def test_a_question_that_moved_away_before_is_still_found(
    made: Made, client: PageClient, panel: Panel, question: Question, mia: User
) -> None:
    other = made.panel("other", title="Ask others")
    begin_writing()
    moved = db.session.get_one(Question, question.id)
    moved.panel_id = other.id
    db.session.commit()
    take(made, panel, "take-down", mia)
    assert client.get(f"/ask-us/questions/{question.id}").status_code == 301
    take(made, other, "take-down", mia)
    assert client.get(f"/other/questions/{question.id}").status_code == 410
    assert client.get(f"/ask-us/questions/{question.id}").status_code == 410


def test_a_panel_for_staff_stays_a_page_that_does_not_exist(
    made: Made, client: PageClient, mia: User, sign_in: SignIn
) -> None:
    inside = made.panel("inside", audience=Audience.STAFF)
    question = made.published(inside, mia, SECRET)
    take(made, inside, "take-down", mia, reason=REASON)
    for address in ("/inside/", "/inside/ask", f"/inside/questions/{question.id}"):
        assert client.get(address).status_code == 404
        answer = sign_in(mia).get(address)
        assert answer.status_code == 410
        assert REASON in answer.text
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.post("/inside/ask", data={"text": SECRET}).status_code == 404


def test_nobody_supports_a_question_of_it(
    made: Made, client: PageClient, panel: Panel, question: Question, mia: User
) -> None:
    form = client.page(f"/ask-us/questions/{question.id}/support").form("/support")
    take(made, panel, "take-down", mia)
    assert client.post(form["action"], data=form["fields"]).status_code == 410
