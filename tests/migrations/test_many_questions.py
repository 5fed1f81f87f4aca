"""Questions in every state go through every migration, and through the newest one down and up again."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from blueprints.operations.schema import scripts
from extensions import db
from tests.battery.figures import Figure, figure
from tests.migrations.columns import different, digests
from tests.migrations.filling import STATES, fill
from tests.migrations.places import fresh, site
from tests.migrations.rows import ROWS

__all__ = ["figure", "fresh", "site"]

FEW, MANY = 200, 10_000
FIRST = next(script.revision for script in scripts().walk_revisions() if script.down_revision is None)


@dataclass
class Way:
    """What a way through the migrations changed that it should not, and how long it took."""

    rows: int
    columns: int
    up: float
    down: float
    up_again: float
    faults: list[str]

    @property
    def figure(self) -> str:
        """One line."""
        took = f"up {self.up:.1f} s, the newest down {self.down:.1f} s and up again {self.up_again:.1f} s"
        return f"{self.rows:,} rows, {self.columns} columns alike at every stop: {took}"


def timed(move: object, **options: str) -> float:
    """How many seconds ``move`` takes."""
    begun = perf_counter()
    move(**options)  # type: ignore[operator]
    return perf_counter() - begun


def go(count: int) -> Way:
    """Fill the first release's tables, go up to the head, one down and up again, looking at each stop."""
    upgrade(revision=FIRST)
    made = fill(ROWS[FIRST], count)
    at_first = digests()
    up = timed(upgrade)
    at_head = digests()
    down = timed(downgrade, revision="-1")
    at_the_one_before = digests()
    up_again = timed(upgrade)
    again = digests()
    faults = [
        *(f"on the way up: {column}" for column in different(at_first, at_head)),
        *(f"on the way down: {column}" for column in different(at_head, at_the_one_before)),
        *(f"since the beginning: {column}" for column in different(at_first, at_the_one_before)),
        *(f"up again: {column}" for column in different(at_head, again)),
        *(f"gone: {'.'.join(column)}" for column in sorted(at_first.keys() - at_head.keys())),
        *(f"not there again: {'.'.join(column)}" for column in sorted(at_head.keys() ^ again.keys())),
        *broken(),
    ]
    return Way(made, len(at_first), up, down, up_again, faults)


def broken() -> list[str]:
    """What SQLite finds wrong with its file."""
    if db.engine.dialect.name != "sqlite":
        return []
    with db.engine.connect() as connection:
        told = connection.scalars(text("PRAGMA integrity_check")).all()
        references = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [line for line in told if line != "ok"] + [f"a reference to nothing: {row}" for row in references]


def test_two_hundred_questions_come_through_every_migration(site: Flask) -> None:
    way = go(FEW)
    assert not way.faults, way.faults
    assert way.rows > FEW * 6


def test_every_state_is_among_the_first_questions_of_the_filling(site: Flask) -> None:
    upgrade(revision=FIRST)
    fill(ROWS[FIRST], FEW)
    with db.engine.connect() as connection:
        counts = connection.execute(text("SELECT status, count(*) FROM questions GROUP BY status")).all()
        revisions = connection.scalars(text("SELECT DISTINCT state FROM revisions")).all()
    assert {status for status, _ in counts} == {state["status"] for state in STATES.values()}
    assert sum(count for _, count in counts) == FEW
    assert set(revisions) == {"DRAFT", "SUBMITTED", "RETURNED", "RELEASED"}


def test_one_letter_that_a_migration_changes_is_found(site: Flask) -> None:
    upgrade(revision=FIRST)
    fill(ROWS[FIRST], 20)
    before = digests()
    with db.engine.connect().execution_options(floor_writes=True) as connection:
        connection.execute(text("UPDATE wordings SET details = details || '.' WHERE question_id = 7"))
        connection.commit()
    assert different(before, digests()) == ["wordings.details"]


@pytest.mark.battery
def test_ten_thousand_questions_come_through_every_migration(site: Flask, figure: Figure) -> None:
    """Every column of the first release holds the same after each of the three moves.

    Seen red: with ``UPDATE questions SET held_until = NULL WHERE status = 'HELD'`` in the newest downgrade:
    "on the way down: questions.held_until", "since the beginning: questions.held_until" and
    "up again: questions.held_until", on both databases.
    """
    way = go(MANY)
    figure(f"migrations, {MANY:,} questions in every state", way.figure)
    assert not way.faults, way.faults
