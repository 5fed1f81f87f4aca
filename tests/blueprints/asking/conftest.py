"""What tests of the passport share: a question in every state, and the link to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.asker import passports
from domain.desk import reasons
from domain.question import deciding, families, publishing, withdrawing
from extensions import clock, db
from models import Panel, Question, User
from tests.made import Made

Stand = Callable[[str], Question]
TOLD: dict[str, Any] = {"name": "Rita Roe", "email": "rita@floor.example"}


def link(made: Made, question: Question) -> str:
    """The path of the question's passport. Nothing is read on: an erasure waits for who reads."""
    db.session.rollback()
    path = "/passport/" + passports.token(question.passport, made.link_key)
    db.session.rollback()
    return path


@pytest.fixture
def stand(made: Made, panel: Panel, mia: User) -> Stand:
    """Gives a question in a state."""

    def of(state: str) -> Question:
        if state in ("published", "scheduled", "taken down"):
            when = clock.now() + timedelta(hours=1) if state == "scheduled" else None
            question = made.published(panel, mia, "Why is it so?", when=when, **TOLD)
            if state == "taken down":
                made.do(publishing.unpublish, question, mia, reason="A figure was wrong.")
            return question
        question = made.question(panel, "Why is it so?", **TOLD)
        if state == "merged":
            made.do(families.merge, question, mia, into=made.question(panel))
        elif state == "left":
            made.do(families.merge, made.question(panel), mia, into=question)
            withdrawing.withdraw(question, by=made.asker, at=clock.now())
        elif state == "withdrawn":
            withdrawing.withdraw(question, by=made.asker, at=clock.now())
        elif state in ("rejected", "appealed"):
            made.do(deciding.reject, question, mia, reason=reasons.find("off-topic"), explanation="No.")
            if state == "appealed":
                withdrawing.appeal(question, why="It matters.", by=made.asker, at=clock.now())
        elif state != "pending":
            verbs: dict[str, tuple[Any, dict[str, Any]]] = {
                "held": (deciding.hold, {"note": "Ask."}),
                "returned": (deciding.send_back, {"message": "Which year?"}),
                "approved": (deciding.approve, {}),
            }
            verb, more = verbs[state]
            made.do(verb, question, mia, **more)
        db.session.commit()
        return question

    return of
