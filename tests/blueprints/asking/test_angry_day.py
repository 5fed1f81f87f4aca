"""Asking on an angry day: paused, held, taken down; what was typed is kept and passports go on working."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from domain.question import deciding, publishing
from extensions import clock, db
from models import Panel, Question, User
from tests.blueprints.browsers import events_written
from tests.domain.panel.test_angry_day import take
from tests.made import Made
from tests.pages import PageClient

TEXT = "Why is everybody so angry?"
TYPED: dict[str, Any] = {"text": TEXT, "details": "Since Monday.", "name": "Zoe Quist"}


def only_question(panel: Panel) -> Question:
    db.session.rollback()
    return db.session.query(Question).filter_by(panel_id=panel.id).one()


def test_the_ask_page_of_a_paused_panel_says_until_when(made: Made, client: PageClient, mia: User) -> None:
    panel = made.panel(time_zone="Europe/Helsinki")
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False):
        take(made, panel, "pause", mia, until=clock.now() + timedelta(hours=5))
        for address in ("/ask-us/ask", "/ask-us/"):
            page = client.page(address)
            assert "Asking is paused until Monday 23 November, 17:00 EET" in page.text, address
            assert not page.has_form("/ask")
            assert "/ask-us/ask" not in page.links() or address.endswith("/ask")
    with time_machine.travel("2026-11-23T15:00:00Z", tick=False):
        assert client.page("/ask-us/ask").has_form("/ask-us/ask")
        assert "/ask-us/ask" in client.page("/ask-us/").links()


def test_without_a_time_it_is_until_further_notice(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    take(made, panel, "pause", mia)
    assert "until further notice" in client.page("/ask-us/ask").text
    home = client.page("/")
    assert "Asking is paused until further notice" in home.text
    assert "/ask-us/ask" not in home.links()
    assert "/ask-us/" in home.links()


@pytest.mark.parametrize("measure", ["pause", "take-down"])
def test_who_was_typing_when_it_happened_loses_nothing(
    made: Made, client: PageClient, panel: Panel, mia: User, measure: str
) -> None:
    form = client.page("/ask-us/ask").form("/ask-us/ask")
    take(made, panel, measure, mia)
    written = events_written()
    answer = client.post("/ask-us/ask", data={**form["fields"], **TYPED})
    assert answer.status_code == 409
    for typed in TYPED.values():
        assert typed in answer.text
    assert "Your question was not sent" in answer.text
    assert events_written() == written
    empty = client.post("/ask-us/ask", data={**form["fields"], "text": ""})
    assert empty.status_code == (422 if measure == "pause" else 409)


def test_a_form_that_was_taken_already_still_leads_to_its_passport(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    """The answer to the first press was lost; the second comes after the pause."""
    form = client.page("/ask-us/ask").form("/ask-us/ask")
    first = client.post("/ask-us/ask", data={**form["fields"], **TYPED})
    take(made, panel, "pause", mia)
    again = client.post("/ask-us/ask", data={**form["fields"], **TYPED})
    assert (again.status_code, again.location) == (303, first.location)


def test_passports_go_on_working_while_asking_is_paused(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    passport = client.send("/ask-us/ask", "/ask-us/ask", **TYPED).location
    take(made, panel, "pause", mia)
    client.send(passport, "/revise", text="Why is nobody angry?")
    client.send(passport, "/withdraw", confirm="yes")


def test_what_is_asked_while_everything_new_is_held_says_plainly_that_it_waits(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    take(made, panel, "hold-new", mia)
    passport = client.send("/ask-us/ask", "/ask-us/ask", **TYPED).location
    page = client.page(passport)
    assert "It has arrived, and waits." in page.text
    assert "Nothing of it is lost" in page.text
    assert "advice" not in page.text.lower()
    client.send(passport, "/withdraw", confirm="yes")


def test_decided_and_held_again_it_is_advice_that_is_taken(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    take(made, panel, "hold-new", mia)
    passport = client.send("/ask-us/ask", "/ask-us/ask", **TYPED).location
    question = only_question(panel)
    made.do(deciding.resume, question, mia)
    made.do(deciding.hold, question, mia, note="Ask legal.")
    assert "The moderators are taking advice." in client.page(passport).text


def test_an_address_that_waits_for_its_confirmation_is_asked_for_it_though_held(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    panel.confirm_email = True
    db.session.commit()
    take(made, panel, "hold-new", mia)
    passport = client.send("/ask-us/ask", "/ask-us/ask", **TYPED, email="zoe@reader.example").location
    assert "Your address waits for its confirmation." in client.page(passport).text


def test_the_passport_of_a_panel_that_was_taken_down_says_so_and_shows_the_question(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    panel.accent = "#0b5d66"
    db.session.commit()
    passport = client.send("/ask-us/ask", "/ask-us/ask", **TYPED).location
    take(made, panel, "take-down", mia, reason="A figure was wrong.")
    page = client.page(passport)
    assert TEXT in page.text
    assert "“Ask us” was taken down" in page.text
    assert "A figure was wrong." in page.text
    assert all("theme.css" not in found.get("href", "") for found in page.all("link"))
    client.send(passport, "/revise", text="Why is nobody angry?")


def test_a_published_question_of_it_is_neither_lost_nor_public(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    passport = client.send("/ask-us/ask", "/ask-us/ask", **TYPED).location
    question = only_question(panel)
    made.do(deciding.approve, question, mia)
    made.answer(question, panel.executives[0], mia)
    made.do(publishing.publish, question, mia)
    assert "Everybody can read question and answer." in client.page(passport).text
    take(made, panel, "take-down", mia)
    page = client.page(passport)
    assert "It is answered, and nobody can read it now." in page.text
    assert "Everybody can read" not in page.text
    assert not [link for link in page.links() if "/questions/" in link]
