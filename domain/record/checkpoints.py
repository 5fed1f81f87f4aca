"""The head of every chain at one moment, to be kept where the database's own people can't reach it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, select, tuple_

from extensions import db
from models import Event

AT_ONCE = 1_000
SETTLES = timedelta(hours=1)
"""Events get their numbers before they are committed. One that is older has been seen by everybody."""


@dataclass(frozen=True)
class Head:
    """The newest event of one subject."""

    kind: str
    subject_id: int
    seq: int
    mac: bytes

    def __str__(self) -> str:
        """As it is written into a log."""
        return f"{self.kind} {self.subject_id} {self.seq} {self.mac.hex()}"

    @classmethod
    def read(cls, written: str) -> Head:
        """A head as a log has it.

        Raises:
            ValueError: it is something else.
        """
        kind, subject_id, seq, mac = written.split(" ")
        return cls(kind, int(subject_id), int(seq), bytes.fromhex(mac))


@dataclass
class Total:
    """What all heads together come to: how many subjects and events, and one digest over every head."""

    subjects: int = 0
    events: int = 0
    _digest: Any = field(default_factory=hashlib.sha256)

    def add(self, head: Head) -> None:
        """Count this head."""
        self.subjects += 1
        self.events += head.seq
        self._digest.update(f"{head}\n".encode())

    @property
    def digest(self) -> str:
        """SHA-256 over every head in the order of kind and number."""
        digest: str = self._digest.hexdigest()
        return digest


def heads(since: int = 0) -> Iterator[tuple[Head, bool]]:
    """The head of every subject in order, and whether its event's id is beyond ``since``."""
    after: tuple[Any, ...] | None = None
    subject = (Event.subject_kind, Event.subject_id)
    while True:
        some = select(*subject, func.max(Event.seq).label("seq")).group_by(*subject)
        if after is not None:
            some = some.where(tuple_(*subject) > after)
        newest = some.order_by(*subject).limit(AT_ONCE).subquery()
        rows = db.session.execute(
            select(*subject, Event.seq, Event.mac, Event.id)
            .join(
                newest,
                and_(
                    Event.subject_kind == newest.c.subject_kind,
                    Event.subject_id == newest.c.subject_id,
                    Event.seq == newest.c.seq,
                ),
            )
            .order_by(*subject)
        ).all()
        db.session.rollback()
        for kind, subject_id, seq, mac, id_ in rows:
            yield Head(kind.value, subject_id, seq, bytes(mac)), id_ > since
        if len(rows) < AT_ONCE:
            return
        after = (rows[-1].subject_kind, rows[-1].subject_id)


def settled(at: datetime) -> int:
    """The id up to which nothing can appear any more that isn't there at ``at``; 0 where there is none."""
    newest = select(Event.id, Event.at).order_by(Event.id.desc()).execution_options(yield_per=AT_ONCE)
    found = next((row.id for row in db.session.execute(newest) if row.at <= at - SETTLES), 0)
    db.session.rollback()
    return found
