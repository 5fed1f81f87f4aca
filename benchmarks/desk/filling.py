"""A panel with questions in every state, in batches and past the verbs, which would take hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Connection, Engine, func, insert, select, text

from benchmarks import rows, words
from benchmarks.filling import inserted, make_panel
from models import (
    ActorKind,
    Event,
    Passport,
    Question,
    Reason,
    Status,
    SubjectKind,
    SupportTally,
    Topic,
    User,
    Wording,
    question_executives,
    question_topics,
)

BATCH = 5_000
MODERATORS = 20
TOPICS = ("Prices", "Jobs", "Suppliers", "Offices", "Research", "Safety", "Pensions", "Climate")
SHARES: dict[Status, float] = {
    Status.PENDING: 0.4,
    Status.HELD: 0.04,
    Status.RETURNED: 0.02,
    Status.APPROVED: 0.1,
    Status.PUBLISHED: 0.2,
    Status.REJECTED: 0.23,
    Status.WITHDRAWN: 0.01,
}
"""How many of all questions stand where."""
LANGUAGES = {"en": 0.7, "fi": 0.12, "es": 0.1, "ar": 0.05, "ja": 0.03}
NAMED = 0.6
"""How many questions are put to somebody by name."""
SORTED = 0.4
"""How many have a topic."""
SUPPORTED = 0.1
SPAN = timedelta(days=60)
"""From the first question to the last, however many there are."""
DECISIONS = {
    Status.HELD: "hold",
    Status.RETURNED: "send-back",
    Status.APPROVED: "approve",
    Status.PUBLISHED: "approve",
    Status.REJECTED: "reject",
}
MAC = b"m" * 32
"""Nobody verifies these chains."""


@dataclass(frozen=True)
class Filled:
    """What the clients need to know: the panel's topics and executives, and ids of pending questions."""

    slug: str
    topics: list[int]
    executives: list[int]
    first_id: int
    last_id: int


@dataclass(frozen=True)
class Desk:
    """Rows that every question refers to."""

    panel: int
    executives: list[int]
    topics: list[int]
    moderators: list[int]
    reason: int


def batches(count: int) -> int:
    """How many batches ``fill`` writes for so many questions."""
    return -(-count // BATCH)


def prepare(engine: Engine, *, now: datetime) -> Desk:
    """A panel, its executives and topics, and the moderators; the one who visits is there already."""
    with engine.execution_options(floor_writes=True).begin() as connection:
        panel, executives = make_panel(connection, opens_at=now - SPAN)
        topics = inserted(
            connection,
            Topic,
            [{"panel_id": panel, "title": title, "position": n} for n, title in enumerate(TOPICS)],
        )
        visitor = connection.scalar(select(func.min(User.id)))
        colleagues = inserted(connection, User, [_colleague(n, now) for n in range(1, MODERATORS)])
        reason = connection.scalar(select(func.min(Reason.id)))
        assert visitor is not None
        assert reason is not None
        return Desk(panel, executives, topics, [visitor, *colleagues], reason)


def fill(engine: Engine, desk: Desk, count: int, *, now: datetime, chance: Random) -> Iterator[int]:
    """Write ``count`` questions, oldest first; each batch is committed. Gives how many there are."""
    apart = SPAN / count
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        with engine.execution_options(floor_writes=True).begin() as connection:
            _write(connection, desk, [now - apart * (count - number) for number in numbers], chance)
        yield numbers.stop
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))  # as autovacuum does within a minute


def filled(engine: Engine, desk: Desk) -> Filled:
    """What the clients need to know."""
    with engine.connect() as connection:
        first, last = connection.execute(select(func.min(Question.id), func.max(Question.id))).one()
    return Filled(rows.PANEL, desk.topics, desk.executives, first, last)


def _write(connection: Connection, desk: Desk, times: list[datetime], chance: Random) -> None:
    states = chance.choices(list(SHARES), list(SHARES.values()), k=len(times))
    languages = chance.choices(list(LANGUAGES), list(LANGUAGES.values()), k=len(times))
    passports = inserted(
        connection, Passport, [rows.passport(desk.panel, time + rows.DECIDED_AFTER) for time in times]
    )
    deciders = chance.choices(desk.moderators, k=len(times))
    made = zip(passports, times, states, languages, deciders, strict=True)
    ids = inserted(connection, Question, [_question(desk, *each) for each in made])
    asked = list(zip(ids, times, states, languages, strict=True))
    connection.execute(insert(Wording), [_wording(id_, time, lang, chance) for id_, time, _, lang in asked])
    tallies = [
        {"question_id": id_, "panel_id": desk.panel, "count": _support(state, chance)}
        for id_, _, state, _ in asked
    ]
    connection.execute(insert(SupportTally), tallies)
    told = zip(ids, times, states, deciders, strict=True)
    connection.execute(insert(Event), [row for each in told for row in _events(*each)])
    put = [
        {"question_id": id_, "executive_id": chance.choice(desk.executives)}
        for id_ in ids
        if chance.random() < NAMED
    ]
    about = [
        {"question_id": id_, "topic_id": chance.choice(desk.topics)}
        for id_ in ids
        if chance.random() < SORTED
    ]
    for table, values in ((question_executives, put), (question_topics, about)):
        if values:
            connection.execute(insert(table), values)


def _colleague(number: int, now: datetime) -> rows.Row:
    """Somebody who decides and never signs in: no password fits."""
    address = f"colleague{number}@floor.example"
    return {"email": address, "name": f"Colleague {number}", "password_hash": "", "created_at": now}


def _question(
    desk: Desk, passport: int, asked_at: datetime, status: Status, lang: str, decider: int
) -> rows.Row:
    decided = asked_at + timedelta(hours=5)
    public = status in (Status.APPROVED, Status.PUBLISHED)
    published_at = decided if status is Status.PUBLISHED else None
    return {
        "panel_id": desk.panel,
        "passport_id": passport,
        "status": status,
        "version": 2 if status in DECISIONS else 1,
        "public_wording": 1 if public else None,
        "asked_at": asked_at,
        "reason_id": desk.reason if status is Status.REJECTED else None,
        "withdrawn_at": decided if status is Status.WITHDRAWN else None,
        "published_at": published_at,
        "first_published_at": published_at,
        "decided_by_id": decider if status in DECISIONS else None,
        "first_decided_at": decided if public or status is Status.REJECTED else None,
        "lang": lang,
    }


def _wording(question: int, asked_at: datetime, lang: str, chance: Random) -> rows.Row:
    placed = rows.Placed(question, words.question(chance), asked_at + rows.DECIDED_AFTER)
    return {**rows.wording(placed), "lang": lang}


def _support(status: Status, chance: Random) -> int:
    shown = status in (Status.APPROVED, Status.PUBLISHED)
    return chance.randint(1, 400) if shown and chance.random() < SUPPORTED else 0


def _events(question: int, asked_at: datetime, status: Status, decider: int) -> Iterator[rows.Row]:
    """That it was asked, and what was decided."""
    row = {"subject_kind": SubjectKind.QUESTION, "subject_id": question, "mac": MAC}
    yield {
        **row,
        "seq": 1,
        "actor_kind": ActorKind.ASKER,
        "user_id": None,
        "at": asked_at,
        "action": "submit",
        "to_status": Status.PENDING.value,
        "details": {},
    }
    if status in DECISIONS:
        yield {
            **row,
            "seq": 2,
            "actor_kind": ActorKind.USER,
            "user_id": decider,
            "at": asked_at + timedelta(hours=5),
            "action": DECISIONS[status],
            "to_status": status.value,
            "details": {"before": {"status": Status.PENDING.value}},
        }
