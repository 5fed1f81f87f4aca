"""Whatever single column of whatever event is changed, the walk finds it."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from domain.question import deciding
from domain.record import verifying
from domain.record.verifying import Broken, Walked
from extensions import begin_writing, db
from models import ActorKind, Event, EventNote, SubjectKind
from tests.domain.question.situations import reason
from tests.made import Made

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "subject_kind": st.sampled_from(SubjectKind),
    "subject_id": st.integers(1, 2**40),
    "seq": st.integers(1, 2**30),
    "actor_kind": st.sampled_from(ActorKind),
    "user_id": st.none() | st.integers(1, 3),
    "at": st.timedeltas(timedelta(days=-400), timedelta(days=400)),
    "action": TEXT,
    "from_status": st.none() | TEXT,
    "to_status": st.none() | TEXT,
    "details": st.dictionaries(TEXT, st.none() | st.booleans() | st.integers(-9, 9) | TEXT, max_size=3),
    "request_id": st.none() | TEXT,
    "note_digest": st.none() | st.binary(max_size=32),
    "mac": st.binary(max_size=32),
}
NOTE_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXT,
    "salt": st.binary(max_size=16),
    "erased_at": st.datetimes().map(lambda at: at.replace(tzinfo=UTC)),
}


@pytest.fixture
def record(made: Made) -> list[int]:
    """A few chains with notes among them; the ids of all events."""
    panel, mia = made.panel(), made.moderator()
    for _ in range(2):
        question = made.question(panel)
        made.do(deciding.hold, question, mia, note="Ask legal.")
        made.do(deciding.reject, question, mia, reason=reason(), explanation="No.")
    return list(db.session.scalars(select(Event.id).order_by(Event.id)))


def change(table: type[Event] | type[EventNote], column: str, key: Any, value: Any) -> None:
    begin_writing()
    db.session.execute(update(table).where(key).values({column: value}))
    db.session.commit()


def is_found(key: bytes) -> bool:
    try:
        for _ in verifying.walk(key, Walked()):
            pass
    except Broken:
        return True
    return False


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flip_of_any_column_is_found(made: Made, record: list[int], data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(sorted(VALUES)))
    key = Event.id == data.draw(st.sampled_from(record))
    was = db.session.scalar(select(getattr(Event, column)).where(key))
    value = data.draw(VALUES[column])
    becomes = was + value if column == "at" else value
    assume(becomes != was)
    try:
        change(Event, column, key, becomes)
    except IntegrityError:
        db.session.rollback()
        return  # the database itself refuses it
    try:
        assert is_found(made.seal), (column, was, becomes)
    finally:
        change(Event, column, key, was)
    assert not is_found(made.seal)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flip_of_any_column_of_a_note_is_found(made: Made, record: list[int], data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(sorted(NOTE_VALUES)))
    notes = list(db.session.scalars(select(EventNote.event_id).order_by(EventNote.event_id)))
    key = EventNote.event_id == data.draw(st.sampled_from(notes))
    was = db.session.scalar(select(getattr(EventNote, column)).where(key))
    becomes = data.draw(NOTE_VALUES[column])
    assume(becomes != was)
    change(EventNote, column, key, becomes)
    try:
        assert is_found(made.seal), (column, was, becomes)
    finally:
        change(EventNote, column, key, was)


def test_every_column_of_an_event_is_flipped_but_its_id(made: Made) -> None:
    """The id is given by the database when the row is written, after its seal was made over the rest."""
    assert set(Event.__table__.columns.keys()) - set(VALUES) == {"id"}
    assert set(EventNote.__table__.columns.keys()) - set(NOTE_VALUES) == {"event_id"}
