"""What is selected, at a glance: in which states, languages and to whom, and which to look at twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, exists, func, select

from domain.desk.batches.lists import by_id
from extensions import db
from models import (
    Author,
    Claim,
    Event,
    Executive,
    Question,
    Status,
    SubjectKind,
    User,
    Wording,
    question_executives,
    question_not_taken,
)

LATELY = timedelta(days=1)
LONG = 1000
"""From how many characters on, details included, a question is long."""

SHOWN = 100
"""How many are shown of those to look at twice."""


class Look(StrEnum):
    """Why a question should be looked at before it is decided with many others."""

    CHANGED = "changed"
    READ = "read"
    REVISED = "revised"
    OBJECTED = "objected"
    APPEALED = "appealed"
    NOT_TAKEN = "not-taken"
    LONG = "long"


@dataclass(frozen=True)
class Twice:
    """A question to look at twice: why, since when or until when, and who reads it."""

    question: Question
    look: Look
    at: datetime | None = None
    name: str | None = None


@dataclass(frozen=True)
class Glance:
    """What a selection holds. A question put to several counts with each of them."""

    versions: Mapping[int, int]
    statuses: Mapping[Status, int]
    languages: Sequence[tuple[str, int]]
    put_to: Sequence[tuple[str | None, int]]
    twice: Sequence[Twice]
    twice_in_all: int


Found = dict[int, tuple[datetime | None, str | None]]


def glance(selected: Mapping[int, int], *, user: User, at: datetime) -> Glance:
    """What ``selected`` (version by question) holds, in as many queries for two thousand as for one."""
    ids = list(selected)
    told = db.session.execute(
        select(Question.id, Question.version, Question.status, Question.lang).where(Question.id.in_(ids))
    ).all()
    versions = {row.id: row.version for row in told}
    noticed = _noticed(ids, selected, versions, user=user, at=at)
    shown = by_id(list(noticed)[:SHOWN])
    return Glance(
        versions=versions,
        statuses=_counted(row.status for row in told),
        languages=sorted(_counted(row.lang for row in told).items(), key=_most_first),
        put_to=_put_to(ids),
        twice=[Twice(question, *noticed[question.id]) for question in shown],
        twice_in_all=len(noticed),
    )


def _noticed(
    ids: list[int], selected: Mapping[int, int], versions: Mapping[int, int], *, user: User, at: datetime
) -> dict[int, tuple[Look, datetime | None, str | None]]:
    """Whatever is to be noticed of a question, its most pressing reason alone."""
    changed: Found = {id_: (None, None) for id_ in ids if versions.get(id_) != selected[id_]}
    looks = {
        Look.CHANGED: changed,
        Look.READ: _rows(
            select(Claim.question_id, Claim.until, User.name)
            .join(User, User.id == Claim.user_id)
            .where(Claim.question_id.in_(ids), Claim.until > at, Claim.user_id != user.id)
        ),
        Look.REVISED: _rows(
            select(Wording.question_id, func.max(Wording.written_at))
            .where(Wording.question_id.in_(ids), Wording.number > 1, Wording.author == Author.ASKER)
            .where(Wording.written_at > at - LATELY)
            .group_by(Wording.question_id)
        ),
        Look.OBJECTED: _rows(
            select(Event.subject_id, func.max(Event.at))
            .where(Event.subject_kind == SubjectKind.QUESTION, Event.subject_id.in_(ids))
            .where(Event.action == "object")
            .group_by(Event.subject_id)
        ),
        Look.APPEALED: _rows(
            select(Question.id, Question.appealed_at).where(
                Question.id.in_(ids), Question.appealed_at.is_not(None), Question.status == Status.PENDING
            )
        ),
        Look.NOT_TAKEN: _rows(
            select(question_not_taken.c.question_id).where(question_not_taken.c.question_id.in_(ids))
        ),
        Look.LONG: _rows(
            select(Wording.question_id)
            .where(Wording.question_id.in_(ids))
            .where(func.length(Wording.text) + func.length(Wording.details) > LONG)
        ),
    }
    noticed: dict[int, tuple[Look, datetime | None, str | None]] = {}
    for look, found in looks.items():
        for id_, (moment, name) in found.items():
            noticed.setdefault(id_, (look, moment, name))
    return noticed


def _rows(query: Select[*tuple[Any, ...]]) -> Found:
    """Of each question found, a time and a name where the query tells them."""
    return {row[0]: (*row[1:], None, None)[:2] for row in db.session.execute(query)}


def _put_to(ids: list[int]) -> list[tuple[str | None, int]]:
    """Each executive's name with how many questions are put to them; None: to whoever answers."""
    link = question_executives.c
    named = db.session.execute(
        select(Executive.name, func.count())
        .join(question_executives, link.executive_id == Executive.id)
        .where(link.question_id.in_(ids))
        .group_by(Executive.id, Executive.name)
    )
    found: list[tuple[str | None, int]] = [(name, count) for name, count in named]
    nobody = ~exists().where(link.question_id == Question.id)
    to_all = db.session.scalar(select(func.count()).where(Question.id.in_(ids), nobody)) or 0
    return [*sorted(found, key=_most_first), *([(None, to_all)] if to_all else [])]


def _counted(values: Any) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def _most_first(row: tuple[Any, int]) -> tuple[int, str]:
    return -row[1], str(row[0])
