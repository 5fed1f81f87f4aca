"""``flask questions``."""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click
from flask import current_app

from blueprints import exported
from blueprints.operations import bp, faults
from blueprints.operations.running import progress, refuse, the_system, with_database
from domain.panel.creating import find
from domain.question.files import exporting, importing, sheets
from domain.question.files.exporting import Form
from domain.question.files.rows import Judge, Problem, Row
from domain.refusals import BadField
from extensions import begin_writing, clock, db
from models import Panel

group = click.Group("questions", help="Questions.")
bp.cli.add_command(group)

MOST_LINES = 300
"""So many lines are said of a bad file, and how many more there are."""


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--panel", "slug", required=True)
@click.option("--dry-run", is_flag=True, help="Check every row and take none.")
@with_database
def import_(file: Path, slug: str, dry_run: bool) -> None:
    """Take the questions of a CSV file in: all of them or none; run again, none twice.

    Every row is judged first, and nobody waits for that. Then all are written in one transaction: on
    SQLite nobody else can write meanwhile, for some two seconds with 10,000 rows on a machine that has
    nothing else to do, for some minutes with 200,000 on a busy one. Whoever sends a question then waits
    up to five seconds and is refused after that. Bring large files in before the panel opens, split them
    (10,000 rows are a good size), or use PostgreSQL, where no reader waits.
    """
    settings, now = current_app.config["FLOOR"], clock.now()
    with _spool() as (spool, rows):
        judge = Judge(_panel(slug), at=now, key=settings.link_key)
        taken, problems = _judged(file, judge, spool)
        if problems:
            refuse(*problems)
        if dry_run:
            click.echo(f"{taken} rows can be taken; nothing was taken (--dry-run).{_left_out(judge)}")
            return
        begin_writing()
        new, known = importing.load(
            _panel(slug),
            progress(rows(), taken, "importing"),
            by=the_system(),
            at=now,
            link_key=settings.link_key,
        )
        db.session.commit()
    click.echo(f"{new} taken, {known} known already.{_left_out(judge)}")


def _judged(file: Path, judge: Judge, spool: IO[bytes]) -> tuple[int, list[str]]:
    """Read the whole file: how many rows can be taken (they are in ``spool``), and what is wrong."""
    taken, said = 0, Lines()
    try:
        with sheets.opened(file) as sheet:
            number = 0
            for number, cells in enumerate(progress(sheet, None, "checking"), start=1):
                row = judge.cells(number, sheet.columns, cells)
                if isinstance(row, Row):
                    pickle.dump(row, spool, pickle.HIGHEST_PROTOCOL)
                    taken += 1
                else:
                    said.add(row or ())
            if number == 0:
                refuse(f"{file.name}: {faults.of_file(sheets.BadFile('no-rows'))}")
    except sheets.BadFile as refusal:
        refuse(f"{file.name}: {faults.of_file(refusal)}")
    except BadField as refusal:
        refuse(f"{file.name}: column {refusal.field!r}: {faults.of_cell(refusal)}")
    said.add(judge.end())
    return taken, said.all()


class Lines:
    """What is said of bad rows: the first some hundreds, and how many more there are."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._more = 0

    def add(self, problems: Iterable[Problem]) -> None:
        """Say these as well."""
        for problem in problems:
            if len(self._said) < MOST_LINES:
                self._said.append(faults.line(problem))
            else:
                self._more += 1

    def all(self) -> list[str]:
        """Every line."""
        return [*self._said, f"and {self._more} more."] if self._more else self._said


@contextmanager
def _spool() -> Iterator[tuple[IO[bytes], Callable[[], Iterator[Row]]]]:
    """A file for judged rows, and what reads them again: so many don't have to fit into memory."""
    with tempfile.TemporaryFile() as spool:

        def rows() -> Iterator[Row]:
            spool.seek(0)
            while True:
                try:
                    row: Row = pickle.load(spool)  # noqa: S301 - a file without a name, that we wrote
                except EOFError:
                    return
                yield row

        yield spool, rows


def _left_out(judge: Judge) -> str:
    return f" {judge.left_out} without text left out." if judge.left_out else ""


def _panel(slug: str) -> Panel:
    panel = find(slug)
    if panel is None:
        refuse(f"--panel: there is no panel {slug!r}.")
    return panel


@group.command("export")
@click.option("--panel", "slug", required=True)
@click.option("--format", "form", type=click.Choice([form.value for form in Form]), required=True)
@click.option("--with-personal-data", "personal", is_flag=True, help="Names and e-mail addresses too.")
@with_database
def export(slug: str, form: str, personal: bool) -> None:
    """Write every question of a panel to standard output.

    The CSV can be brought in elsewhere with ``questions import``: cells that a spreadsheet would take
    for a formula have an apostrophe before them, which the import takes off again where the row's first
    column says that it is one of ours. The JSON is exact. Names and addresses of askers are left out
    unless asked for, and the record says so when they are.
    """
    panel, now, chosen = _panel(slug), clock.now(), Form(form)
    panel_id = panel.id
    if personal:
        begin_writing()
        exporting.record(_panel(slug), chosen, by=the_system(), at=now)
        db.session.commit()
    total = exporting.count_exactly(_panel(slug))
    db.session.rollback()
    out = sys.stdout.buffer
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    parts = exported.written(app, panel_id, chosen, personal=personal)
    out.write("".join(next(parts)).encode())
    for text in progress((one for part in parts for one in part), total, "exporting", aside=True):
        out.write(text.encode())
    out.flush()
