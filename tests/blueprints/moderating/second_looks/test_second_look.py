"""A decision comes up again for somebody else, blind; afterwards they see what was decided."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from domain.desk.second_looks import lists
from domain.question import deciding, rewording
from extensions import clock, db
from models import Panel, Question, Role, User
from tests.blueprints.browsers import SignIn, actions
from tests.domain.desk.second_looks.looks import LATER, look, of, reason, shared
from tests.made import Made
from tests.pages import Page
from tests.price import price

TELLING = "It reads like the flyer of a fairground"
"""What the first moderator explained: a page that has it is not blind."""


@pytest.fixture
def panel(made: Made) -> Panel:
    return shared(made)


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator(name="Mia Moss")


@pytest.fixture
def cleo(made: Made) -> User:
    return made.moderator(name="Cleo Carr")


@pytest.fixture
def question(made: Made, panel: Panel, mia: User) -> Question:
    """A question of Rita's that Mia rejected."""
    told: dict[str, Any] = {
        "name": "Rita Roe",
        "show_name": True,
        "email": "rita@floor.example",
        "lang": "fi",
    }
    question = made.question(panel, "Miksi kukaan ei vastaa?", details="Soitin eilen.", **told)
    why = reason("unsupported-claim")
    made.do(deciding.reject, question, mia, reason=why, explanation=TELLING)
    return question


def at(question: Question) -> str:
    return f"/desk/second-look/{of(question).id}"


def later() -> time_machine.travel:
    return time_machine.travel(clock.now() + LATER)


def main(page: str) -> str:
    """The page without its top bar, which names who reads it and the panel's reasons in a chooser."""
    return page[page.index("<main") : page.index("</main")]


def test_the_page_is_blind(
    made: Made, sign_in: SignIn, panel: Panel, mia: User, cleo: User, question: Question
) -> None:
    made.do(deciding.reopen, question, mia)
    made.do(rewording.reword, question, mia, text="What came later?", details="")
    made.do(deciding.hold, question, mia, note="Later, ask Legal.")
    with later():
        response = sign_in(cleo).get(f"/desk/second-look?panel={panel.slug}")
    text = main(response.text)
    page = Page(response.text)
    assert "Miksi kukaan ei vastaa?" in text
    assert "Soitin eilen." in text
    assert "Finnish" in text
    assert "All who answer" in text
    given_away = [
        *("Mia", "Moss", "Rita", "Roe", "rita@", TELLING, "What came later", "ask Legal", "Held"),
        *("rejected", f"/questions/{question.id}", f"No. {question.id}", f"{clock.now():%H:%M}"),
    ]
    assert [word for word in given_away if word in text] == []
    assert not [one for one in page.all("input") if one.get("type") == "radio" and "checked" in one]
    assert "Decided in the week of" in text


def test_nobody_is_told_that_their_decision_was_drawn(
    sign_in: SignIn, panel: Panel, mia: User, cleo: User, question: Question
) -> None:
    with later():
        browser = sign_in(mia)
        assert "second look" not in browser.get(f"/desk/questions/{question.id}").text.lower()
        assert browser.get(at(question)).status_code == 404
        assert "Nothing waits for a second look by you" in browser.get("/desk/second-look").text
        assert sign_in(cleo).get(at(question)).status_code == 200


@pytest.mark.parametrize(
    ("sent", "title", "said"),
    [
        ({"action": "reject", "reason": "unsupported-claim"}, "You agree", "rejected, "),
        ({"action": "reject", "reason": "spam"}, "You see it differently", "Spam"),
        ({"action": "approve"}, "You see it differently", "approved"),
        ({"action": "hold", "reason": "spam"}, "You see it differently", "held"),
        ({"action": "send-back"}, "You see it differently", "sent back to its asker"),
        ({"action": "merge"}, "You see it differently", "taken for merging"),
    ],
)
def test_the_answer_shows_what_was_decided_and_whether_both_agree(
    sign_in: SignIn, cleo: User, question: Question, sent: dict[str, Any], title: str, said: str
) -> None:
    with later():
        browser = sign_in(cleo)
        ending = at(question)
        response = browser.send("/desk/second-look", ending, **sent)
        assert response.location == ending
        page = browser.page(ending)
    assert title in page.text
    assert f"rejected, “{reason('unsupported-claim').title}”" in page.text
    assert said in page.text
    assert page.has_form("/why") is (title != "You agree")
    assert actions(question)[-1] == "second-look"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose what you would have decided."),
        ({"action": "shrug"}, "Choose what you would have decided."),
        ({"action": "undo"}, "Choose what you would have decided."),
        ({"action": "reject"}, "Choose a reason."),
        ({"action": "reject", "reason": "no-such"}, "Choose a reason."),
        ({"action": "reject", "reason": "\u202eتجربة " * 900}, "Choose a reason."),
    ],
)
def test_an_answer_that_is_not_clear_is_asked_for_again(
    sign_in: SignIn, cleo: User, question: Question, sent: dict[str, Any], sentence: str
) -> None:
    with later():
        response = sign_in(cleo).send("/desk/second-look", at(question), 422, **sent)
    assert sentence in response.text
    assert TELLING not in response.text
    assert of(question).looked_at is None


def test_the_first_who_looks_is_counted_and_the_second_reads_what_they_chose(
    made: Made, sign_in: SignIn, cleo: User, question: Question
) -> None:
    with later():
        slow = sign_in(made.moderator(name="Zoe"))
        page = slow.page("/desk/second-look")
        look(made, question, cleo, "approve", at=clock.now())
        form = page.form(at(question))
        data = {**form["fields"], "action": "reject", "reason": "abusive"}
        response = slow.post(at(question), data=data)
    assert response.status_code == 409
    assert f"You chose: rejected, “{reason('abusive').title}”. It was not counted" in Page(response.text).text
    assert of(question).looked_by_id == cleo.id


def test_sending_it_twice_counts_once(sign_in: SignIn, cleo: User, question: Question) -> None:
    with later():
        browser = sign_in(cleo)
        form = browser.page("/desk/second-look").form(at(question))
        data = {**form["fields"], "action": "approve"}
        answers = [browser.post(at(question), data=data).status_code for _ in range(2)]
    assert answers == [303, 409]
    assert actions(question).count("second-look") == 1


def test_why_one_sees_it_differently_is_kept_in_the_timeline(
    sign_in: SignIn, mia: User, cleo: User, question: Question
) -> None:
    with later():
        browser = sign_in(cleo)
        browser.send("/desk/second-look", at(question), action="approve")
        assert "Write why you see it differently." in browser.send(at(question), "/why", 422, why="  ").text
        long = browser.send(at(question), "/why", 422, why="x" * 2_001)
        assert "x" * 2_001 in long.text
        browser.send(at(question), "/why", why="It has a source: the table on page 4.")
        assert not browser.page(at(question)).has_form("/why")
        timeline = sign_in(mia).page(f"/desk/questions/{question.id}").text
    assert "Cleo Carr took a second look: Approve" in timeline
    assert "Cleo Carr wrote why they saw it differently" in timeline
    assert "It has a source: the table on page 4." in timeline


def test_a_second_why_is_refused_with_what_was_typed(sign_in: SignIn, cleo: User, question: Question) -> None:
    with later():
        browser = sign_in(cleo)
        browser.send("/desk/second-look", at(question), action="approve")
        form = browser.page(at(question)).form("/why")
        assert browser.post(form["action"], data={**form["fields"], "why": "One."}).status_code == 303
        assert browser.post(form["action"], data={**form["fields"], "why": "One."}).status_code == 303
        second = browser.post(form["action"], data={**form["fields"], "why": "Two, longer."})
    assert second.status_code == 409
    assert "Two, longer." in second.text
    assert actions(question).count("second-look") == 2


def test_who_only_reads_sees_figures_and_no_question(
    made: Made, sign_in: SignIn, panel: Panel, question: Question
) -> None:
    with later():
        browser = sign_in(made.user(Role.AUDITOR))
        page = browser.page("/desk/second-look")
        assert "You may read here, not decide." in page.text
        assert "Miksi" not in page.text
        assert browser.get(at(question)).status_code == 404
        assert browser.get("/desk/second-look/999999").status_code == 404


def test_another_panels_looks_are_a_404(
    made: Made, sign_in: SignIn, panel: Panel, cleo: User, question: Question
) -> None:
    look(made, question, cleo, "approve")
    browser = sign_in(made.moderator(made.panel("elsewhere")))
    for address in (at(question), f"/desk/second-look?panel={panel.slug}"):
        assert browser.get(address).status_code == 404


def test_disagreements_are_listed_with_both_decisions_and_no_names(
    made: Made, sign_in: SignIn, panel: Panel, mia: User, cleo: User
) -> None:
    for _ in range(21):
        look(made, made.approved(panel, mia), cleo, "reject", "spam")
    browser = sign_in(mia)
    page = browser.page(f"/desk/second-look/disagreements?panel={panel.slug}")
    assert page.text.count("First: approved. Second look: rejected, “Spam”.") == 20
    assert "20 of 21" in page.text
    assert "Cleo" not in page.text
    older = next(link for link in page.links() if "after=" in link)
    assert browser.page(older).text.count("First: approved.") == 1
    beside = browser.page("/desk/second-look")
    assert beside.text.count("First: approved.") == 3
    assert "One kind of decision is not understood alike: “Approve”." in beside.text
    assert "0 of 21" in beside.text


def test_the_number_of_queries_does_not_grow_with_what_is_shown(
    made: Made, sign_in: SignIn, panel: Panel, mia: User, cleo: User
) -> None:
    made.approved(panel, mia)
    look(made, made.approved(panel, mia), cleo, "hold")
    zoe = sign_in(made.moderator())
    with later():
        zoe.get("/desk/second-look")
        few = price(lambda: zoe.get("/desk/second-look"))
        panel, mia, cleo = db.session.merge(panel), db.session.merge(mia), db.session.merge(cleo)
        for _ in range(8):
            look(made, made.approved(panel, mia), cleo, "hold")
        assert lists.count_disagreements(panel) == 9
        assert price(lambda: zoe.get("/desk/second-look")) == few
