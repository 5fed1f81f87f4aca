"""``flask questions``."""

from __future__ import annotations

import csv
from pathlib import Path

import click
from flask import current_app

from blueprints.operations import bp
from blueprints.operations.running import progress, refuse, the_system, with_database
from blueprints.phrases import refusal_sentence
from domain.panel.creating import find
from domain.question import importing, rows
from domain.refusals import BadField
from extensions import begin_writing, clock, db
from models import Panel

group = click.Group("questions", help="Questions.")
bp.cli.add_command(group)

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_CELL = 200_000
MOST_ROWS = 200_000
SENTENCES = {
    "unknown-column": f"this column isn't known. Known are {', '.join(rows.COLUMNS)}.",
    "missing-column": "the first line must name the columns, text among them.",
    "unknown-status": f"write one of {', '.join(rows.STATUSES)}.",
    "unknown-reason": "there is no reason with this code.",
    "not-yes-or-no": "write yes or no, or leave it empty.",
    "not-a-time": "write the time as 2026-11-30T18:00:00Z.",
    "no-zone": "the time has no zone. Write it as 2026-11-30T18:00:00Z or with +02:00.",
    "not-in-this-status": "only approved and published rows take an answer.",
    "not-a-language": "write the language as a code, such as en or pt-BR.",
}

MISSING = {
    "answer": "a published row needs an answer.",
    "reason": "a rejected row needs the code of its reason.",
}


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--panel", "slug", required=True)
@click.option("--dry-run", is_flag=True, help="Check every row and take none.")
@with_database
def import_(file: Path, slug: str, dry_run: bool) -> None:
    """Take the questions of a CSV file in: all of them or none; run again, none twice."""
    panel = _panel(slug)
    cells = _cells(file)
    settings, now = current_app.config["FLOOR"], clock.now()
    shown = progress(cells, len(cells), "checking")
    found, problems = rows.check(shown, panel=panel, at=now, key=settings.link_key)
    if problems:
        refuse(*(_line(problem) for problem in problems))
    if dry_run:
        click.echo(f"{len(found)} rows can be taken; nothing was taken (--dry-run).")
        return
    begin_writing()
    taken, known = importing.load(
        _panel(slug),
        progress(found, len(found), "importing"),
        by=the_system(),
        at=now,
        link_key=settings.link_key,
    )
    db.session.commit()
    click.echo(f"{taken} taken, {known} known already.")


def _panel(slug: str) -> Panel:
    panel = find(slug)
    if panel is None:
        refuse(f"--panel: there is no panel {slug!r}.")
    return panel


def _cells(file: Path) -> list[dict[str, str]]:
    """The file's rows; a file that can't be read as CSV in UTF-8 is refused in one line."""
    if file.stat().st_size > LARGEST_FILE:
        refuse(f"{file.name}: larger than 64 MB. Split it.")
    csv.field_size_limit(LARGEST_CELL)
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            rows.check_columns(reader.fieldnames or ())
            cells = list(reader)
    except UnicodeDecodeError as error:
        refuse(f"{file.name}: not UTF-8 (byte {error.start}). Save it as UTF-8.")
    except csv.Error as error:
        refuse(f"{file.name}: line {reader.line_num} can't be read as CSV ({error}).")
    except BadField as refusal:
        refuse(f"{file.name}: column {refusal.field!r}: {SENTENCES[refusal.code]}")
    if len(cells) > MOST_ROWS:
        refuse(f"{file.name}: {len(cells)} rows, 200,000 at most. Split it.")
    for number, row in enumerate(cells, start=1):
        if None in row or None in row.values():
            refuse(f"row {number}: it has another number of cells than the first line.")
    return cells


def _line(problem: rows.Problem) -> str:
    refusal = problem.refusal
    sentence = (
        MISSING.get(refusal.field) if refusal.code == "missing" else SENTENCES.get(refusal.code)
    ) or refusal_sentence(refusal)
    return f"row {problem.row}, {refusal.field}: {sentence}"
