"""Reading the record as an auditor would."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from domain.record import events
from extensions import db
from models import Event, Question, Statement, SubjectKind


def of(subject: Question | Statement) -> Sequence[Event]:
    """The subject's events, oldest first, as the database has them."""
    kind = SubjectKind.QUESTION if isinstance(subject, Question) else SubjectKind.STATEMENT
    return db.session.scalars(
        select(Event)
        .where(Event.subject_kind == kind, Event.subject_id == subject.id)
        .order_by(Event.seq)
        .execution_options(populate_existing=True)
    ).all()


def actions(subject: Question | Statement) -> list[str]:
    """What happened to ``subject``, oldest first."""
    return [found.action for found in of(subject)]


def broken(subject: Question | Statement, key: bytes) -> list[int]:
    """The numbers of the subject's events that don't follow from the row before them under ``key``."""
    wrong, previous = [], b""
    for number, found in enumerate(of(subject), start=1):
        if found.seq != number or events.seal(found, previous, key) != found.mac or not _noted(found):
            wrong.append(found.seq)
        previous = found.mac
    return wrong


def _noted(found: Event) -> bool:
    """Whether the event's note is the one it was written with, or erased."""
    note = found.note
    return (
        note is None or bool(note.erased_at) or events.note_digest(note.text, note.salt) == found.note_digest
    )
