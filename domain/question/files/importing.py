"""Questions from a file: all of its rows or none, and each only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar, cast

from sqlalchemy import Table, bindparam, select, update

from domain.panel.creating import Person, seat, topic
from domain.permissions import Actor
from domain.question import fields
from domain.question.files.batches import Batch, Placed
from domain.question.files.rows import Row
from extensions import db
from models import Panel, Passport, Question, Reason, Status

T = TypeVar("T")
AT_ONCE = 1000
"""Rows in one batch: enough that the database is asked seldom, and no more than memory holds easily."""


def load(panel: Panel, rows: Iterable[Row], *, by: Actor, at: datetime, link_key: bytes) -> tuple[int, int]:
    """Take the rows that aren't known yet; how many were taken and how many were known.

    The panel's row is locked, so that two imports of the same file come one after the other.
    """
    return Import(panel, by=by, at=at, link_key=link_key).load(rows)


class Import:
    """One file on its way in: whom and what it names, and which question became which."""

    def __init__(self, panel: Panel, *, by: Actor, at: datetime, link_key: bytes) -> None:
        db.session.execute(select(Panel.id).where(Panel.id == panel.id).with_for_update(key_share=True))
        self._panel = panel
        self._batch = Batch(panel, _reasons(), by=by, at=at, link_key=link_key)
        self._executives = {executive.name: executive.id for executive in panel.executives}
        self._topics = {topic.title: topic.id for topic in panel.topics}
        self._questions: dict[str, int] = {}
        self._merged: list[tuple[int, str]] = []

    def load(self, rows: Iterable[Row]) -> tuple[int, int]:
        """Take every row that isn't known; how many were taken and how many were known."""
        taken = known = 0
        for some in _in_batches(rows):
            new = self._unknown(some)
            self._take([self._place(row) for row in new])
            taken += len(new)
            known += len(some) - len(new)
        self._merge()
        return taken, known

    def _unknown(self, rows: list[Row]) -> list[Row]:
        """Those of ``rows`` that no question came of yet, each once."""
        found = db.session.execute(
            select(Passport.idempotency_key, Question.id)
            .join(Question, Question.passport_id == Passport.id)
            .where(Passport.idempotency_key.in_([row.key for row in rows]))
            .order_by(Question.id.desc())
        )
        known: dict[str, int] = {row.idempotency_key: row.id for row in found}
        self._questions.update((row.id, known[row.key]) for row in rows if row.id and row.key in known)
        return list({row.key: row for row in reversed(rows) if row.key not in known}.values())[::-1]

    def _place(self, row: Row) -> Placed:
        """The row with the ids of whom and what it names; they are added where they aren't there."""
        named = [self._executive(reply.executive) for reply in row.answers]
        asked = self._executive(row.executive) if row.executive or row.answers else None
        return Placed(
            row=row,
            asked=list(dict.fromkeys([*([asked] if asked else []), *named])),
            topics=[self._topic(row.topic)] if row.topic else [],
            replies=dict(zip(named, row.answers, strict=True)),
        )

    def _executive(self, name: str) -> int:
        if not name and len(self._executives) == 1:
            return next(iter(self._executives.values()))
        name = name or fields.name(self._panel.title[: fields.NAME_LONGEST])
        if name not in self._executives:
            seated = seat(self._panel, Person(name))
            db.session.flush()
            self._executives[name] = seated.id
        return self._executives[name]

    def _topic(self, title: str) -> int:
        if title not in self._topics:
            made = topic(self._panel, title)
            db.session.flush()
            self._topics[title] = made.id
        return self._topics[title]

    def _take(self, placed: list[Placed]) -> None:
        if not placed:
            return
        for one, question_id in zip(placed, self._batch.insert(placed), strict=True):
            if one.row.id:
                self._questions[one.row.id] = question_id
            if one.row.status is Status.MERGED:
                self._merged.append((question_id, one.row.into))

    def _merge(self) -> None:
        """Give the merged questions the others, which may have come after them."""
        questions = cast("Table", Question.__table__)
        merge = (
            update(questions)
            .where(questions.c.id == bindparam("member"))
            .values(status=Status.MERGED, merged_into_id=bindparam("root"))
        )
        for some in _in_batches(self._merged):
            rows = [{"member": id_, "root": self._questions[into]} for id_, into in some]
            db.session.connection().execute(merge, rows)


def _reasons() -> dict[str, int]:
    return {row.code: row.id for row in db.session.execute(select(Reason.code, Reason.id))}


def _in_batches(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while some := list(islice(iterator, AT_ONCE)):
        yield some
