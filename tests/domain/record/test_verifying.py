"""Walking the record: every kind of tampering is found, and the first row that it touched is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update

from domain.asker import erasing
from domain.record import verifying
from domain.record.verifying import Broken, Walked
from extensions import begin_writing, clock, db
from models import ActorKind, Event, EventNote, Passport, Question
from tests.domain.record.tampering import alter, cut, event, verified
from tests.made import Made

Tampering = Callable[[Question, Question], None]


def test_what_nobody_touched_verifies_and_is_counted(made: Made, questions: Sequence[Question]) -> None:
    walked = verified(made.seal)
    assert walked.events == verifying.count() == db.session.query(Event).count()
    assert walked.subjects == len(
        db.session.execute(select(Event.subject_kind, Event.subject_id).distinct()).all()
    )
    assert (walked.notes, walked.erased) == (4, 0)
    assert verified(made.seal, 1_000) == walked


def test_an_empty_record_verifies(made: Made) -> None:
    db.session.execute(delete(Event))
    db.session.commit()
    assert verified(made.seal) == Walked()


def test_without_the_key_nothing_verifies(made: Made, questions: Sequence[Question]) -> None:
    with pytest.raises(Broken):
        verified(b"another key")


def swap(first: Question, _second: Question) -> None:
    """Two rows of a chain change places."""
    second, third = event(first, 2).id, event(first, 3).id
    begin_writing()
    for id_, seq in ((second, 99), (third, 2), (second, 3)):
        db.session.execute(update(Event).where(Event.id == id_).values(seq=seq))
    db.session.commit()


def take_over(first: Question, second: Question) -> None:
    """A row gets the content and seal of another subject's row in the same place."""
    theirs = event(second, 3)
    values = {
        name: getattr(theirs, name)
        for name in ("action", "at", "details", "user_id", "from_status", "to_status", "mac")
    }
    alter(first, 3, **values)


def take_out(first: Question, _second: Question) -> None:
    cut(first, 3)


def take_out_and_close_up(first: Question, second: Question) -> None:
    take_out(first, second)
    for seq in (4, 5):
        alter(first, seq, seq=seq - 1)


def move_away(first: Question, _second: Question) -> None:
    alter(first, 3, subject_id=999_999)


def rewrite_note(first: Question, _second: Question) -> None:
    begin_writing()
    db.session.execute(
        update(EventNote).where(EventNote.event_id == event(first, 2).id).values(text="Never.")
    )
    db.session.commit()


def take_note_away(first: Question, _second: Question) -> None:
    begin_writing()
    db.session.execute(delete(EventNote).where(EventNote.event_id == event(first, 2).id))
    db.session.commit()


def write_into_an_erased_note(first: Question, _second: Question) -> None:
    values = {"text": "Something else.", "erased_at": clock.now()}
    begin_writing()
    db.session.execute(update(EventNote).where(EventNote.event_id == event(first, 2).id).values(**values))
    db.session.commit()


def put_a_note_in(first: Question, _second: Question) -> None:
    begin_writing()
    db.session.add(EventNote(event_id=event(first, 3).id, text="It was so.", salt=b"s" * 16))
    db.session.commit()


def forge(first: Question, second: Question) -> None:
    """A row is sealed again without the key, and says something else."""
    alter(first, 3, action="reject", mac=b"x" * 32)


KINDS: dict[str, tuple[Tampering, int, str]] = {
    "details": (lambda first, _: alter(first, 3, details={"before": {}}), 3, "altered"),
    "action": (lambda first, _: alter(first, 3, action="reject"), 3, "altered"),
    "actor": (lambda first, _: alter(first, 3, user_id=None, actor_kind=ActorKind.SYSTEM), 3, "altered"),
    "time": (
        lambda first, _: alter(first, 3, at=event(first, 3).at + timedelta(microseconds=1)),
        3,
        "altered",
    ),
    "from and to": (lambda first, _: alter(first, 3, to_status="rejected"), 3, "altered"),
    "the last one": (lambda first, _: alter(first, 5, action="approve"), 5, "altered"),
    "seal": (forge, 3, "altered"),
    "swapped": (swap, 2, "altered"),
    "another subject's": (take_over, 3, "altered"),
    "taken out": (take_out, 3, "missing"),
    "taken out, the rest closed up": (take_out_and_close_up, 3, "altered"),
    "moved to a subject that is not there": (move_away, 3, "missing"),
    "the first taken out": (lambda first, _: alter(first, 1, seq=17), 1, "missing"),
    "note": (rewrite_note, 2, "note-altered"),
    "note of an erasure": (write_into_an_erased_note, 2, "note-altered"),
    "note put in": (put_a_note_in, 3, "note-altered"),
    "note taken away": (take_note_away, 2, "note-missing"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_tampering_is_found_and_its_first_row_named(
    made: Made, questions: Sequence[Question], kind: str
) -> None:
    tamper, seq, wrong = KINDS[kind]
    first, second = questions
    tamper(first, second)
    with pytest.raises(Broken) as found:
        verified(made.seal)
    assert (found.value.kind, found.value.subject_id) == ("question", first.id)
    assert (found.value.seq, found.value.wrong.value) == (seq, wrong)


def test_a_row_that_cannot_be_read_is_named_too(made: Made, questions: Sequence[Question]) -> None:
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL takes nothing that it can't read again
    for column, value in (("details", "{no"), ("at", "yesterday"), ("mac", "text"), ("request_id", b"\xff")):
        found = event(questions[0], 4)
        was = db.session.execute(
            text(f"SELECT {column} FROM events WHERE id = :id"), {"id": found.id}
        ).scalar_one()
        change = text(f"UPDATE events SET {column} = :value WHERE id = {found.id}")
        for written, is_wrong in ((value, True), (was, False)):
            begin_writing()
            db.session.execute(change, {"value": written})
            db.session.commit()
            if is_wrong:
                with pytest.raises(Broken) as said:
                    verified(made.seal)
                assert str(said.value) == f"question {questions[0].id}, event 4: altered", column
    verified(made.seal)


def test_erased_notes_verify(made: Made, questions: Sequence[Question]) -> None:
    passport_id = questions[1].passport_id
    for question in questions:
        note = event(question, 2).note
        assert note is not None
        note.text, note.salt, note.erased_at = "", b"", clock.now()
    db.session.commit()
    begin_writing()
    erasing.erase(db.session.get_one(Passport, passport_id), by=made.asker, at=clock.now())
    db.session.commit()
    walked = verified(made.seal)
    assert (walked.notes, walked.erased) == (4, 2)
