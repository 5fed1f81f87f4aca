"""Publication at a time to come: on the panel's clocks, exact to the second, moved and cancelled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from extensions import clock
from models import Answer, Panel, Question, Status, User
from tests.blueprints.browsers import actions, filled, fresh, whole
from tests.made import Made
from tests.pages import PageClient

NINE = datetime(2027, 1, 5, 7, 0, tzinfo=UTC)
"""Nine in the morning in Helsinki."""
SECOND = timedelta(seconds=1)


@pytest.fixture
def helsinki(made: Made) -> Panel:
    return made.panel("helsinki", time_zone="Europe/Helsinki")


@pytest.fixture
def question(made: Made, helsinki: Panel, mia: User) -> Question:
    """Approved, with a released answer."""
    question = made.approved(helsinki, mia, "Why so?")
    made.answer(question, helsinki.executives[0], mia, "Because.")
    return fresh(question)


def at(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def public(question: Question) -> str:
    return f"/helsinki/questions/{question.id}-why-so"


def test_it_appears_at_its_second_and_not_before(
    desk: PageClient, client: PageClient, question: Question
) -> None:
    desk.send(at(question), "/publish", at="2027-01-05T09:00")
    for moment, status in ((NINE - SECOND, 404), (NINE, 200), (NINE + SECOND, 200)):
        with time_machine.travel(moment, tick=False):
            client.page(public(question), status=status)
            listed = public(question) in client.page("/helsinki/").links()
            assert listed is (status == 200), moment


def test_a_second_executives_answer_appears_at_its_own_second(
    made: Made, desk: PageClient, client: PageClient, question: Question, mia: User
) -> None:
    desk.send(at(question), "/publish")
    question = fresh(question)
    made.answer(question, question.panel.executives[1], mia, "Ben says no.")
    desk.send(at(question), "/publish", at="2027-01-05T09:00")
    assert "Scheduled for 5 Jan, 09:00" in desk.page(at(question)).text
    for moment, shown in ((NINE - SECOND, False), (NINE, True)):
        with time_machine.travel(moment, tick=False):
            assert ("Ben says no." in client.page(public(question)).text) is shown


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2027-03-28T03:30", "skip this time"),
        ("2027-10-31T03:30", "this time twice"),
        ("tomorrow", "Write the time as"),
        ("2027-13-01T09:00", "Write the time as"),
        ("0001-01-01T00:00", "Write the time as"),
    ],
)
def test_a_time_that_the_clocks_show_never_or_twice_is_refused_and_kept(
    desk: PageClient, question: Question, written: str, said: str
) -> None:
    answer = desk.send(at(question), "/publish", status=422, at=written)
    assert said in whole(answer.text).text
    assert filled(answer.text, "/publish")["at"] == written
    assert fresh(question).status is Status.APPROVED


def test_the_desk_says_when_it_appears_on_the_page_and_in_the_queue(
    desk: PageClient, question: Question
) -> None:
    desk.send(at(question), "/publish", at="2027-01-05T09:00")
    page = desk.page(at(question))
    assert "Scheduled for Tuesday 5 January, 09:00 EET" in page.text
    assert "scheduled it with one answer for 5 Jan, 09:00" in page.text
    assert "Scheduled for 5 Jan, 09:00" in desk.page("/desk/?status=published").text


def test_the_chooser_names_the_panels_clocks(desk: PageClient, question: Question) -> None:
    assert "On the panel’s clocks, Europe/Helsinki." in desk.page(at(question)).text


def test_the_time_is_moved_from_the_one_that_stands(
    desk: PageClient, client: PageClient, question: Question
) -> None:
    desk.send(at(question), "/publish", at="2027-01-05T09:00")
    form = desk.page(at(question)).form("/publish")["fields"]
    assert form["at"] == "2027-01-05T09:00"
    desk.send(at(question), "/publish", at="2027-01-05T08:00")
    now = fresh(question)
    earlier = NINE - timedelta(hours=1)
    assert (now.published_at, now.answers[0].published_at) == (earlier, earlier)
    with time_machine.travel(earlier, tick=False):
        client.page(public(question))


def test_without_a_time_a_scheduled_one_appears_at_once(
    desk: PageClient, client: PageClient, question: Question
) -> None:
    desk.send(at(question), "/publish", at="2027-01-05T09:00")
    desk.send(at(question), "/publish", at="")
    client.page(public(question))


def test_cancelling_needs_no_reason_and_leaves_no_trace(
    desk: PageClient, client: PageClient, question: Question
) -> None:
    desk.send(at(question), "/publish", at="2027-01-05T09:00")
    page = desk.page(at(question))
    assert "Cancel the publication" in page.text
    assert "reason" not in page.form("/unpublish")["fields"]
    desk.send(at(question), "/unpublish")
    now = fresh(question)
    assert (now.status, now.published_at, now.first_published_at) == (Status.APPROVED, None, None)
    assert "cancelled the publication of 5 Jan, 09:00" in desk.page(at(question)).text
    with time_machine.travel(NINE + SECOND, tick=False):
        client.page(public(question), status=404)
    assert actions(question)[-2:] == ["publish", "unpublish"]


def test_once_it_has_appeared_taking_it_down_needs_a_reason(desk: PageClient, question: Question) -> None:
    moment = clock.now().replace(second=0, microsecond=0) + timedelta(minutes=5)
    local = (moment + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    desk.send(at(question), "/publish", at=local)
    assert fresh(question).published_at == moment
    with time_machine.travel(moment, tick=False):
        answer = desk.send(at(question), "/unpublish", status=422)
        assert "Write the reason" in answer.text


def test_the_reason_is_shown_as_readers_will_find_it(desk: PageClient, question: Question) -> None:
    desk.send(at(question), "/publish")
    page = desk.page(at(question))
    assert "As readers will see it This question was taken down on" in page.text
    answer = desk.send(
        at(question), "/unpublish", status=422, reason="A figure was wrong.", csrf_token="stale"
    )
    assert "The reason the moderators gave: A figure was wrong." in whole(answer.text).text


def test_a_moved_time_that_somebody_else_moved_first_is_a_409(desk: PageClient, question: Question) -> None:
    desk.send(at(question), "/publish", at="2027-01-05T09:00")
    form = desk.page(at(question)).form("/publish")["fields"]
    desk.send(at(question), "/publish", at="2027-01-06T09:00")
    assert desk.post(f"{at(question)}/publish", data=form).status_code == 409
    answer: Answer = fresh(question).answers[0]
    assert answer.published_at == NINE + timedelta(days=1)
