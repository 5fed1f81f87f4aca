"""Whom a question is put to, and where an answer belongs."""

from __future__ import annotations

import pytest

from domain.question import slots
from extensions import clock, db
from models import Standing
from tests.domain.question.situations import SITUATIONS, Scene
from tests.made import Made


def test_who_is_named_is_asked_else_all_who_answer(made: Made) -> None:
    panel = made.panel()
    first, second = panel.executives
    assert slots.asked(made.question(panel, executives=[second])) == [second]
    question = made.question(panel)
    assert slots.asked(question) == [first, second]
    first.standing = Standing.LEFT
    assert slots.asked(question) == [second]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_there_is_a_slot_only_once_the_question_is_approved(made: Made, situation: str) -> None:
    question = Scene(made).question(situation)
    opened = situation.startswith(("approved", "published", "scheduled"))
    assert len(slots.slots(question)) == (2 if opened else 0)


def test_who_has_answered_keeps_the_slot_when_others_are_asked(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    first, second = panel.executives
    question = made.approved(panel, moderator)
    answer = made.answer(question, first, moderator)
    question.executives = [second]
    db.session.commit()
    assert [(slot.executive, slot.answer) for slot in slots.slots(question)] == [
        (second, None),
        (first, answer),
    ]


def test_what_is_public_is_not_publishable_again_but_a_schedule_can_be_moved(made: Made) -> None:
    scene = Scene(made)
    counts = {
        situation: len(slots.publishable(scene.question(situation), clock.now()))
        for situation in ("approved", "approved and answered", "published", "scheduled")
    }
    assert counts == {"approved": 0, "approved and answered": 1, "published": 0, "scheduled": 1}
