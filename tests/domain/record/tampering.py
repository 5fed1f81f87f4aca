"""Reading the record as the walk does, and changing it behind the product's back."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from domain.record import verifying
from domain.record.verifying import Walked
from extensions import begin_writing, db
from models import Event, EventNote, OutboxMessage, Question, SecondLook, SubjectKind


def verified(key: bytes, at_once: int = 3) -> Walked:
    """What a whole walk counts."""
    walked = Walked()
    for _ in verifying.walk(key, walked, at_once):
        pass
    return walked


def event(question: Question, seq: int) -> Event:
    """The question's event of that number."""
    return db.session.scalars(
        select(Event).where(
            Event.subject_kind == SubjectKind.QUESTION, Event.subject_id == question.id, Event.seq == seq
        )
    ).one()


def alter(question: Question, number: int, **values: object) -> None:
    """Change columns of the question's event of that number."""
    begin_writing()
    db.session.execute(update(Event).where(Event.id == event(question, number).id).values(**values))
    db.session.commit()


def cut(question: Question, seq: int) -> None:
    """Take the question's event of that number away, with whatever points at it."""
    id_ = event(question, seq).id
    begin_writing()
    for table in (EventNote, SecondLook, OutboxMessage):
        db.session.execute(delete(table).where(table.event_id == id_))
    db.session.execute(delete(Event).where(Event.id == id_))
    db.session.commit()
