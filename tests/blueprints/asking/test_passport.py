"""The passport: where a question stands, and what its asker can still do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.asker import passports
from domain.desk import reasons
from domain.question import deciding, families, publishing, rewording
from extensions import clock, db
from models import OutboxMessage, Question, Status, User
from tests.blueprints.browsers import actions, filled, fresh
from tests.made import Made
from tests.pages import PageClient


def link(made: Made, question: Question) -> str:
    db.session.rollback()
    return "/passport/" + passports.token(question.passport, made.link_key)


def test_it_says_where_the_question_stands_and_never_names_a_moderator(
    made: Made, client: PageClient, mia: User
) -> None:
    panel = made.panel()
    reason = reasons.find("off-topic")
    assert reason
    taken: dict[str, tuple[Any, dict[str, Any], str]] = {
        "held": (deciding.hold, {"note": "Ask the lawyers."}, "taking advice"),
        "returned": (deciding.send_back, {"message": "Which <year>?"}, "sent it back to you"),
        "rejected": (deciding.reject, {"reason": reason, "explanation": "Not & here."}, "not put to"),
        "approved": (deciding.approve, {}, "have your question"),
    }
    for verb, more, said in taken.values():
        question = made.question(panel)
        made.do(verb, question, mia, **more)
        text = client.get(link(made, question)).text
        assert said in text
        assert "Mia" not in text
        assert "Ask the lawyers" not in text


def test_a_rejection_is_read_with_its_reason_and_explanation(
    made: Made, client: PageClient, mia: User
) -> None:
    question = made.question(made.panel())
    reason = reasons.find("off-topic")
    assert reason
    standard = reason.standard_text
    made.do(deciding.reject, question, mia, reason=reason, explanation="Not & here.")
    page = client.page(link(made, question))
    assert "Not & here." in page.text
    assert standard in page.text


def test_a_message_of_the_moderators_is_read_as_text(made: Made, client: PageClient, mia: User) -> None:
    question = made.question(made.panel())
    made.do(deciding.send_back, question, mia, message="Which <b>year</b>?")
    assert "Which <b>year</b>?" in client.page(link(made, question)).text


def test_a_published_question_is_linked(made: Made, client: PageClient, mia: User) -> None:
    question = made.published(made.panel(), mia, "Why is it so?")
    assert f"/ask-us/questions/{question.id}-why-is-it-so" in client.page(link(made, question)).links()


def test_a_merged_question_leads_to_the_one_that_is_public(made: Made, client: PageClient, mia: User) -> None:
    panel = made.panel()
    root = made.published(panel, mia, "Why is it so?")
    member = made.question(panel)
    made.do(families.merge, member, mia, into=root)
    assert f"/ask-us/questions/{root.id}-why-is-it-so" in client.page(link(made, member)).links()


def test_a_scheduled_question_is_not_linked_yet(made: Made, client: PageClient, mia: User) -> None:
    question = made.published(made.panel(), mia, when=clock.now() + timedelta(hours=1))
    assert not [to for to in client.page(link(made, question)).links() if "/questions/" in to]


class TestRevise:
    def test_a_new_text_of_a_returned_question_makes_it_pending(
        self, made: Made, client: PageClient, mia: User
    ) -> None:
        question = made.question(made.panel(), "Why is it so?")
        made.do(deciding.send_back, question, mia, message="Which year?")
        address = link(made, question)
        answer = client.send(address, "/revise", text="Why in 2026?", details="More.")
        assert answer.location == address
        now = fresh(question)
        assert (now.status, now.newest_wording.text) == (Status.PENDING, "Why in 2026?")
        assert now.original.text == "Why is it so?"
        assert actions(question)[-1] == "revise"

    def test_a_bad_text_stays_as_typed(self, made: Made, client: PageClient) -> None:
        question = made.question(made.panel(), "Why is it so?")
        answer = client.send(link(made, question), "/revise", status=422, text="No", details="Kept <so>")
        kept = filled(answer.text, "/revise")
        assert (kept["text"], kept["details"]) == ("No", "Kept <so>")
        assert fresh(question).version == 1

    def test_the_text_as_it_stands_is_no_new_wording(self, made: Made, client: PageClient) -> None:
        question = made.question(made.panel(), "Why is it so?")
        answer = client.send(link(made, question), "/revise", status=422)
        assert "This is the text as it stands" in answer.text

    def test_one_that_comes_after_the_decision_is_a_409_with_what_was_typed(
        self, made: Made, client: PageClient, mia: User
    ) -> None:
        question = made.question(made.panel(), "Why is it so?")
        address = link(made, question)
        form = client.page(address).form("/revise")["fields"] | {
            "text": "Too <late>?",
            "details": "A & B",
        }
        made.do(deciding.approve, fresh(question), mia)
        answer = client.post(f"{address}/revise", data=form)
        assert answer.status_code == 409
        assert "Too &lt;late&gt;?" in answer.text
        assert "A &amp; B" in answer.text
        assert fresh(question).newest_wording.text == "Why is it so?"


class TestWithdraw:
    def test_it_is_for_good_once_confirmed(self, made: Made, client: PageClient) -> None:
        question = made.question(made.panel())
        address = link(made, question)
        client.send(address, "/withdraw", confirm="yes")
        assert fresh(question).status is Status.WITHDRAWN
        page = client.page(address)
        assert not page.has_form("/withdraw")
        assert not page.has_form("/revise")

    def test_it_must_be_confirmed(self, made: Made, client: PageClient) -> None:
        question = made.question(made.panel())
        client.send(link(made, question), "/withdraw", status=422, confirm=None)
        assert fresh(question).status is Status.PENDING

    def test_what_is_public_cannot_be_withdrawn(self, made: Made, client: PageClient, mia: User) -> None:
        question = made.approved(made.panel(), mia)
        made.answer(question, question.panel.executives[0], mia)
        address = link(made, question)
        form = client.page(address).form("/withdraw")["fields"] | {"confirm": "yes"}
        made.do(publishing.publish, fresh(question), mia)
        assert client.post(f"{address}/withdraw", data=form).status_code == 409
        assert fresh(question).status is Status.PUBLISHED

    def test_withdrawing_twice_is_a_409(self, made: Made, client: PageClient) -> None:
        question = made.question(made.panel())
        address = link(made, question)
        form = client.page(address).form("/withdraw")["fields"] | {"confirm": "yes"}
        assert client.post(f"{address}/withdraw", data=form).status_code == 303
        assert client.post(f"{address}/withdraw", data=form).status_code == 409
        assert actions(question).count("withdraw") == 1


class TestSplitSubmission:
    @pytest.fixture
    def parts(self, made: Made, mia: User) -> list[Question]:
        question = made.question(made.panel(), "Why this? And why that?")
        parts: list[Question] = made.do(rewording.split, question, mia, texts=["Why this?", "Why that?"])
        return parts

    def test_one_passport_shows_all_of_them(
        self, made: Made, client: PageClient, parts: list[Question]
    ) -> None:
        page = client.page(link(made, parts[0]))
        assert "Why this?" in page.text
        assert "Why that?" in page.text
        assert len([form for form in page.forms if form["action"].endswith("/withdraw")]) == 2

    def test_the_field_question_says_which_one_is_meant(
        self, made: Made, client: PageClient, parts: list[Question]
    ) -> None:
        client.send(link(made, parts[0]), "/withdraw", confirm="yes", question=str(parts[1].id))
        assert fresh(parts[1]).status is Status.WITHDRAWN
        assert fresh(parts[0]).status is Status.PENDING

    @pytest.mark.parametrize("meant", [None, "", "words", "another"])
    def test_one_that_is_not_of_the_submission_is_a_404(
        self, made: Made, client: PageClient, parts: list[Question], meant: str | None
    ) -> None:
        db.session.rollback()
        other = made.question(parts[0].panel)
        value = str(other.id) if meant == "another" else meant
        client.send(link(made, parts[0]), "/withdraw", status=404, confirm="yes", question=value)
        assert fresh(other).status is Status.PENDING


class TestLinkThatOpensNothing:
    @pytest.mark.parametrize(
        "change",
        [
            lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
            lambda token: token.partition(".")[0],
            lambda token: token.partition(".")[0] + ".",
            lambda token: "x" + token,
            lambda token: token + "é",
            lambda token: "a" * 5000,
            lambda token: ".",
        ],
    )
    def test_a_changed_one_is_a_404_that_says_what_to_do(
        self,
        made: Made,
        client: PageClient,
        change: Callable[[str], str],
    ) -> None:
        question = made.question(made.panel())
        address = "/passport/" + change(link(made, question).removeprefix("/passport/"))
        page = client.page(address, status=404)
        assert "This link opens no passport" in page.text
        assert client.post(f"{address}/withdraw", data={"confirm": "yes"}).status_code == 404
        assert fresh(question).status is Status.PENDING

    def test_it_ends_when_its_generation_is_raised(self, made: Made, client: PageClient) -> None:
        question = made.question(made.panel())
        address = link(made, question)
        client.page(address)
        fresh(question).passport.generation += 1
        db.session.commit()
        client.page(address, status=404)


def test_nothing_behind_the_link_is_kept_by_a_cache_or_found_by_a_search_engine(
    made: Made, client: PageClient
) -> None:
    answer = client.get(link(made, made.question(made.panel())))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_fetching_the_mailed_link_sends_nothing(app: Flask, made: Made, client: PageClient) -> None:
    question = made.question(made.panel(), email="rita@floor.example")
    address = link(made, question)
    before = db.session.scalar(select(func.count()).select_from(OutboxMessage))
    client.get(address)
    client.head(address)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == before
