"""Recall on pairs of texts, and the time of a look-up among many questions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

import click

from app import create_app
from benchmarks import server, stores
from benchmarks.duplicates import filling, texts
from benchmarks.figures import percentile
from blueprints.operations.running import progress
from domain.question import duplicates
from extensions import db
from models import Panel, Question
from settings import from_environment

LOOKED_UP = 300
MOST, FIRST = 10, 5
SEED = 20261123


@dataclass(frozen=True)
class Recall:
    """The share of texts whose duplicate is among the first one, five and ten, of ``among`` questions."""

    database: str
    file: str
    looked_up: int
    among: int
    places: Sequence[int | None]


@dataclass(frozen=True)
class Speed:
    """What one look-up took, in seconds, and how long the counting before the first one."""

    database: str
    questions: int
    looked_up: int
    p50: float
    p95: float
    counted: float
    found: float


Measured = Recall | Speed


def measure(kind: str, file: Path | None, questions: int) -> Iterator[Measured]:
    """Recall on the pairs in ``file``, where there is one; then the time among ``questions``.

    Raises: CannotMeasure.
    """
    if file is not None:
        pairs = texts.pairs(file)
        with _database(kind) as database:
            yield _recall(database, file.name, pairs)
    with _database(kind) as database:
        yield _speed(database, questions)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    """An application on an empty database; nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="floor-bench-") as name, stores.store(kind, Path(name)) as store:
        variables = server.environment(FLOOR_DATABASE_URL=store.url, FLOOR_INSTANCE_PATH=name)
        server.migrate(variables)
        app = create_app(from_environment(variables), wrapped=False)
        with app.app_context():
            click.echo(store.version(), err=True)
            yield store.version()
            db.session.remove()
            db.engine.dispose()


def _recall(database: str, file: str, pairs: Sequence[texts.Pair]) -> Recall:
    panel_id = filling.panel()
    ids = [id_ for batch in filling.fill(panel_id, iter(pair.second for pair in pairs)) for id_ in batch]
    filling.settle()
    asked = [(id_, pair.first) for id_, pair in zip(ids, pairs, strict=True) if pair.duplicate]
    shown = progress(iter(asked), len(asked), "  looking up")
    places = [_place(_found(panel_id, text, MOST), id_) for id_, text in shown]
    return Recall(database, file, len(asked), len(pairs), places)


def _speed(database: str, questions: int) -> Speed:
    chance = Random(SEED)
    crowd = texts.Crowd(chance)
    panel_id = filling.panel()
    batches = filling.fill(panel_id, crowd.questions(questions))
    filled = progress(batches, -(-questions // filling.BATCH), "  filling")
    ids = [id_ for batch in filled for id_ in batch]
    filling.settle()
    counted, _ = _timed(panel_id, crowd.question())
    seconds, found = [], 0
    for id_ in chance.choices(ids, k=LOOKED_UP):
        again = crowd.again(db.session.get_one(Question, id_).wording.text)
        took, near = _timed(panel_id, again)
        seconds.append(took)
        found += id_ in near
    ordered = sorted(seconds)
    p50, p95 = (percentile(ordered, percent) for percent in (50, 95))
    return Speed(database, questions, LOOKED_UP, p50, p95, counted, found / LOOKED_UP)


def _timed(panel_id: int, text: str) -> tuple[float, list[int]]:
    db.session.rollback()
    db.session.get_one(Panel, panel_id)
    begun = perf_counter()
    found = _found(panel_id, text, FIRST)
    return perf_counter() - begun, found


def _found(panel_id: int, text: str, most: int) -> list[int]:
    panel = db.session.get_one(Panel, panel_id)
    found = [one.question.id for one in duplicates.near_text(panel, text, most=most)]
    db.session.rollback()
    return found


def _place(found: Sequence[int], wanted: int) -> int | None:
    return found.index(wanted) if wanted in found else None


def markdown(found: Sequence[Measured]) -> Iterator[str]:
    """The figures as lines of tables."""
    recalls = [one for one in found if isinstance(one, Recall)]
    if recalls:
        yield "| near-duplicates | pairs | looked up | among | recall at 1 | at 5 | at 10 |"
        yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for one in recalls:
        at = " | ".join(f"{texts.recall(one.places, most):.3f}" for most in (1, 5, 10))
        yield f"| {one.database} | {one.file} | {one.looked_up:,} | {one.among:,} | {at} |"
    if recalls:
        yield ""
    yield "| one look-up | questions | looked up | p50 | p95 | with counting first | found at 5 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for each in found:
        if isinstance(each, Speed):
            yield (
                f"| {each.database} | {each.questions:,} | {each.looked_up} | {each.p50 * 1000:.1f} ms "
                f"| {each.p95 * 1000:.1f} ms | {each.counted * 1000:.0f} ms | {each.found:.2f} |"
            )
