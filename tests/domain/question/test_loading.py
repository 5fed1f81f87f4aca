"""Two who decide one question at the same moment: exactly one of them does."""

from __future__ import annotations

import threading
from typing import Any

from flask import Flask

from domain.question import deciding, loading
from domain.refusals import Stale
from extensions import begin_writing, clock, db
from models import Question, User
from tests.domain.question.situations import reason
from tests.domain.record import chain
from tests.made import Made

ROUNDS = 5


def decide_both(app: Flask, made: Made, question_id: int, users: list[int]) -> list[str]:
    start, results = threading.Barrier(2), list[str]()

    def act(verb: Any, user_id: int, told: Any) -> None:
        with app.app_context():
            by = made.by(db.session.get_one(User, user_id))
            seen = db.session.get_one(Question, question_id).version
            start.wait(10)
            begin_writing()
            try:
                question = loading.locked(question_id)
                assert question is not None
                verb(question, seen=seen, by=by, at=clock.now(), **told())
                db.session.commit()
                results.append("decided")
            except Stale:
                results.append("stale")
            finally:
                db.session.remove()

    tasks = [(deciding.approve, users[0], dict), (deciding.reject, users[1], lambda: {"reason": reason()})]
    threads = [threading.Thread(target=act, args=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(results)


def test_of_two_simultaneous_decisions_one_goes_through_and_one_is_stale(app: Flask, made: Made) -> None:
    panel, users = made.panel(), [made.moderator().id, made.moderator().id]
    for _ in range(ROUNDS):
        question = made.question(panel)
        db.session.commit()
        assert decide_both(app, made, question.id, users) == ["decided", "stale"]
        db.session.rollback()
        assert question.version == 2
        assert len(chain.of(question)) == 2
        assert chain.broken(question, made.seal) == []


def test_simultaneous_events_of_one_question_are_numbered_without_a_gap(app: Flask, made: Made) -> None:
    question, user_id = made.question(made.panel()), made.moderator().id
    question_id = question.id
    db.session.rollback()
    start = threading.Barrier(6)

    def act() -> None:
        with app.app_context():
            by = made.by(db.session.get_one(User, user_id))
            start.wait(10)
            for _ in range(3):
                begin_writing()
                locked = loading.locked(question_id)
                assert locked is not None
                deciding.note(locked, text="Remember.", by=by, at=clock.now())
                db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=act) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [event.seq for event in chain.of(question)] == list(range(1, 20))
    assert chain.broken(question, made.seal) == []


def test_a_question_that_is_not_there_is_none(app: Flask) -> None:
    assert loading.locked(1) is None
    assert loading.locked_pair(2, 1) == (None, None)


def test_a_pair_comes_in_the_order_asked_for(made: Made) -> None:
    panel = made.panel()
    first, second = made.question(panel), made.question(panel)
    assert loading.locked_pair(second.id, first.id) == (second, first)
