"""Walking the chains of events: the first row that was altered, taken out or put in.

A chain can't show by itself that its end was cut off; a checkpoint of its head, kept elsewhere, does.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Row, Text, and_, cast, func, or_, select, tuple_
from sqlalchemy.exc import DBAPIError

from domain.record import events
from domain.record.checkpoints import Head
from extensions import db
from models import Event, EventNote, SubjectKind

AT_ONCE = 1_000
"""How many events are read at a time; between two readings nobody is kept waiting."""
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, DBAPIError)
"""What a row does that holds what the product never writes."""


class Wrong(StrEnum):
    """What is wrong with one event."""

    ALTERED = "altered"
    MISSING = "missing"
    NOTE_ALTERED = "note-altered"
    NOTE_MISSING = "note-missing"
    CUT = "cut"
    REPLACED = "replaced"


class Broken(Exception):
    """The first event of a chain that isn't as it was written."""

    def __init__(self, kind: str, subject_id: object, seq: object, wrong: Wrong) -> None:
        super().__init__(f"{kind} {subject_id}, event {seq}: {wrong.value}")
        self.kind, self.subject_id, self.seq, self.wrong = kind, subject_id, seq, wrong


@dataclass
class Walked:
    """What was verified so far."""

    events: int = 0
    subjects: int = 0
    notes: int = 0
    erased: int = 0


def count() -> int:
    """How many events there are."""
    return db.session.scalar(select(func.count()).select_from(Event)) or 0


def walk(key: bytes, walked: Walked, at_once: int = AT_ONCE) -> Iterator[None]:
    """Verify every event under the audit ``key``, subject by subject; yields after each.

    Takes the same memory however many there are, and keeps no transaction open between readings.

    Raises:
        Broken: it names the first event that isn't as it was written.
    """
    subject: tuple[SubjectKind, int] | None = None
    seq, previous = 0, b""
    for row in _rows(at_once):
        if (row.subject_kind, row.subject_id) != subject:
            subject, seq, previous = (row.subject_kind, row.subject_id), 0, b""
            walked.subjects += 1
        _judge(row, seq, previous, key)
        seq, previous = row.seq, row.mac
        walked.events += 1
        if row.note_digest is not None:
            walked.notes += 1
            walked.erased += row.erased_at is not None
        yield


def against(heads: Iterable[Head]) -> Iterator[None]:
    """Look for every head that was noted before; yields after each.

    Raises:
        Broken: a chain doesn't reach as far any more, or another event stands in that place.
    """
    known = iter(heads)
    while some := list(islice(known, AT_ONCE // 2)):
        macs = _macs(some)
        for head in some:
            mac = macs.get((head.kind, head.subject_id, head.seq))
            if mac is None:
                raise Broken(head.kind, head.subject_id, head.seq, Wrong.CUT)
            if not hmac.compare_digest(mac, head.mac):
                raise Broken(head.kind, head.subject_id, head.seq, Wrong.REPLACED)
            yield


def _macs(heads: list[Head]) -> dict[tuple[str, int, int], bytes]:
    """The seals that stand where ``heads`` were noted."""
    by_kind: dict[str, list[Head]] = {}
    for head in heads:
        by_kind.setdefault(head.kind, []).append(head)
    # Two short lists, which the index answers. A list of pairs made PostgreSQL read every row of a kind.
    noted = [
        and_(
            Event.subject_kind == SubjectKind(kind),
            Event.subject_id.in_({head.subject_id for head in every}),
            Event.seq.in_({head.seq for head in every}),
        )
        for kind, every in by_kind.items()
    ]
    found = db.session.execute(
        select(Event.subject_kind, Event.subject_id, Event.seq, Event.mac).where(or_(*noted))
    )
    macs = {(kind.value, subject_id, seq): bytes(mac) for kind, subject_id, seq, mac in found}
    db.session.rollback()
    return macs


def _judge(row: Row[Any], seq: int, previous: bytes, key: bytes) -> None:
    if row.seq != seq + 1:
        raise _broken(row, Wrong.MISSING if row.seq > seq else Wrong.ALTERED, seq + 1)
    try:
        sealed = events.seal(row, previous, key)
        same = hmac.compare_digest(sealed, row.mac)
    except UNREADABLE as error:
        raise _broken(row, Wrong.ALTERED) from error
    if not same:
        raise _broken(row, Wrong.ALTERED)
    _judge_note(row)


def _judge_note(row: Row[Any]) -> None:
    """The note is the one that was written, or was erased, and then nothing is left of it."""
    if row.event_id is None:
        if row.note_digest is not None:
            raise _broken(row, Wrong.NOTE_MISSING)
        return
    try:
        if row.erased_at is not None:
            fits = row.note_digest is not None and row.text == ""
        else:
            fits = hmac.compare_digest(events.note_digest(row.text, row.salt), row.note_digest)
    except UNREADABLE as error:
        raise _broken(row, Wrong.NOTE_ALTERED) from error
    if not fits:
        raise _broken(row, Wrong.NOTE_ALTERED)


COLUMNS: tuple[Any, ...] = (
    Event.subject_kind,
    Event.subject_id,
    Event.seq,
    Event.actor_kind,
    Event.user_id,
    Event.at,
    Event.action,
    Event.from_status,
    Event.to_status,
    Event.details,
    Event.request_id,
    Event.note_digest,
    Event.mac,
    EventNote.event_id,
    EventNote.text,
    EventNote.salt,
    EventNote.erased_at,
)
ORDER = (Event.subject_kind, Event.subject_id, Event.seq)


def _rows(at_once: int) -> Iterator[Row[Any]]:
    """Every event with its note, by subject and number."""
    after: tuple[Any, ...] | None = None
    while True:
        try:
            rows = _some(after, at_once)
        except UNREADABLE as error:
            db.session.rollback()
            if at_once == 1:
                raise _first_unreadable(after) from error
            at_once = 1  # one of them can't be read: the ones before it can
            continue
        yield from rows
        if len(rows) < at_once:
            return
        last = rows[-1]
        after = (last.subject_kind, last.subject_id, last.seq)


def _some(after: tuple[Any, ...] | None, at_once: int) -> list[Row[Any]]:
    query = select(*COLUMNS).join(EventNote, EventNote.event_id == Event.id, isouter=True)
    if after is not None:
        query = query.where(tuple_(*ORDER) > after)
    rows = list(db.session.execute(query.order_by(*ORDER).limit(at_once)).all())
    db.session.rollback()
    return rows


def _first_unreadable(after: tuple[Any, ...] | None) -> Broken:
    query = select(*(cast(column, Text) for column in ORDER))
    if after is not None:
        query = query.where(tuple_(*ORDER) > after)
    place = db.session.execute(query.order_by(*ORDER).limit(1)).one()
    return Broken(str(place[0]).lower(), place[1], place[2], Wrong.ALTERED)


def _broken(row: Row[Any], wrong: Wrong, seq: int | None = None) -> Broken:
    return Broken(row.subject_kind.value, row.subject_id, row.seq if seq is None else seq, wrong)
