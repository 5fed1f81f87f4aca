"""Which decisions come up again: a panel's share of them, by a lot that nobody can foresee."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.desk.second_looks import drawing
from domain.question import deciding, entering, families, fields, rewording
from domain.question.asking import Submission
from extensions import begin_writing, clock, db
from models import Panel, Question, SecondLook, Via
from tests.domain.desk.second_looks.looks import drawn, of, reason, shared
from tests.made import Made

KEY = b"a key that only the server has, of thirty-two bytes"


def test_about_as_many_are_drawn_as_the_share_says() -> None:
    numbers = [drawing.lot(question_id, 2, KEY) for question_id in range(1, 20_001)]
    assert set(numbers) == set(range(100))
    drawn_of_20_000 = sum(number < 5 for number in numbers)
    assert 850 < drawn_of_20_000 < 1_150


def test_a_lot_is_the_same_each_time_and_another_under_another_key() -> None:
    mine = [drawing.lot(7, seq, KEY) for seq in range(500)]
    assert mine == [drawing.lot(7, seq, KEY) for seq in range(500)]
    theirs = [drawing.lot(7, seq, hashlib.sha256(KEY).digest()) for seq in range(500)]
    alike = sum(one == other for one, other in zip(mine, theirs, strict=True))
    assert alike < 25


def test_the_lot_falls_on_whichever_event_the_key_says(made: Made) -> None:
    panel, mia = shared(made, 30), made.moderator()
    questions = [made.question(panel) for _ in range(25)]
    for question in questions:
        made.do(deciding.approve, question, mia)
    expected = {q.id for q in questions if drawing.lot(q.id, 2, made.seal) < 30}
    db.session.rollback()
    found = {row.question_id for row in db.session.scalars(select(SecondLook))}
    assert found == expected
    assert 0 < len(found) < 25


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        (deciding.approve, {}),
        (deciding.reject, {"reason": "off-topic"}),
        (deciding.send_back, {"message": "Which year?"}),
        (families.merge, {"into": True}),
    ],
)
def test_every_kind_of_decision_may_come_up_again(made: Made, verb: Any, more: dict[str, Any]) -> None:
    panel, mia = shared(made), made.moderator()
    question, other = made.question(panel), made.question(panel)
    if "reason" in more:
        more = {"reason": reason(more["reason"])}
    if "into" in more:
        more = {"into": other}
    event = made.do(verb, question, mia, **more)
    look = of(question)
    assert (look.event_id, look.first_action, look.wording) == (event.id, event.action, 1)
    assert (look.decided_by_id, look.decided_at, look.looked_at) == (mia.id, event.at, None)
    assert look.first_reason_id == (reason("off-topic").id if "reason" in more else None)


def test_to_hold_to_note_and_to_reopen_come_up_never(made: Made) -> None:
    panel, mia = shared(made), made.moderator()
    question = made.question(panel)
    made.do(deciding.hold, question, mia, note="Ask Legal.")
    deciding.note(question, text="Still waiting.", by=made.by(mia), at=clock.now())
    made.do(deciding.resume, question, mia)
    assert drawn() == 0


def test_a_share_of_nothing_draws_nothing(made: Made) -> None:
    panel, mia = shared(made, 0), made.moderator()
    for _ in range(5):
        made.approved(panel, mia)
    assert drawn() == 0


def test_the_wording_is_the_one_that_was_decided_on(made: Made) -> None:
    panel, mia = shared(made), made.moderator()
    question = made.question(panel, "First words?")
    made.do(rewording.reword, question, mia, text="Second words?", details="")
    made.do(deciding.approve, question, mia, wording=1)
    made.do(rewording.reword, question, mia, text="Third words?", details="")
    assert of(question).wording == 1


def test_the_moderators_own_questions_come_up_never(made: Made) -> None:
    panel, mia = shared(made), made.moderator()
    begin_writing()
    question = entering.enter(
        db.session.get_one(Panel, panel.id),
        entering.Entry(Submission(text=fields.question_text("What is this all about?")), via=Via.STAFF),
        key="an-umbrella",
        by=made.by(mia),
        at=clock.now(),
        link_key=made.link_key,
    )
    db.session.commit()
    made.do(deciding.approve, question, mia)
    assert drawn() == 0


def test_an_undone_decision_takes_its_second_look_along(made: Made) -> None:
    panel, mia = shared(made), made.moderator()
    question: Question = made.question(panel)
    made.do(deciding.approve, question, mia)
    assert drawn() == 1
    made.do(deciding.undo, question, mia, at=clock.now() + timedelta(seconds=30))
    assert drawn() == 0
