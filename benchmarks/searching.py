"""Readers' searches over published questions: how long finding takes, for words of every frequency.

Looked up in this process, without a server in between: what a page does besides is measured elsewhere. The
texts are made up of some sentences, so words of our own are planted in them as often as they are to stand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter

import click
from flask import Flask
from sqlalchemy import Engine, bindparam, select, text, update

from app import create_app
from benchmarks import filling, rows, server, stores
from benchmarks.figures import percentile
from blueprints.operations.running import progress
from domain.refusals import TooSlow
from domain.search import meant, reindexing
from domain.search.asked import read
from domain.search.finding import Where
from extensions import begin_writing, clock, db
from models import Panel, Wording
from settings import from_environment

TIMES = 200
"""Searches of each kind."""

OFTEN = ("figures", "spring", "report", "firms", "quarter", "promise", "notice", "canteen")
SYLLABLES = ("bra", "ke", "lo", "mi", "nur", "pos", "qua", "rit", "sol", "tev", "und", "vax")
SHARES = {"1 to 10 %": 0.03, "0.1 to 1 %": 0.004}
RARE = 5
"""Questions that have a rare word."""

WORDS = 20
PHRASES = ('"end of the quarter"', '"the people who do the work"', '"better than a year ago"')


@dataclass(frozen=True)
class Searched:
    """How long one kind of search took, in seconds, and how many questions it found on the average."""

    what: str
    p50: float
    p95: float
    found: float


@dataclass(frozen=True)
class Measured:
    """What searches took in one database with so many published questions."""

    database: str
    questions: int
    searched: Sequence[Searched]


def measure(kind: str, questions: int, seed: int) -> Measured:
    """Fill a database, index it and search. Raises CannotMeasure."""
    with tempfile.TemporaryDirectory(prefix="floor-bench-") as name, stores.store(kind, Path(name)) as store:
        told = {"FLOOR_DATABASE_URL": store.url, "FLOOR_INSTANCE_PATH": name, "FLOOR_RATE_LIMITS": "off"}
        variables = server.environment(**told)
        server.migrate(variables)
        chance = Random(seed)
        click.echo(f"{store.version()}, {questions:,} published questions", err=True)
        planted = _fill(store.engine, questions, chance)
        app = create_app(from_environment(variables), wrapped=False)
        with app.app_context():
            _index(questions)
            if kind == "postgresql":
                _analyse(store.engine)
            found = list(_searched(app, planted, chance))
            db.session.remove()
            db.engine.dispose()
        return Measured(store.version(), questions, found)


def markdown(found: Sequence[Measured]) -> Iterator[str]:
    """The figures as lines of a table."""
    yield "| search | published questions | words | found | p50 | p95 |"
    yield "| --- | ---: | --- | ---: | ---: | ---: |"
    for one in found:
        for each in one.searched:
            yield (
                f"| {one.database} | {one.questions:,} | {each.what} | {each.found:.0f} "
                f"| {each.p50 * 1000:.1f} ms | {each.p95 * 1000:.1f} ms |"
            )


def _fill(engine: Engine, count: int, chance: Random) -> dict[str, list[str]]:
    """Write the questions, with words planted in them; which words, by how often they stand there."""
    ids = []
    filled = filling.fill(engine, count, now=datetime.now(UTC), chance=chance)
    for batch in progress(filled, filling.batches(count), f"  filling, {filling.BATCH} at a time"):
        ids += [placed.id for placed in batch]
    made = ["".join(chance.sample(SYLLABLES, 4)) for _ in range(3 * WORDS)]
    planted = {
        "1 to 10 %": made[:WORDS],
        "0.1 to 1 %": made[WORDS : 2 * WORDS],
        "rare": made[2 * WORDS :],
    }
    details: dict[int, list[str]] = {}
    for what, words in planted.items():
        number = max(int(count * SHARES[what]), 1) if what in SHARES else RARE
        for word in words:
            for id_ in chance.sample(ids, min(number, count)):
                details.setdefault(id_, []).append(word)
    plant = update(Wording).where(Wording.question_id == bindparam("of"), Wording.number == 1)
    told = [{"of": id_, "said": " ".join(words)} for id_, words in details.items()]
    with engine.execution_options(floor_writes=True).begin() as connection:
        table = plant.values(details=bindparam("said")).execution_options(synchronize_session=None)
        connection.execute(table, told)
    return planted


def _index(count: int) -> None:
    def done() -> Iterator[int]:
        after = 0
        while True:
            begin_writing()
            ids = reindexing.index_next(after, everything=False)
            db.session.commit()
            db.session.expunge_all()
            if not ids:
                return
            yield from ids
            after = ids[-1]

    for _ in progress(done(), count, "  indexing"):
        pass


def _analyse(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _searched(app: Flask, planted: dict[str, list[str]], chance: Random) -> Iterator[Searched]:
    sometimes, seldom, rare = planted.values()
    kinds: dict[str, list[str]] = {
        "in more than a tenth": list(OFTEN),
        **{f"in {what}" if what in SHARES else what: words for what, words in planted.items()},
        "two": [f"{chance.choice(OFTEN)} {word}" for word in sometimes],
        "a phrase": list(PHRASES),
        "misspelt": [_slip(word, chance) for word in (*sometimes, *seldom, *rare)],
    }
    panel = db.session.scalars(select(Panel).where(Panel.slug == rows.PANEL)).one()
    for place, searches in (("on its panel", kinds), ("everywhere", kinds)):
        where = Where(panel if place == "on its panel" else None, clock.now())
        for what, texts in searches.items():
            yield _timed(f"{what}, {place}", where, texts)


def _timed(what: str, where: Where, texts: Sequence[str]) -> Searched:
    seconds, found = [], 0
    for number in range(TIMES):
        begun = perf_counter()
        try:
            found += len(meant.find(where, read(texts[number % len(texts)])).hits)
        except TooSlow:
            db.session.rollback()
        seconds.append(perf_counter() - begun)
    db.session.rollback()
    seconds.sort()
    return Searched(what, percentile(seconds, 50), percentile(seconds, 95), found / TIMES)


def _slip(word: str, chance: Random) -> str:
    """The word without one of its letters."""
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]
