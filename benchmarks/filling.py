"""A panel with thousands of published questions, in batches and past the verbs, which would take minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, text

from benchmarks import rows, words
from benchmarks.rows import Placed, Row, Text
from domain import prose
from models import (
    Answer,
    Asker,
    Audience,
    Executive,
    Panel,
    Passport,
    Question,
    Revision,
    Standing,
    Statement,
    SupportTally,
    Wording,
    question_executives,
)

EXECUTIVES = ("Ada Brook", "Ben Cole", "Cleo Dunn")
BATCH = 500
TEXTS = 200
"""So many different answers; the HTML of each is made once."""
TWO_ANSWERS = 0.2
"""How many of the questions two executives have answered."""
NAMED = 0.3
"""How many of the askers told their name."""
APART = timedelta(minutes=17)
"""Between two publications."""


def batches(count: int) -> int:
    """How many batches ``fill`` writes for so many questions."""
    return -(-count // BATCH)


def fill(engine: Engine, count: int, *, now: datetime, chance: Random) -> Iterator[list[Placed]]:
    """Write a panel and ``count`` published questions, oldest first; each batch is committed."""
    writing = engine.execution_options(floor_writes=True)
    texts = [Text(source, prose.render(source)) for source in (words.answer(chance) for _ in range(TEXTS))]
    with writing.begin() as connection:
        panel, executives = make_panel(connection, opens_at=now - APART * (count + 1) - rows.DECIDED_AFTER)
    for first in range(0, count, BATCH):
        times = [now - APART * (count - number) for number in range(first, min(first + BATCH, count))]
        with writing.begin() as connection:
            yield Batch(connection, panel, executives, texts, chance).write(times)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))  # as autovacuum does within a minute


def count_questions(engine: Engine) -> int:
    """How many questions there are, in whatever state."""
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(Question)) or 0


def inserted(connection: Connection, model: type[Any], values: list[Row]) -> list[int]:
    """Insert the rows; their new ids in the same order."""
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    return list(connection.scalars(statement, values))


@dataclass(frozen=True)
class Batch:
    """Some hundreds of questions with all that belongs to them, in one transaction."""

    connection: Connection
    panel: int
    executives: list[int]
    texts: list[Text]
    chance: Random

    def write(self, times: list[datetime]) -> list[Placed]:
        """Write one question for each time, answered and published then."""
        passports = inserted(self.connection, Passport, [rows.passport(self.panel, time) for time in times])
        pairs = list(zip(passports, times, strict=True))
        self._askers(pairs)
        ids = inserted(
            self.connection, Question, [rows.question(self.panel, id_, time) for id_, time in pairs]
        )
        placed = [
            Placed(id_, words.question(self.chance), time) for id_, time in zip(ids, times, strict=True)
        ]
        self.connection.execute(insert(Wording), [rows.wording(question) for question in placed])
        self.connection.execute(insert(SupportTally), [rows.tally(self.panel, id_) for id_ in ids])
        self._answers(placed)
        return placed

    def _askers(self, pairs: list[tuple[int, datetime]]) -> None:
        told = [pair for pair in pairs if self.chance.random() < NAMED]
        if told:
            self.connection.execute(insert(Asker), [rows.asker(*pair) for pair in told])

    def _answers(self, placed: list[Placed]) -> None:
        slots = [(question, executive) for question in placed for executive in self._chosen()]
        ids = inserted(
            self.connection, Statement, [rows.statement(self.panel, question) for question, _ in slots]
        )
        revisions, answers, asked = [], [], []
        for id_, (question, executive) in zip(ids, slots, strict=True):
            revisions.append(rows.revision(id_, executive, self.chance.choice(self.texts), question))
            answers.append(rows.answer(id_, executive, question))
            asked.append({"question_id": question.id, "executive_id": executive})
        self.connection.execute(insert(Revision), revisions)
        self.connection.execute(insert(Answer), answers)
        self.connection.execute(insert(question_executives), asked)

    def _chosen(self) -> list[int]:
        return self.chance.sample(self.executives, 2 if self.chance.random() < TWO_ANSWERS else 1)


def make_panel(connection: Connection, *, opens_at: datetime) -> tuple[int, list[int]]:
    """A panel that takes questions, with its executives; the ids."""
    panel = connection.scalar(
        insert(Panel).returning(Panel.id),
        {
            "slug": rows.PANEL,
            "title": "Ask the board",
            "introduction": "Put your question to the board. *Every* question is read.",
            "audience": Audience.PUBLIC,
            "language": rows.LANGUAGE,
            "time_zone": "Europe/Helsinki",
            "opens_at": opens_at,
            "created_at": opens_at,
        },
    )
    assert panel is not None
    seats = [
        {
            "panel_id": panel,
            "name": name,
            "title": "Director",
            "position": place,
            "standing": Standing.ANSWERING,
        }
        for place, name in enumerate(EXECUTIVES)
    ]
    return panel, inserted(connection, Executive, seats)
