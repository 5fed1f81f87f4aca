"""Two moderators on one question, one after the other: the second learns who was first and loses nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from domain.desk import reasons
from domain.question import deciding, rewording, withdrawing
from extensions import clock, db
from models import Panel, Question, Status, User
from tests.blueprints.browsers import actions, fresh, whole
from tests.made import Made
from tests.pages import PageClient

TYPED: dict[str, tuple[dict[str, str], str]] = {
    "approve": ({}, ""),
    "reject": ({"reason": "spam", "explanation": "Mine <typed>"}, "Mine <typed>"),
    "hold": ({"note": "Mine <typed>"}, "Mine <typed>"),
    "send-back": ({"message": "Mine <typed>"}, "Mine <typed>"),
    "reword": ({"text": "Mine <typed>?", "details": "And & this"}, "And & this"),
    "address": ({}, ""),
}


@pytest.fixture
def cleo(made: Made) -> User:
    return made.moderator(name="Cleo Carr")


def open_form(desk: PageClient, question: Question, action: str) -> dict[str, Any]:
    form: dict[str, Any] = desk.page(f"/desk/questions/{question.id}").form(f"/{action}")["fields"]
    return form


@pytest.mark.parametrize("action", TYPED)
def test_a_stale_version_is_a_409_with_who_what_and_what_was_typed(
    made: Made, desk: PageClient, panel: Panel, cleo: User, action: str
) -> None:
    question = made.question(panel, "Why so?")
    sent, kept = TYPED[action]
    form = open_form(desk, question, action) | sent
    made.do(rewording.reword, question, cleo, text="Why is it so?", details="")
    events = actions(question)
    answer = desk.post(f"/desk/questions/{question.id}/{action}", data=form)
    page = whole(answer.text)
    assert answer.status_code == 409
    assert "Cleo Carr decided this first." in page.text
    assert "Why is it so?" in page.text
    assert kept in page.text
    assert f"/desk/questions/{question.id}" in page.links()
    now = fresh(question)
    assert (now.status, now.version, actions(question)) == (Status.PENDING, 2, events)


def test_it_says_what_they_decided_and_their_note(
    made: Made, desk: PageClient, panel: Panel, cleo: User
) -> None:
    question = made.question(panel)
    form = open_form(desk, question, "approve")
    reason = reasons.find("off-topic")
    assert reason
    made.do(deciding.reject, question, cleo, reason=reason, explanation="Not & here.")
    text = whole(desk.post(f"/desk/questions/{question.id}/approve", data=form).text).text
    assert f"question {question.id} was rejected." in text
    assert "Not & here." in text
    assert "You had typed nothing." in text


def test_an_askers_act_counts_as_well(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel)
    form = open_form(desk, question, "approve")
    withdrawing.withdraw(fresh(question), by=made.asker, at=clock.now())
    db.session.commit()
    answer = desk.post(f"/desk/questions/{question.id}/approve", data=form)
    assert answer.status_code == 409
    assert "The asker decided this first." in answer.text
    assert fresh(question).status is Status.WITHDRAWN


def test_a_revised_text_is_never_approved_unseen(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel, "Why so?")
    form = open_form(desk, question, "approve")
    rewording.revise(fresh(question), text="Buy my book now!", details="", by=made.asker, at=clock.now())
    db.session.commit()
    assert desk.post(f"/desk/questions/{question.id}/approve", data=form).status_code == 409
    assert fresh(question).status is Status.PENDING


def test_ones_own_second_click_decides_nothing_twice(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel)
    form = open_form(desk, question, "approve")
    address = f"/desk/questions/{question.id}/approve"
    assert desk.post(address, data=form).status_code == 303
    assert desk.post(address, data=form).status_code == 409
    assert actions(question) == ["submit", "approve"]


@pytest.mark.parametrize("version", ["0", "2", "999999999"])
def test_a_version_that_never_was_is_a_409(made: Made, desk: PageClient, panel: Panel, version: str) -> None:
    question = made.question(panel)
    desk.send(f"/desk/questions/{question.id}", "/approve", status=409, version=version)
    assert fresh(question).status is Status.PENDING


def test_a_wrong_state_with_the_right_version_is_a_409_that_accuses_nobody(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    question = made.question(panel)
    form = open_form(desk, question, "note")
    with time_machine.travel(clock.now() - timedelta(minutes=30), tick=True):
        made.do(deciding.hold, question, mia, note="Ask.")
    sent = form | {"version": str(fresh(question).version)}
    answer = desk.post(f"/desk/questions/{question.id}/send-back", data=sent | {"message": "x"})
    assert answer.status_code == 303
    answer = desk.post(f"/desk/questions/{question.id}/resume", data=form | {"version": "3"})
    assert answer.status_code == 409


def test_publishing_without_a_released_answer_is_a_409(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    question = made.approved(panel, mia)
    form = open_form(desk, question, "note")
    answer = desk.post(f"/desk/questions/{question.id}/publish", data=form | {"version": "2"})
    assert answer.status_code == 409
    assert fresh(question).status is Status.APPROVED


def test_the_way_on_leads_to_the_next_pending_question(
    made: Made, desk: PageClient, panel: Panel, cleo: User
) -> None:
    question = made.question(panel)
    following = made.question(panel)
    form = open_form(desk, question, "approve")
    made.do(deciding.approve, question, cleo)
    answer = desk.post(f"/desk/questions/{question.id}/approve", data=form)
    (on,) = [link for link in whole(answer.text).links() if link.startswith("/desk/next")]
    assert on == f"/desk/next?panel=ask-us&skip={question.id}"
    assert desk.get(on).location == f"/desk/questions/{following.id}"


def test_a_note_is_no_decision_and_stands_in_nobodys_way(
    made: Made, desk: PageClient, panel: Panel, cleo: User
) -> None:
    question = made.question(panel)
    form = open_form(desk, question, "approve")
    deciding.note(fresh(question), text="Look here.", by=made.by(cleo), at=clock.now())
    db.session.commit()
    assert desk.post(f"/desk/questions/{question.id}/approve", data=form).status_code == 303


def test_a_fault_in_a_form_that_is_no_longer_possible_loses_nothing_either(
    made: Made, desk: PageClient, panel: Panel, cleo: User
) -> None:
    question = made.question(panel)
    form = open_form(desk, question, "reject") | {"explanation": "Mine <typed>"}
    reason = reasons.find("spam")
    assert reason
    made.do(deciding.reject, question, cleo, reason=reason)
    answer = desk.post(f"/desk/questions/{question.id}/reject", data=form)
    assert answer.status_code == 409
    assert "Mine <typed>" in whole(answer.text).text
