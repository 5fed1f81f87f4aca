"""Splitting at the desk: several questions of one submission, and one passport for all of them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from domain.asker import passports
from domain.question import deciding
from extensions import db
from models import Panel, Question, Status, User
from tests.blueprints.browsers import actions, filled, fresh, whole
from tests.made import Made
from tests.pages import PageClient

ONE, TWO = "What will it cost?", "And when will it come?"


def at(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def others(question: Question) -> list[Question]:
    """The other questions of the same submission, the oldest first."""
    db.session.rollback()
    same = Question.passport_id == question.passport_id, Question.id != question.id
    return list(db.session.scalars(select(Question).where(*same).order_by(Question.id)))


def form(desk: PageClient, question: Question, **more: Any) -> dict[str, Any]:
    fields: dict[str, Any] = desk.page(at(question)).form("/split")["fields"]
    return {**fields, **more}


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel, f"{ONE} {TWO}", executives=panel.executives[:1])


def test_the_first_text_stays_and_each_other_becomes_a_pending_question(
    desk: PageClient, question: Question
) -> None:
    answer = desk.send(at(question), "/split", texts=[ONE, "", TWO])
    assert answer.location == at(question)
    (part,) = others(question)
    now = fresh(question)
    assert (now.newest_wording.text, now.original.text) == (ONE, f"{ONE} {TWO}")
    assert (part.status, part.newest_wording.text) == (Status.PENDING, TWO)
    assert [executive.name for executive in part.executives] == ["Ada Brook"]
    assert at(part) in desk.page(at(question)).links()


def test_the_passport_shows_each_part_and_takes_a_new_wording_of_the_one_that_is_meant(
    made: Made, desk: PageClient, client: PageClient, question: Question
) -> None:
    desk.send(at(question), "/split", texts=[ONE, TWO])
    (part,) = others(question)
    address = f"/passport/{passports.token(part.passport, made.link_key)}"
    page = client.page(address)
    assert ONE in page.text
    assert TWO in page.text
    client.send(address, "/revise", text="And when, exactly?", details="", question=str(part.id))
    assert fresh(part).newest_wording.text == "And when, exactly?"
    assert fresh(question).newest_wording.text == ONE


def test_one_field_more_comes_without_scripts_and_nothing_typed_is_lost(
    desk: PageClient, question: Question
) -> None:
    fields = form(desk, question, texts=[ONE, TWO], another="yes")
    answer = desk.post(f"{at(question)}/split", data=fields)
    assert answer.status_code == 200
    page = whole(answer.text)
    assert len([tag for tag in page.all("textarea") if tag.get("name") == "texts"]) == 3
    assert ONE in answer.text
    assert TWO in answer.text
    assert "Error:" not in page.title
    assert actions(question) == ["submit"]


def test_there_is_room_for_twenty_and_no_more(desk: PageClient, question: Question) -> None:
    answer = desk.post(f"{at(question)}/split", data=form(desk, question, texts=[ONE] * 20, another="yes"))
    page = whole(answer.text)
    assert len([tag for tag in page.all("textarea") if tag.get("name") == "texts"]) == 20
    assert "Add another" not in page.text
    answer = desk.send(at(question), "/split", status=422, texts=[f"Why so, {n}?" for n in range(21)])
    assert "20 at most can be made of one." in answer.text
    assert actions(question) == ["submit"]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([ONE], "Write two questions at least: the first stays this one."),
        ([ONE, "  "], "Write two questions at least: the first stays this one."),
        ([ONE, "Hm?"], "Too short to be a question. It needs 4 characters at least."),
        ([ONE, "x" * 501], "1 character too long."),
    ],
)
def test_what_can_not_be_asked_comes_back_as_typed_with_the_fault(
    desk: PageClient, question: Question, texts: list[str], said: str
) -> None:
    answer = desk.send(at(question), "/split", status=422, texts=texts)
    page = whole(answer.text)
    assert said in page.text
    assert "Error:" in page.title
    assert ONE in answer.text
    assert others(question) == []


def test_a_failed_token_keeps_every_text(desk: PageClient, question: Question) -> None:
    answer = desk.send(at(question), "/split", status=422, texts=[ONE, TWO], csrf_token="stale")
    assert f">\n{ONE}</textarea>" in answer.text
    assert f">\n{TWO}</textarea>" in answer.text
    again = {**filled(answer.text, "/split"), "texts": [ONE, TWO]}
    assert desk.post(f"{at(question)}/split", data=again).status_code == 303


def test_who_comes_too_late_keeps_every_text(made: Made, desk: PageClient, question: Question) -> None:
    fields = form(desk, question, texts=[ONE, TWO])
    made.do(deciding.approve, question, made.moderator(name="Noor Haddad"))
    for more in ({}, {"another": "yes"}):
        answer = desk.post(f"{at(question)}/split", data={**fields, **more})
        assert answer.status_code == 409
        assert ONE in answer.text
        assert TWO in answer.text


@pytest.mark.parametrize("state", ["held", "approved"])
def test_it_is_there_for_what_is_pending_or_held(
    made: Made, desk: PageClient, panel: Panel, mia: User, state: str
) -> None:
    question = made.question(panel)
    if state == "held":
        made.do(deciding.hold, question, mia, note="Ask.")
    else:
        made.do(deciding.approve, question, mia)
    assert desk.page(at(question)).has_form("/split") is (state == "held")
