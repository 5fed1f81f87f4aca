"""Slots: who sees which, and that there is none before its time."""

from __future__ import annotations

import pytest
from flask import Flask

from domain.question import deciding
from extensions import db
from models import Panel, Question, Role, RoleGrant, User
from tests.blueprints.browsers import SignIn, fresh
from tests.made import Made
from tests.pages import PageClient


@pytest.fixture
def dana(made: Made, panel: Panel) -> User:
    """Ada Brook's delegate."""
    return made.user(Role.EXECUTIVE, delegate_of=panel.executives[0])


def address(question: Question, number: int = 0) -> str:
    return f"/answers/{question.id}/{question.panel.executives[number].id}"


def test_a_delegates_list_has_the_questions_put_to_their_executive_and_no_other(
    made: Made, sign_in: SignIn, panel: Panel, mia: User, dana: User
) -> None:
    ada, ben = panel.executives
    to_all = made.approved(panel, mia)
    to_ada = made.approved(panel, mia, executives=[ada])
    made.approved(panel, mia, executives=[ben])
    made.question(panel)
    links = {to for to in sign_in(dana).page("/answers/").links() if to.startswith("/answers/")}
    assert links - {"/answers/"} == {address(to_all), address(to_ada)}


def test_a_delegate_of_two_has_both(made: Made, sign_in: SignIn, panel: Panel, mia: User) -> None:
    ada, ben = panel.executives
    user = made.user(Role.EXECUTIVE, delegate_of=ada)
    db.session.add(RoleGrant(user=user, role=Role.EXECUTIVE, panel=panel, executive=ben))
    db.session.commit()
    question = made.approved(panel, mia)
    links = set(sign_in(user).page("/answers/").links())
    assert {address(question, 0), address(question, 1)} <= links


def test_nothing_to_answer_says_so(sign_in: SignIn, dana: User, panel: Panel) -> None:
    assert "Nothing waits for you." in sign_in(dana).page("/answers/").text


def test_the_list_never_shows_the_askers_address_or_a_name_that_was_not_to_be_shown(
    made: Made, sign_in: SignIn, panel: Panel, mia: User, dana: User
) -> None:
    question = made.approved(panel, mia, name="Rita Roe", email="rita@floor.example")
    browser = sign_in(dana)
    for where in ("/answers/", address(question)):
        text = browser.get(where).text
        assert "Rita" not in text
        assert "rita@" not in text


@pytest.mark.parametrize("state", ["pending", "held", "rejected"])
def test_before_approval_there_is_no_slot(
    made: Made, sign_in: SignIn, desk: PageClient, panel: Panel, mia: User, dana: User, state: str
) -> None:
    question = made.question(panel)
    if state == "held":
        made.do(deciding.hold, question, mia, note="Ask.")
    elif state == "rejected":
        desk.send(f"/desk/questions/{question.id}", "/reject", reason="spam")
    for browser in (sign_in(dana), desk):
        browser.page(address(question), status=404)
        sent = {"version": "0", "body": "So.", "save": ""}
        token = browser.page("/account/security").forms[0]["fields"]["csrf_token"]
        answer = browser.post(address(question), data=sent | {"csrf_token": token})
        assert answer.status_code == 404
    assert fresh(question).answers == []


def test_a_delegate_of_somebody_else_gets_a_404(
    made: Made, sign_in: SignIn, panel: Panel, mia: User, dana: User
) -> None:
    question = made.approved(panel, mia)
    browser = sign_in(dana)
    browser.page(address(question, 0))
    browser.page(address(question, 1), status=404)
    token = browser.page("/account/security").forms[0]["fields"]["csrf_token"]
    sent = {"version": "0", "body": "In his name.", "release": "", "csrf_token": token}
    assert browser.post(address(question, 1), data=sent).status_code == 404
    assert fresh(question).answers == []


def test_an_executive_who_was_not_asked_has_no_slot(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    question = made.approved(panel, mia, executives=panel.executives[:1])
    desk.page(address(question, 0))
    desk.page(address(question, 1), status=404)


@pytest.mark.parametrize(
    "where", ["/answers/999999/1", "/answers/1/999999", f"/answers/{2**63 - 1}/{2**63 - 1}"]
)
def test_what_there_is_not_is_a_404(desk: PageClient, panel: Panel, where: str) -> None:
    desk.page(where, status=404)


def test_an_executive_of_another_panel_has_no_slot_here(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    question = made.approved(panel, mia)
    other = made.panel("other-panel").executives[0]
    desk.page(f"/answers/{question.id}/{other.id}", status=404)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER, Role.ADMINISTRATOR])
def test_other_roles_write_no_answer(
    made: Made, sign_in: SignIn, panel: Panel, mia: User, role: Role
) -> None:
    question = made.approved(panel, mia)
    sign_in(made.user(role)).page(address(question), status=404)


def test_a_moderator_of_another_panel_writes_none_here(
    made: Made, sign_in: SignIn, panel: Panel, mia: User
) -> None:
    question = made.approved(panel, mia)
    browser = sign_in(made.moderator(made.panel("other-panel")))
    browser.page(address(question), status=404)


def test_who_is_not_signed_in_is_sent_to_sign_in(app: Flask, made: Made, panel: Panel, mia: User) -> None:
    question = made.approved(panel, mia)
    answer = app.test_client().get(address(question))
    assert answer.status_code == 303
    assert answer.location == f"/account/sign-in?next={address(question)}"
