"""The timeline has words for everything that can happen to a question and its answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.question import withdrawing
from domain.question.lifecycle import Action
from domain.record import events
from extensions import begin_writing, clock, db
from models import Panel, Question, User
from tests.blueprints.browsers import fresh
from tests.made import Made
from tests.pages import PageClient

TEMPLATES = Path(__file__).parents[3] / "templates" / "timeline"
OF_ANSWERS = ("answer-save", "answer-submit", "answer-release", "answer-correct")
OF_ASKERS = {
    "erase": "had their personal data erased",
    "confirm": "confirmed their e-mail address",
    "notify": "gave an e-mail address, to be told of the answer",
    "name": "asked that their name be shown",
}


@pytest.mark.parametrize("action", [*(action.value for action in Action), "import", *OF_ANSWERS, *OF_ASKERS])
def test_each_action_has_its_own_words(action: str) -> None:
    assert (TEMPLATES / f"{action}.html").is_file()


@pytest.mark.parametrize("action", OF_ASKERS)
def test_what_the_asker_did_with_what_they_told_is_said_without_it(
    made: Made, desk: PageClient, panel: Panel, action: str
) -> None:
    question = made.question(panel, name="Rita Roe", email="rita@floor.example")
    begin_writing()
    found = db.session.get_one(Question, question.id)
    events.write(found, action, by=made.asker, at=clock.now(), details={"on": True, "shown": True})
    db.session.commit()
    page = desk.page(f"/desk/questions/{question.id}")
    assert f"The asker {OF_ASKERS[action]}" in page.text
    assert "Rita" not in page.text


def test_an_objection_stands_above_the_decisions_with_its_words(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    question = made.approved(panel, mia)
    begin_writing()
    found = db.session.get_one(Question, question.id)
    withdrawing.object_to(found, why="That is not what I <meant>.", by=made.asker, at=clock.now())
    db.session.commit()
    page = desk.page(f"/desk/questions/{question.id}")
    assert "Its asker asks that it not be published That is not what I <meant>." in page.text
    assert "The asker asked that it not be published" in page.text
    assert fresh(question).version == 2


def test_an_act_without_words_of_its_own_is_named_all_the_same(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    question = made.question(panel)
    begin_writing()
    events.write(db.session.get_one(Question, question.id), "sing", by=made.asker, at=clock.now())
    db.session.commit()
    assert "The asker: sing" in desk.page(f"/desk/questions/{question.id}").text
