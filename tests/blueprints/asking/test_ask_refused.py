"""A question that can't be taken: each field says why, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.panel.creating import find
from extensions import clock, db
from models import Passport, Question, Standing
from tests.blueprints.browsers import filled, whole
from tests.made import Made
from tests.pages import PageClient

TYPED = {
    "text": "Why is <this> so?",
    "details": "Some & more",
    "name": "Rita Roe",
    "email": "rita@floor.example",
    "show_name": "y",
}
BAD = {
    "no text": ({"text": ""}, "text", "Write your question here"),
    "white space": ({"text": " \r\n\t "}, "text", "Write your question here"),
    "too short": ({"text": "Why"}, "text", "4 characters at least"),
    "too long": ({"text": "a" * 512}, "text", "12 characters too long"),
    "long details": ({"details": "a" * 3001}, "details", "1 character too long"),
    "long name": ({"name": "a" * 81}, "name", "1 character too long"),
    "no @": ({"email": "rita.example"}, "email", "There is no @"),
    "no address": ({"email": "rita@"}, "email", "not an e-mail address"),
}


def nothing_kept() -> bool:
    db.session.rollback()
    return not any(db.session.scalar(select(func.count()).select_from(m)) for m in (Question, Passport))


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_field_says_so_beside_it_and_at_the_top_and_everything_typed_stays(
    made: Made, client: PageClient, fault: str
) -> None:
    made.panel()
    bad, name, said = BAD[fault]
    sent = {**TYPED, **bad}
    answer = client.send("/ask-us/ask", "/ask", status=422, **sent)
    page = whole(answer.text)
    kept = filled(answer.text, "/ask")
    for field in ("text", "details", "name", "email"):
        assert kept[field].strip() == sent[field].strip(), field
    assert kept["show_name"] == ["y"]
    assert page.text.count(said) == 2
    assert page.title.startswith("Error:")
    assert f"#{name}" in page.links()
    marked = [found for _, found in page.tags if found.get("aria-invalid") == "true"]
    assert [found["name"] for found in marked] == [name]
    assert f"{name}-error" in marked[0]["aria-describedby"]
    assert nothing_kept()


def test_several_faults_are_all_said_at_once(made: Made, client: PageClient) -> None:
    made.panel()
    answer = client.send("/ask-us/ask", "/ask", status=422, text="", email="nobody", name="a" * 90)
    links = whole(answer.text).links()
    assert {"#text", "#email", "#name"} <= set(links)


def test_a_stale_form_token_loses_nothing(made: Made, client: PageClient) -> None:
    made.panel()
    answer = client.send("/ask-us/ask", "/ask", status=422, csrf_token="stale", **TYPED)
    assert filled(answer.text, "/ask")["text"] == TYPED["text"]
    assert "open for too long" in answer.text
    assert nothing_kept()
    assert client.post("/ask-us/ask", data=filled(answer.text, "/ask")).status_code == 303


def test_a_browser_that_lost_its_cookie_loses_nothing(made: Made, client: PageClient) -> None:
    made.panel()
    form = filled(client.get("/ask-us/ask").text, "/ask") | TYPED
    client.delete_cookie("floor")
    answer = client.post("/ask-us/ask", data=form)
    assert answer.status_code == 422
    assert filled(answer.text, "/ask")["text"] == TYPED["text"]
    assert client.post("/ask-us/ask", data=filled(answer.text, "/ask")).status_code == 303


@pytest.mark.parametrize("key", [None, "", "short", "a" * 65, "with space in it", "ключ-ключ"])
def test_without_a_usable_key_the_form_comes_back_with_one(
    made: Made, client: PageClient, key: str | None
) -> None:
    made.panel()
    answer = client.send("/ask-us/ask", "/ask", status=422, idempotency_key=key, **TYPED)
    assert filled(answer.text, "/ask")["text"] == TYPED["text"]
    assert nothing_kept()
    assert client.post("/ask-us/ask", data=filled(answer.text, "/ask")).status_code == 303


@pytest.mark.parametrize("chosen", ["elsewhere", "left", "unknown", "words", "2^70"])
def test_an_executive_who_does_not_answer_here_is_refused(
    made: Made, client: PageClient, chosen: str
) -> None:
    panel, other = made.panel(), made.panel("other-panel")
    gone = panel.executives[1]
    gone.standing = Standing.LEFT
    elsewhere = other.executives[0].id
    gone_id = gone.id
    db.session.commit()
    values = {"elsewhere": elsewhere, "left": gone_id, "unknown": 999_999, "words": "ada", "2^70": 2**70}
    answer = client.send(
        "/ask-us/ask", "/ask", status=422, text="Why is it so?", executives=str(values[chosen])
    )
    assert "Why is it so?" in answer.text
    assert nothing_kept()


@pytest.mark.parametrize("lang", ["english", "e", "en_US", "xx-xx-xx-xx", "ё" * 3])
def test_a_language_that_is_no_code_is_refused(made: Made, client: PageClient, lang: str) -> None:
    made.panel()
    answer = client.send("/ask-us/ask", "/ask", status=422, lang=lang, **TYPED)
    assert filled(answer.text, "/ask")["text"] == TYPED["text"]
    assert nothing_kept()


class TestPanelThatIsNotOpen:
    @pytest.mark.parametrize("state", ["upcoming", "closed", "archived"])
    def test_says_so_with_the_times_and_offers_no_form(
        self, made: Made, client: PageClient, state: str
    ) -> None:
        when(made, state)
        page = client.page("/ask-us/ask")
        assert page.forms == []
        assert page.all("time")

    @pytest.mark.parametrize("state", ["upcoming", "closed", "archived"])
    def test_a_question_that_comes_then_is_a_409_with_what_was_typed(
        self, made: Made, client: PageClient, state: str
    ) -> None:
        panel = made.panel()
        form = filled(client.get("/ask-us/ask").text, "/ask") | TYPED
        shift(panel.slug, state)
        answer = client.post("/ask-us/ask", data=form)
        assert answer.status_code == 409
        for text in ("Why is &lt;this&gt; so?", "Some &amp; more", "Rita Roe"):
            assert text in answer.text
        assert nothing_kept()

    def test_a_retried_post_of_one_that_was_taken_still_leads_to_its_passport(
        self, made: Made, client: PageClient
    ) -> None:
        panel = made.panel()
        form = filled(client.get("/ask-us/ask").text, "/ask") | TYPED
        first = client.post("/ask-us/ask", data=form)
        shift(panel.slug, "closed")
        assert client.post("/ask-us/ask", data=form).location == first.location


def when(made: Made, state: str) -> None:
    """A panel in that state."""
    made.panel()
    shift("ask-us", state)


def shift(slug: str, state: str) -> None:
    """Move the panel's window so that it is in ``state`` now."""
    db.session.rollback()
    panel, now = find(slug), clock.now()
    assert panel
    if state == "upcoming":
        panel.opens_at = now + timedelta(days=1)
    elif state == "closed":
        panel.closes_at = now - timedelta(hours=1)
    else:
        panel.archived_at = now - timedelta(hours=1)
    db.session.commit()
