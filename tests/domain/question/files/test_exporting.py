"""A panel's questions as a file, and the same questions again where that file is taken in."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from blueprints import exported
from domain.answer import writing
from domain.desk import reasons
from domain.permissions import Actor
from domain.question import deciding, families, publishing, rewording, withdrawing
from domain.question.files import exporting
from domain.question.files.exporting import Form
from domain.refusals import NotAllowed
from extensions import begin_writing, clock, db
from models import ActorKind, Panel, Question, RevisionState, Role, Status, User
from tests.imports import load
from tests.made import Made

FORMULA = '=HYPERLINK("//x.example")'
TOLD: dict[str, Any] = {"name": "Rita Roe", "show_name": True, "email": "rita@reader.example"}


@pytest.fixture
def panel(made: Made) -> Panel:
    """A panel with a question in every state."""
    panel, mia = made.panel(), made.moderator()
    ada, ben = panel.executives
    made.question(panel, FORMULA, **TOLD, details="-1 day\n'quoted'")
    made.do(deciding.hold, made.question(panel, "Held back?"), mia, note="Ask legal.", until=None)
    made.do(deciding.send_back, made.question(panel, "Sent back?"), mia, message="Which year?")
    spam = reasons.find("spam")
    made.do(deciding.reject, made.question(panel, "Turned down?"), mia, reason=spam, explanation="")
    answered = made.approved(panel, mia, "'tis approved and answered?")
    made.answer(answered, ben, mia, "- one\n- two")
    both = made.published(panel, mia, "هل ستخفضون الأسعار؟", body="**Yes.**")
    made.answer(both, ben, mia, "+ indeed")
    made.do(publishing.publish, both, mia)
    reworded = made.published(panel, mia, "Wuz it so?", lang="de")
    made.do(rewording.reword, reworded, mia, text="Was it so?", details="")
    made.published(panel, mia, "Is it scheduled?", when=clock.now() + timedelta(days=2))
    made.do(families.merge, made.question(panel, "Merged into another?"), mia, into=both)
    gone = made.question(panel, "Taken back?")
    withdrawing.withdraw(gone, by=made.asker, at=clock.now())
    db.session.commit()
    draft = made.approved(panel, mia, "Is there a draft?", executives=(ada,))
    begin_writing()
    writing.save(draft, ada, writing.body("Not yet said."), seen=0, by=made.by(mia), at=clock.now())
    db.session.commit()
    return panel


def file(app: Flask, panel: Panel, form: Form, *, personal: bool = False) -> str:
    return "".join(line for part in exported.written(app, panel.id, form, personal=personal) for line in part)


def as_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def standing(panel: Panel) -> list[tuple[Any, ...]]:
    """What must be the same on both sides: texts, statuses, times, whom and what, and answers."""
    db.session.expire_all()
    found = []
    for question in db.session.scalars(
        select(Question).where(Question.panel_id == panel.id).order_by(Question.asked_at, Question.id)
    ):
        public = question.status is Status.PUBLISHED
        found.append(
            (
                question.wording.text,
                question.wording.details,
                question.lang,
                question.status,
                question.asked_at,
                question.published_at,
                question.reason and question.reason.code,
                question.merged_into and question.merged_into.wording.text,
                sorted(
                    (answer.executive.name, answer.statement.newest.body, answer.published_at)
                    for answer in question.answers
                    if (answer.published_at is not None or not public)
                    and answer.statement.newest.state is not RevisionState.DRAFT
                ),
            )
        )
    return found


def test_an_exported_file_taken_in_elsewhere_makes_the_same_questions(
    app: Flask, made: Made, panel: Panel
) -> None:
    other = made.panel("elsewhere", executives=())
    text = file(app, panel, Form.CSV, personal=True)
    assert load(made, other, *as_rows(text)) == (11, 0)
    assert standing(other) == standing(panel)
    assert load(made, other, *as_rows(text)) == (0, 11)
    assert {e.name for e in other.executives} == {"Ada Brook", "Ben Cole"}
    asker = db.session.scalars(
        select(Question).where(Question.panel_id == other.id, Question.status == Status.PENDING)
    ).one()
    assert asker.passport.asker is not None
    assert (asker.passport.asker.name, asker.passport.asker.email) == ("Rita Roe", "rita@reader.example")
    assert asker.passport.asker.show_name


def test_no_cell_of_the_file_is_a_formula(app: Flask, panel: Panel) -> None:
    found = [cell for row in as_rows(file(app, panel, Form.CSV)) for cell in row.values()]
    assert "'" + FORMULA in found
    assert not [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("form", list(Form))
def test_names_and_addresses_are_in_the_file_only_where_asked_for(
    app: Flask, panel: Panel, form: Form
) -> None:
    assert "Rita" not in file(app, panel, form)
    assert "rita@reader.example" not in file(app, panel, form)
    assert "rita@reader.example" in file(app, panel, form, personal=True)


@pytest.mark.parametrize("form", list(Form))
def test_a_draft_is_nobodys_but_its_writers(app: Flask, panel: Panel, form: Form) -> None:
    assert "Not yet said." not in file(app, panel, form)


def test_json_has_every_question_exactly(app: Flask, panel: Panel) -> None:
    told = json.loads(file(app, panel, Form.JSON))
    assert (told["panel"]["slug"], told["personal_data"]) == ("ask-us", False)
    by_text = {one["text"]: one for one in told["questions"]}
    assert len(told["questions"]) == 11
    assert by_text[FORMULA]["details"] == "-1 day\n'quoted'"
    both = by_text["هل ستخفضون الأسعار؟"]
    assert [one["executive"] for one in both["answers"]] == ["Ada Brook", "Ben Cole"]
    assert both["address"] == f"http://localhost/ask-us/questions/{both['id']}-q"
    assert both["decided_at"] >= both["asked_at"]
    reworded = by_text["Was it so?"]
    assert [one["text"] for one in reworded["wordings"]] == ["Wuz it so?", "Was it so?"]
    assert by_text["Is it scheduled?"]["address"] is None
    assert by_text["Merged into another?"]["merged_into"] == both["id"]
    assert by_text["Turned down?"]["reason"] == "spam"


def test_a_panel_without_questions_is_a_whole_file_too(app: Flask, made: Made) -> None:
    empty = made.panel("empty")
    assert json.loads(file(app, empty, Form.JSON))["questions"] == []
    assert as_rows(file(app, empty, Form.CSV)) == []


def test_however_many_are_read_at_once_each_question_is_there_once(
    app: Flask, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = json.loads(file(app, panel, Form.JSON))["questions"]
    monkeypatch.setattr(exporting, "AT_ONCE", 3)
    assert json.loads(file(app, panel, Form.JSON))["questions"] == whole
    assert len(as_rows(file(app, panel, Form.CSV))) == 11


def test_another_panels_questions_stay_out(app: Flask, made: Made, panel: Panel) -> None:
    other = made.panel("other")
    made.question(other, "Whose is this?")
    assert "Whose is this?" not in file(app, panel, Form.JSON)


def test_the_record_says_who_took_names_and_addresses(made: Made, panel: Panel) -> None:
    def taken(user: User) -> Any:
        begin_writing()
        return exporting.record(panel, Form.CSV, by=made.by(user), at=clock.now())

    administrator = made.user(Role.ADMINISTRATOR, panel=panel)
    event = taken(administrator)
    assert (event.action, event.details, event.user_id) == ("export", {"form": "csv"}, administrator.id)
    db.session.commit()
    elsewhere = made.panel("elsewhere")
    for user in (
        made.user(Role.AUDITOR),
        made.moderator(),
        made.user(Role.ADMINISTRATOR, panel=elsewhere),
    ):
        with pytest.raises(NotAllowed):
            taken(user)
        db.session.rollback()
    begin_writing()
    by = Actor(ActorKind.SYSTEM, made.seal)
    assert exporting.record(panel, Form.JSON, by=by, at=clock.now()).user_id is None
    db.session.rollback()
