"""The record: numbered, chained, unaltered; its notes can be erased."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from domain.permissions import Actor
from domain.question import deciding, publishing
from domain.record import events
from extensions import clock, db
from models import ActorKind, Event, EventNote, Question, Statement, User
from tests.domain.question.situations import reason
from tests.domain.record import chain
from tests.made import Made


@pytest.fixture
def question(made: Made) -> Question:
    """A question to which much has happened."""
    panel, moderator = made.panel(), made.moderator()
    question = made.question(panel)
    made.do(deciding.hold, question, moderator, note="Ask legal.")
    made.do(deciding.approve, question, moderator)
    made.answer(question, panel.executives[0], moderator)
    made.do(publishing.publish, question, moderator)
    made.do(publishing.unpublish, question, moderator, reason="It was wrong.")
    made.do(deciding.reject, question, moderator, reason=reason(), explanation="No.")
    return question


def test_what_happened_stands_in_order_from_one(question: Question) -> None:
    assert [(event.seq, event.action) for event in chain.of(question)] == [
        (1, "submit"),
        (2, "hold"),
        (3, "approve"),
        (4, "publish"),
        (5, "unpublish"),
        (6, "reject"),
    ]
    assert events.of_question(question) == chain.of(question)


def test_each_move_says_from_where_to_where(question: Question) -> None:
    moves = [(event.from_status, event.to_status) for event in chain.of(question)]
    assert moves[0] == (None, "pending")
    assert all(to == following for (_, to), (following, _) in pairwise(moves))
    assert moves[-1][1] == question.status.value


def test_the_chain_verifies_under_the_audit_key_alone(made: Made, question: Question) -> None:
    assert chain.broken(question, made.seal) == []
    assert chain.broken(question, b"another key") == [1, 2, 3, 4, 5, 6]


def test_the_statement_has_a_chain_of_its_own(made: Made, question: Question) -> None:
    statement: Statement = question.answers[0].statement
    assert chain.actions(statement) == ["answer-save", "answer-submit", "answer-release"]
    assert chain.broken(statement, made.seal) == []


def alter(question: Question, seq: int, **values: Any) -> None:
    found = next(event for event in chain.of(question) if event.seq == seq)
    db.session.execute(update(Event).where(Event.id == found.id).values(**values))
    db.session.expire_all()


@pytest.mark.parametrize(
    "values",
    [
        {"action": "reject"},
        {"to_status": "rejected"},
        {"from_status": "pending"},
        {"details": {"wording": 9}},
        {"request_id": "other"},
        {"note_digest": b"x" * 32},
        {"user_id": None, "actor_kind": ActorKind.SYSTEM},
        {"at": "later"},
        {"mac": b"x" * 32},
    ],
)
def test_an_altered_row_is_found(made: Made, question: Question, values: dict[str, Any]) -> None:
    if "at" in values:
        values = {"at": clock.now() + timedelta(microseconds=1)}
    alter(question, 3, **values)
    assert 3 in chain.broken(question, made.seal)


def test_a_colleague_put_in_anothers_place_is_found(made: Made, question: Question) -> None:
    alter(question, 3, user_id=made.moderator().id)
    assert chain.broken(question, made.seal) == [3]


def test_a_row_sealed_again_without_the_key_breaks_the_next(made: Made, question: Question) -> None:
    third = chain.of(question)[2]
    third.action = "reject"
    forged = events.seal(third, chain.of(question)[1].mac, b"a guessed key")
    alter(question, 3, action="reject", mac=forged)
    assert chain.broken(question, made.seal) == [3, 4]


def test_a_row_taken_out_is_found(made: Made, question: Question) -> None:
    third = chain.of(question)[2]
    db.session.delete(third)
    db.session.flush()
    assert chain.broken(question, made.seal) != []


def test_an_erased_note_leaves_the_chain_whole(made: Made, question: Question) -> None:
    for event in chain.of(question):
        if event.note:
            event.note.text, event.note.erased_at = "", clock.now()
    db.session.commit()
    assert chain.broken(question, made.seal) == []


def test_a_note_taken_away_leaves_the_chain_whole(made: Made, question: Question) -> None:
    for note in db.session.query(EventNote):
        db.session.delete(note)
    db.session.commit()
    assert chain.broken(question, made.seal) == []


def test_an_altered_note_is_found(made: Made, question: Question) -> None:
    note = chain.of(question)[1].note
    assert note is not None
    note.text = "Do not ask legal."
    db.session.commit()
    assert chain.broken(question, made.seal) == [2]


def test_the_chain_gives_no_note_away(question: Question) -> None:
    for event in chain.of(question):
        assert "legal" not in str(event.details)
        assert "wrong" not in str(event.details)
    assert events.note_digest("No.", b"a" * 16) != events.note_digest("No.", b"b" * 16)


def test_the_record_says_who_acted_when_and_in_which_request(made: Made) -> None:
    question, user, now = made.question(made.panel()), made.moderator(), clock.now()
    by = Actor(ActorKind.USER, made.seal, user, request_id="request-17")
    deciding.approve(question, seen=1, by=by, at=now)
    db.session.commit()
    asked, approved = chain.of(question)
    assert (asked.actor_kind, asked.user_id) == (ActorKind.ASKER, None)
    assert (approved.actor_kind, approved.user, approved.at) == (ActorKind.USER, user, now)
    assert approved.request_id == "request-17"
    assert chain.broken(question, made.seal) == []


def test_no_two_events_of_a_subject_have_one_number(made: Made, question: Question) -> None:
    first = chain.of(question)[0]
    db.session.add(
        Event(
            subject_kind=first.subject_kind,
            subject_id=first.subject_id,
            seq=1,
            actor_kind=ActorKind.SYSTEM,
            at=clock.now(),
            action="submit",
            details={},
            mac=b"x" * 32,
        )
    )
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_events_hold_no_personal_data(made: Made) -> None:
    question = made.question(made.panel(), name="Zoe Quist", email="zoe@reader.example")
    moderator: User = made.moderator(name="Mo Derator")
    made.do(deciding.reject, question, moderator, reason=reason(), explanation="Dear Zoe Quist, no.")
    for event in chain.of(question):
        written = str(event.details)
        for personal in ("Zoe", "Quist", "reader.example", "Derator", moderator.email):
            assert personal not in written
