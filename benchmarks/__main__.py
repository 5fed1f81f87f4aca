"""``python -m benchmarks``: measures the product as it is served, and prints a table for README."""

from __future__ import annotations

import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import FrameType

import click

from benchmarks import echo, filling, fresh, importing, machine, measures, searching, server, stores
from benchmarks.clients import CannotMeasure
from benchmarks.desk import measuring as desk
from benchmarks.duplicates import measuring as duplicates
from benchmarks.duplicates import texts
from benchmarks.figures import Figure
from benchmarks.importing import Imported
from benchmarks.measures import MEASURES, Bench
from benchmarks.report import Report, Run
from benchmarks.rows import Placed
from benchmarks.stores import Store
from blueprints.operations.running import progress
from tests.databases import postgresql_answers

SEED = 20261122
MEMORY, FRESH, IMPORT, DESK, SEARCH = "memory", "fresh", "import", "desk", "search"
DUPLICATES = "duplicates"
KINDS = ("sqlite", "postgresql")


@click.command()
@click.option(
    "--only",
    type=click.Choice([*MEASURES, MEMORY, FRESH, IMPORT, DESK, SEARCH, DUPLICATES]),
    help="Measure nothing else.",
)
@click.option("--database", type=click.Choice([*KINDS, "both"]), default="both", show_default=True)
@click.option(
    "--seconds", type=click.IntRange(1, 120), default=10, show_default=True, help="Of a hot measure."
)
@click.option("--questions", type=click.IntRange(21, 1_000_000), default=10_000, show_default=True)
@click.option(
    "--rows", type=click.IntRange(1, 200_000), default=200_000, show_default=True, help="To import."
)
@click.option(
    "--pairs",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=texts.PAIRS if texts.PAIRS.exists() else None,
    help="A CSV of first, second, is_duplicate; without one recall isn't measured.",
)
@click.option("--fresh", "with_fresh", is_flag=True, help="Also time a fresh clone until its first page.")
def main(
    only: str | None,
    database: str,
    seconds: int,
    questions: int,
    rows: int,
    pairs: Path | None,
    with_fresh: bool,
) -> None:
    """Measure pages, submissions and memory on each database; ends with 1 where a request failed."""
    signal.signal(signal.SIGTERM, _stop)
    command = " ".join(["python -m benchmarks", *sys.argv[1:]])
    report = Report(command, machine.describe(), machine.file_system(Path(tempfile.gettempdir())))
    problem = None
    try:
        if only == IMPORT:
            report.imports = [_import(kind, rows) for kind in _kinds(database)]
        if only == DESK:
            report.desks = [
                found for kind in _kinds(database) for found in desk.measure(kind, questions, SEED)
            ]
        if only == DUPLICATES:
            report.lookups = [
                found for kind in _kinds(database) for found in duplicates.measure(kind, pairs, questions)
            ]
        if only == SEARCH:
            report.searches = [searching.measure(kind, questions, SEED) for kind in _kinds(database)]
        if only not in (FRESH, IMPORT, DESK, SEARCH, DUPLICATES):
            for kind in _kinds(database):
                report.runs.append(_run(kind, report, only, seconds, questions))
        if with_fresh or only == FRESH:
            click.echo("fresh clone", err=True)
            report.fresh = fresh.measure()
    except CannotMeasure as error:
        problem = str(error)
    if report.anything:
        click.echo(report.markdown())
    if problem is not None:
        raise click.ClickException(problem)
    sys.exit(1 if report.failed else 0)


def _kinds(database: str) -> list[str]:
    """The databases to measure on; PostgreSQL is left out of both, in one line, where it doesn't answer."""
    if database == "sqlite" or postgresql_answers():
        return list(KINDS) if database == "both" else [database]
    if database == "postgresql":
        raise CannotMeasure("PostgreSQL can't be reached: start it, or set FLOOR_TEST_DATABASE_URL.")
    click.echo("NOT MEASURED: PostgreSQL, for it can't be reached", err=True)
    return ["sqlite"]


def _run(kind: str, report: Report, only: str | None, seconds: int, questions: int) -> Run:
    """Make a database, fill it, serve it and measure; nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="floor-bench-") as name:
        folder = Path(name)
        with stores.store(kind, folder) as store:
            variables = server.environment(
                FLOOR_DATABASE_URL=store.url, FLOOR_INSTANCE_PATH=str(folder), FLOOR_RATE_LIMITS="off"
            )
            server.migrate(variables)
            run = Run(store.version(), questions)
            click.echo(run.database, err=True)
            chance = Random(SEED)
            placed = _fill(store, questions, chance)
            with server.serving(variables, folder) as serving:
                bench = Bench(serving, store.engine, placed, seconds, chance)
                _measure(bench, run, report, only)
    return run


def _import(kind: str, rows: int) -> Imported:
    """Make an empty database and import a file into it; nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="floor-bench-") as name:
        folder = Path(name)
        with stores.store(kind, folder) as store:
            variables = server.environment(FLOOR_DATABASE_URL=store.url, FLOOR_INSTANCE_PATH=str(folder))
            server.migrate(variables)
            database = store.version()
            click.echo(f"{database}: importing {rows} rows", err=True)
            return importing.measure(database, variables, folder, rows, Random(SEED))


def _fill(store: Store, questions: int, chance: Random) -> list[Placed]:
    filled = filling.fill(store.engine, questions, now=datetime.now(UTC), chance=chance)
    shown = progress(filled, filling.batches(questions), f"  filling, {filling.BATCH} at a time")
    return [question for batch in shown for question in batch]


def _measure(bench: Bench, run: Run, report: Report, only: str | None) -> None:
    """Do what was asked for; memory wants all of the load, whatever else is shown."""
    idle = bench.server.memory()
    for name, measure in MEASURES.items():
        if only in (None, name, MEMORY):
            figures = measure(bench)
            run.figures += figures if only != MEMORY else []
    if only in (None, MEMORY):
        run.held = server.held(idle, bench.server.memory())
    if report.client is None and only not in (MEMORY, "submission"):
        report.client = _client_limit(bench)


def _client_limit(bench: Bench) -> Figure:
    page = bench.server.get(measures.LIST).encode()
    with echo.echo(page) as port:
        return measures.hot("the client by itself", port, "/", bench.seconds)


def _stop(number: int, _frame: FrameType | None) -> None:
    """End as on Ctrl-C, so that everything that was started ends too."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
