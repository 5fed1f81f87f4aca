"""Publishing from the desk: which answers, when; and taking them down again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from extensions import clock
from models import Panel, Question, Status, User
from tests.blueprints.browsers import fresh, whole
from tests.made import Made
from tests.pages import PageClient


@pytest.fixture
def both(made: Made, mia: User, panel: Panel) -> Question:
    """An approved question with a released answer of each executive."""
    question = made.approved(panel, mia, "Why so?")
    for executive, body in zip(panel.executives, ("Ada says so.", "Ben says no."), strict=True):
        made.answer(question, executive, mia, body)
    return fresh(question)


def at(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def public(client: PageClient, question: Question) -> str:
    return client.get(f"/ask-us/questions/{question.id}-why-so").text


def test_all_released_answers_are_published_unless_told(
    desk: PageClient, client: PageClient, both: Question
) -> None:
    desk.send(at(both), "/publish", answers=None)
    assert fresh(both).status is Status.PUBLISHED
    text = public(client, both)
    assert "Ada says so." in text
    assert "Ben says no." in text


def test_an_answer_that_was_not_named_stays_behind_and_is_published_on_its_own(
    desk: PageClient, client: PageClient, both: Question
) -> None:
    first, second = both.answers
    ids = (str(first.id), str(second.id))
    desk.send(at(both), "/publish", answers=[ids[0]])
    assert "Ben says no." not in public(client, both)
    desk.send(at(both), "/publish", answers=[ids[1]])
    assert "Ben says no." in public(client, both)
    now = fresh(both)
    assert now.published_at == min(answer.published_at or clock.now() for answer in now.answers)


def test_a_time_to_come_is_on_the_panels_clock_and_shows_nothing_before(
    made: Made, desk: PageClient, client: PageClient, mia: User
) -> None:
    panel = made.panel("helsinki", time_zone="Europe/Helsinki")
    question = made.published(panel, mia, "Why so?", when=clock.now() + timedelta(days=30))
    desk.send(at(question), "/publish", at="2027-01-05T09:00")
    assert fresh(question).published_at == datetime(2027, 1, 5, 7, 0, tzinfo=UTC)
    address = f"/helsinki/questions/{question.id}-why-so"
    client.page(address, status=404)
    with time_machine.travel(datetime(2027, 1, 5, 7, 0, 1, tzinfo=UTC), tick=False):
        client.page(address)


def test_a_time_that_is_past_means_now(desk: PageClient, client: PageClient, both: Question) -> None:
    desk.send(at(both), "/publish", at="2026-01-05T09:00")
    published = fresh(both).published_at
    assert published
    assert clock.now() - published < timedelta(minutes=1)


def test_an_answer_of_another_question_is_refused(
    made: Made, desk: PageClient, both: Question, mia: User
) -> None:
    other = made.approved(both.panel, mia)
    stranger = made.answer(other, other.panel.executives[0], mia)
    desk.send(at(both), "/publish", status=422, answers=[str(stranger.id)])
    assert fresh(both).status is Status.APPROVED


def test_taking_down_needs_a_reason_and_readers_read_it(
    desk: PageClient, client: PageClient, both: Question
) -> None:
    desk.send(at(both), "/publish")
    desk.send(at(both), "/unpublish", status=422, reason="", answers=None)
    desk.send(at(both), "/unpublish", reason="A figure <was> wrong.", answers=None)
    assert fresh(both).status is Status.APPROVED
    page = client.page(f"/ask-us/questions/{both.id}-why-so", status=410)
    assert "A figure <was> wrong." in page.text
    assert "Ada says so." not in page.text


def test_one_answer_is_taken_down_and_the_question_stays(
    desk: PageClient, client: PageClient, both: Question
) -> None:
    first = str(both.answers[0].id)
    desk.send(at(both), "/publish")
    desk.send(at(both), "/unpublish", reason="Not hers.", answers=[first])
    text = public(client, both)
    assert "Ada says so." not in text
    assert "Ben says no." in text


def test_a_schedule_is_cancelled_without_a_reason_and_leaves_no_trace(
    made: Made, desk: PageClient, client: PageClient, mia: User, panel: Panel
) -> None:
    question = made.published(panel, mia, "Why so?", when=clock.now() + timedelta(hours=2))
    desk.send(at(question), "/unpublish", reason="", answers=None)
    now = fresh(question)
    assert (now.status, now.first_published_at) == (Status.APPROVED, None)
    client.page(f"/ask-us/questions/{question.id}-why-so", status=404)


def test_a_page_that_was_taken_down_comes_back_with_the_next_publication(
    desk: PageClient, client: PageClient, both: Question
) -> None:
    desk.send(at(both), "/publish")
    desk.send(at(both), "/unpublish", reason="A figure was wrong.", answers=None)
    desk.send(at(both), "/publish", answers=None)
    assert "Ada says so." in public(client, both)


def test_the_timeline_says_who_published_how_much(desk: PageClient, both: Question) -> None:
    desk.send(at(both), "/publish")
    assert "Mia Moss published it with 2 answers" in whole(desk.get(at(both)).text).text


def test_the_public_never_reads_who_moderated(desk: PageClient, client: PageClient, both: Question) -> None:
    desk.send(at(both), "/publish")
    assert "Mia" not in public(client, both)
