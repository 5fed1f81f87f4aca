"""Nothing at the desk says who asked, until a moderator looks; then only they are told, for ten minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from domain.asker import erasing
from extensions import clock, db
from models import Panel, Question, Role, User
from tests.blueprints.browsers import SignIn, actions, fresh
from tests.made import Made
from tests.pages import PageClient

NAME, EMAIL = "Rita Roe", "rita@floor.example"
TOLD = (NAME, "Rita", EMAIL, "rita")


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel, name=NAME, show_name=True, email=EMAIL)


def page(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def says(text: str) -> list[str]:
    """What of the asker's own stands in ``text``."""
    return [word for word in TOLD if word in text]


class TestBlind:
    def test_no_page_of_the_desk_names_them(
        self, made: Made, panel: Panel, mia: User, desk: PageClient, question: Question
    ) -> None:
        made.published(panel, mia, name=NAME, show_name=True, email=EMAIL)
        made.approved(panel, mia, name=NAME, email=EMAIL)
        for status in ("pending", "approved", "published"):
            assert says(desk.get(f"/desk/?status={status}").text) == []
        for id_ in db.session.scalars(db.select(Question.id)):
            for query in ("", "?open=reject", "?open=send-back"):
                assert says(desk.get(f"/desk/questions/{id_}{query}").text) == []
        assert says(desk.get("/desk/?q=Rita").text.replace('value="Rita"', "").replace("“Rita”", "")) in (
            [],
            ["Rita"],
        )

    def test_neither_a_refused_form_nor_a_conflict_names_them(
        self, desk: PageClient, question: Question
    ) -> None:
        form = desk.page(page(question)).form("/approve")["fields"]
        answer = desk.send(page(question), "/send-back", 422, message="")
        assert says(answer.text) == []
        assert desk.post(f"{page(question)}/approve", data=form).status_code == 303
        late = desk.post(f"{page(question)}/reject", data={**form, "reason": "spam"})
        assert late.status_code == 409
        assert says(late.text) == []

    def test_it_says_whether_there_is_something_and_what(
        self, made: Made, panel: Panel, desk: PageClient, question: Question
    ) -> None:
        assert "Show name and address" in desk.page(page(question)).text
        assert "Show the name" in desk.page(page(made.question(panel, name=NAME))).text
        assert "Show the address" in desk.page(page(made.question(panel, email=EMAIL))).text
        bare = desk.page(page(made.question(panel)))
        assert not bare.has_form("/reveal")
        assert "A reader without name or e-mail address" in bare.text


class TestLooking:
    def test_one_press_shows_both_to_who_pressed_and_to_nobody_else(
        self, made: Made, mia: User, desk: PageClient, sign_in: SignIn, question: Question
    ) -> None:
        answer = desk.send(page(question), "/reveal")
        assert answer.location == f"{page(question)}#asker"
        seen = desk.page(page(question))
        assert NAME in seen.text
        assert EMAIL in seen.text
        assert not seen.has_form("/reveal")
        assert f"{mia.name} looked at the asker’s name" in seen.text
        other = sign_in(made.moderator()).page(page(question))
        assert says(other.text) == []
        assert f"{mia.name} looked at the asker’s name" in other.text
        assert other.has_form("/reveal")

    def test_it_lasts_ten_minutes(self, desk: PageClient, question: Question) -> None:
        desk.send(page(question), "/reveal")
        with time_machine.travel(clock.now() + timedelta(minutes=9), tick=False):
            assert EMAIL in desk.page(page(question)).text
        with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1), tick=False):
            assert says(desk.page(page(question)).text) == []

    def test_the_queue_beside_it_goes_on_saying_nothing(self, desk: PageClient, question: Question) -> None:
        desk.send(page(question), "/reveal")
        assert says(desk.get("/desk/").text) == []

    def test_pressing_twice_is_one_look(self, desk: PageClient, question: Question) -> None:
        form = desk.page(page(question)).form("/reveal")["fields"]
        for _ in range(2):
            assert desk.post(f"{page(question)}/reveal", data=form).status_code == 303
        assert list(actions(question)).count("reveal") == 1
        assert fresh(question).version == 1

    def test_a_decision_on_the_page_as_it_was_goes_through_after_a_look(
        self, desk: PageClient, question: Question
    ) -> None:
        form = desk.page(page(question)).form("/approve")["fields"]
        desk.send(page(question), "/reveal")
        assert desk.post(f"{page(question)}/approve", data=form).status_code == 303

    def test_who_only_reads_is_offered_nothing(
        self, made: Made, panel: Panel, sign_in: SignIn, question: Question
    ) -> None:
        auditor = sign_in(made.user(Role.AUDITOR))
        assert not auditor.page(page(question)).has_form("/reveal")
        assert auditor.post(f"{page(question)}/reveal").status_code == 403
        elsewhere = sign_in(made.moderator(made.panel("elsewhere")))
        assert elsewhere.post(f"{page(question)}/reveal").status_code == 404

    def test_what_was_erased_meanwhile_is_said_to_be_gone(
        self, made: Made, desk: PageClient, question: Question
    ) -> None:
        form = desk.page(page(question)).form("/reveal")["fields"]
        erasing.erase(fresh(question).passport, by=made.asker, at=clock.now())
        db.session.commit()
        answer = desk.post(f"{page(question)}/reveal", data=form)
        assert answer.status_code == 409
        assert "There is no name and no address any more." in answer.text
        assert "reveal" not in actions(question)
