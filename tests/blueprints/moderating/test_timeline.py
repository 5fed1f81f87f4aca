"""The timeline has words for everything that can happen to a question and its answers."""

from __future__ import annotations

import ast
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
ROOT = TEMPLATES.parents[1]
ABOUT_A_QUESTION = ("question", "answer", "asker", "desk")
"""The packages of ``domain`` whose events stand in a question's timeline, unless about something else."""

OF_SOMETHING_ELSE = frozenset({"panel", "row", "reason", "template"})
"""How those packages call what an event is about, where that is no question and no statement."""

IN_BULK = frozenset({"import"})
"""What no call writes: a file's rows come with their events."""

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


def written() -> dict[str, str]:
    """Every action that the code writes about a question or a statement, and where."""
    found: dict[str, str] = {}
    for package in ABOUT_A_QUESTION:
        for path in (ROOT / "domain" / package).rglob("*.py"):
            constants = named(tree := ast.parse(path.read_text(encoding="utf-8")))
            for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
                if writes(call):
                    found |= dict.fromkeys(said(call.args[1], constants), path.name)
    return found


def named(tree: ast.Module) -> dict[str, ast.expr]:
    """The values that a module has names for."""
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    return {ast.unparse(node.targets[0]): node.value for node in assigned}


def writes(call: ast.Call) -> bool:
    """Whether ``call`` writes an event about a question or a statement."""
    if ast.unparse(call.func) not in ("events.write", "lifecycle.move", "_record"):
        return False
    return ast.unparse(call.args[0]) not in OF_SOMETHING_ELSE


def said(action: ast.expr, constants: dict[str, ast.expr]) -> list[str]:
    """The actions that an argument may be; none where it is handed on by the caller."""
    if isinstance(action, ast.Constant):
        return [str(action.value)]
    if isinstance(action, ast.IfExp):
        return said(action.body, constants) + said(action.orelse, constants)
    if isinstance(action, ast.Attribute):
        return [Action[action.attr].value]
    value = constants.get(ast.unparse(action))
    return said(value, constants) if isinstance(value, ast.Constant | ast.IfExp) else []


def test_each_action_that_the_code_can_write_has_its_own_words() -> None:
    actions = written()
    assert {"reveal", "note", "submit", "answer-save", "erase"} <= set(actions), actions
    missing = {a: where for a, where in actions.items() if not (TEMPLATES / f"{a}.html").is_file()}
    assert not missing


def test_no_words_are_left_of_an_action_that_is_gone() -> None:
    known = {path.stem for path in TEMPLATES.glob("*.html")} - {"other"}
    assert known == set(written()) | IN_BULK


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
