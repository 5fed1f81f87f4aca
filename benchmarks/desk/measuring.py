"""Fills two databases, a small and a large one, and visits the desk of each."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import click

from benchmarks import server, stores
from benchmarks.clients import CannotMeasure
from benchmarks.desk import filling, visiting
from benchmarks.desk.visiting import Visited
from blueprints.operations.running import progress

SMALL = 10_000
EMAIL = "moderator@floor.example"


@dataclass(frozen=True)
class Measured:
    """What the desk of one database took with so many questions."""

    database: str
    questions: int
    visited: Sequence[Visited]


def measure(kind: str, questions: int, seed: int) -> Iterator[Measured]:
    """The desk with 10,000 questions, then with ``questions``. Raises CannotMeasure."""
    for count in dict.fromkeys((min(SMALL, questions), questions)):
        with tempfile.TemporaryDirectory(prefix="floor-bench-") as name:
            yield _measure(kind, count, Path(name), Random(seed))


def _measure(kind: str, count: int, folder: Path, chance: Random) -> Measured:
    with stores.store(kind, folder) as store:
        variables = server.environment(
            FLOOR_DATABASE_URL=store.url, FLOOR_INSTANCE_PATH=str(folder), FLOOR_RATE_LIMITS="off"
        )
        server.migrate(variables)
        password = _account(variables)
        now = datetime.now(UTC)
        click.echo(f"{store.version()}, {count:,} questions", err=True)
        desk = filling.prepare(store.engine, now=now)
        batches = filling.fill(store.engine, desk, count, now=now, chance=chance)
        for _ in progress(batches, filling.batches(count), f"  filling, {filling.BATCH} at a time"):
            pass
        with server.serving(variables, folder) as serving:
            moderator = visiting.Moderator(serving.port, EMAIL, password)
            found = visiting.visit(moderator, store.engine, filling.filled(store.engine, desk), chance, now)
        return Measured(store.version(), count, found)


def _account(variables: dict[str, str]) -> str:
    """A moderator's account; its password."""
    ran = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "accounts", "create", EMAIL, "--role", "moderator"],
        cwd=server.CHECKOUT,
        env=variables,
        capture_output=True,
        text=True,
        timeout=60,
    )
    password = re.search(r"(\S+)\s*\Z", ran.stdout)
    if ran.returncode != 0 or password is None:
        raise CannotMeasure(f"accounts create failed: {ran.stderr.strip()[-300:]}")
    return password[1]


def markdown(found: Sequence[Measured]) -> Iterator[str]:
    """The figures as lines of a table: each kind with few and with many questions, and the growth."""
    yield "| desk | what | questions | p50 | p95 | p95 against the fewest |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for one in found:
        fewest = next(other for other in found if other.database == one.database)
        for kind, least in zip(one.visited, fewest.visited, strict=True):
            yield (
                f"| {one.database} | {kind.what} | {one.questions:,} | {kind.p50 * 1000:.1f} ms "
                f"| {kind.p95 * 1000:.1f} ms | {kind.p95 / least.p95:.2f} |"
            )
