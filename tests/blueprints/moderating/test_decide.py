"""A moderator decides: every form that is possible is there, and each does what it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from blueprints.moderating.decisions import VERBS
from domain.desk import reasons
from domain.panel import creating
from domain.permissions import Actor
from domain.question import deciding, lifecycle, rewording
from extensions import begin_writing, clock, db
from models import ActorKind, Panel, Question, Status, User
from tests.blueprints.browsers import SignIn, actions, fresh
from tests.house_rules.world import build
from tests.made import Made
from tests.pages import PageClient


def at(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def test_a_form_is_there_exactly_when_its_action_is_available(made: Made, sign_in: SignIn) -> None:
    world = build(made)
    for who in ("moderator", "colleague"):
        user = world.people[who]
        browser = sign_in(user)
        by = Actor(ActorKind.USER, made.seal, user)
        for state, question in world.questions.items():
            page = browser.page(at(question))
            db.session.rollback()
            available = {action.value for action in lifecycle.available(question, by, clock.now())}
            drawn = {action for action in VERBS if page.has_form(f"{at(question)}/{action}")}
            assert drawn == available & set(VERBS), (who, state)


def test_each_form_carries_the_version_on_screen(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel)
    page = desk.page(at(question))
    forms = [form for form in page.forms if form["action"].startswith(at(question))]
    assert len(forms) >= 6
    assert {form["fields"]["version"] for form in forms} == {"1"}
    assert all(form["fields"]["csrf_token"] for form in forms)


def test_approving_makes_the_wording_on_screen_public(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel, "Why so?")
    answer = desk.send(at(question), "/approve")
    assert answer.location == "/desk/?panel=ask-us"
    now = fresh(question)
    assert (now.status, now.public_wording, now.version) == (Status.APPROVED, 1, 2)


def test_the_wording_that_was_chosen_is_approved_not_simply_the_newest(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    question = made.question(panel, "Why so?")
    made.do(rewording.reword, question, mia, text="Why is it so?", details="")
    desk.send(at(question), "/approve", wording="1")
    assert fresh(question).wording.text == "Why so?"


def test_without_a_wording_the_newest_is_approved(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    question = made.question(panel, "Why so?")
    made.do(rewording.reword, question, mia, text="Why is it so?", details="")
    desk.send(at(question), "/approve", wording=None)
    assert fresh(question).wording.text == "Why is it so?"


def test_rejecting_keeps_reason_and_explanation(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel)
    desk.send(at(question), "/reject", reason="unclear", explanation="Which year?")
    now = fresh(question)
    assert now.reason
    assert (now.status, now.reason.code) == (Status.REJECTED, "unclear")
    assert "Which year?" in desk.page(at(question)).text


def test_every_reason_is_previewed_as_the_asker_will_read_it(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    text = desk.page(at(made.question(panel))).text
    for reason in reasons.every():
        assert reason.title in text
        assert reason.standard_text in text


def test_holding_keeps_note_and_time_on_the_panels_clock(made: Made, desk: PageClient) -> None:
    panel = made.panel(time_zone="Europe/Helsinki")
    question = made.question(panel)
    desk.send(at(question), "/hold", note="Ask the lawyers.", until="2026-12-01T18:00")
    now = fresh(question)
    assert now.status is Status.HELD
    assert now.held_until == datetime(2026, 12, 1, 16, 0, tzinfo=UTC)


def test_resuming_sending_back_and_reopening_lead_where_they_say(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    held, returned, approved = (made.question(panel) for _ in range(3))
    made.do(deciding.hold, held, mia, note="Ask.")
    desk.send(at(held), "/resume")
    assert fresh(held).status is Status.PENDING
    desk.send(at(returned), "/send-back", message="Which year?")
    assert fresh(returned).status is Status.RETURNED
    desk.send(at(returned), "/reopen")
    assert fresh(returned).status is Status.PENDING
    desk.send(at(approved), "/approve")
    desk.send(at(approved), "/reopen")
    assert fresh(approved).public_wording is None


def test_rewording_keeps_the_original_in_sight_and_shows_what_changed(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    question = made.question(panel, "Why is the sky so blue?")
    desk.send(at(question), "/reword", text="Why is the sky so red?", details="")
    now = fresh(question)
    assert (now.status, now.public_wording) == (Status.PENDING, None)
    text = desk.get(at(question)).text
    assert "Why is the sky so blue?" in text
    assert "<del>" in text
    assert "<ins>" in text


def test_rewording_an_approved_question_is_a_dated_edit(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    question = made.approved(panel, mia, "Why so?")
    desk.send(at(question), "/reword", text="Why is it so?", details="")
    now = fresh(question)
    assert (now.status, now.public_wording, now.wording.text) == (Status.APPROVED, 2, "Why is it so?")


def test_a_question_is_put_to_others_and_to_all(made: Made, desk: PageClient, panel: Panel) -> None:
    ada = panel.executives[0]
    question = made.question(panel)
    desk.send(at(question), "/address", executives=[str(ada.id)])
    assert [executive.name for executive in fresh(question).executives] == ["Ada Brook"]
    desk.send(at(question), "/address", executives=None)
    assert fresh(question).executives == []


def test_topics_and_notes_count_no_version(made: Made, desk: PageClient, panel: Panel) -> None:
    begin_writing()
    topic = creating.topic(db.session.merge(panel), "Prices")
    db.session.commit()
    question = made.question(panel)
    desk.send(at(question), "/topics", topics=[str(topic.id)])
    desk.send(at(question), "/note", note="Well asked.")
    now = fresh(question)
    assert ([t.title for t in now.topics], now.version) == (["Prices"], 1)
    assert actions(question) == ["submit", "topics", "note"]
    assert "Well asked." in desk.page(at(question)).text


class TestUndo:
    def test_ones_own_last_decision_is_taken_back(self, made: Made, desk: PageClient, panel: Panel) -> None:
        question = made.question(panel)
        desk.send(at(question), "/reject", reason="spam")
        desk.send(at(question), "/undo")
        now = fresh(question)
        assert (now.status, now.reason, now.version) == (Status.PENDING, None, 3)
        assert actions(question) == ["submit", "reject", "undo"]

    def test_a_colleagues_decision_is_not_ones_own(self, made: Made, desk: PageClient, panel: Panel) -> None:
        question = made.question(panel)
        made.do(deciding.approve, question, made.moderator(name="Cleo Carr"))
        assert not desk.page(at(question)).has_form("/undo")

    def test_after_two_minutes_it_is_too_late(self, made: Made, desk: PageClient, panel: Panel) -> None:
        question = made.question(panel)
        desk.send(at(question), "/approve")
        form = desk.page(at(question)).form("/undo")["fields"]
        with time_machine.travel(clock.now() + timedelta(minutes=2, seconds=1), tick=False):
            assert not desk.page(at(question)).has_form("/undo")
            assert desk.post(f"{at(question)}/undo", data=form).status_code == 409
        assert fresh(question).status is Status.APPROVED


class TestAnswersFromTheDesk:
    @pytest.mark.parametrize("chosen", ["one", "all"])
    def test_each_executive_asked_has_a_link_once_it_is_approved(
        self, made: Made, desk: PageClient, panel: Panel, mia: User, chosen: str
    ) -> None:
        asked = panel.executives[:1] if chosen == "one" else panel.executives
        told: dict[str, Any] = {"executives": asked} if chosen == "one" else {}
        question = made.question(panel, **told)
        expected = {f"/answers/{question.id}/{executive.id}" for executive in asked}
        assert not expected & set(desk.page(at(question)).links())
        made.do(deciding.approve, question, mia)
        links = {to for to in desk.page(at(question)).links() if to.startswith("/answers/")}
        assert links == expected


@pytest.mark.parametrize("action", ["delete", "submit", "Approve"])
def test_an_action_without_a_door_is_a_404(made: Made, desk: PageClient, panel: Panel, action: str) -> None:
    question = made.question(panel)
    assert desk.post(f"{at(question)}/{action}", data={"version": "1"}).status_code == 404
    assert fresh(question).version == 1


@pytest.mark.parametrize("id_", ["0", "999999", str(2**63 - 1)])
def test_a_question_that_is_not_there_is_a_404(desk: PageClient, id_: str) -> None:
    desk.page(f"/desk/questions/{id_}", status=404)
    assert desk.post(f"/desk/questions/{id_}/approve", data={"version": "1"}).status_code == 404
