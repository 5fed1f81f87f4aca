"""``flask audit``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click
import structlog
from flask import current_app

from blueprints.operations import bp
from blueprints.operations.running import progress, refuse, with_database
from domain.record import checkpoints, verifying
from domain.record.checkpoints import Head, Total
from domain.record.verifying import Broken, Walked, Wrong
from extensions import clock

group = click.Group("audit", help="The record of what happened.")
bp.cli.add_command(group)
log = structlog.get_logger("floor.audit")

HEADS_A_LINE = 100
"""So that no line is longer than log collectors take whole (16 kB)."""
STANDING = "audit-checkpoint"
"""The file of the instance folder that knows up to which event the heads stand in the log."""
HEAD = re.compile(r"\b(?:question|statement|panel|user|page|reason|template) \d+ \d+ [0-9a-f]{64}\b")
TOTAL = re.compile(r"\b(\d+) subjects (\d+) events sha256:[0-9a-f]{64}\b")
SAID = {
    Wrong.ALTERED: "it was altered",
    Wrong.MISSING: "it is missing",
    Wrong.NOTE_ALTERED: "its note was altered",
    Wrong.NOTE_MISSING: "its note is missing, and was not erased",
    Wrong.CUT: "the log knows it, and the record ends before it",
    Wrong.REPLACED: "it is not the one that the log knows",
}


@group.command()
@click.option(
    "--against",
    "logs",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A log with checkpoints: chains whose end was cut off are found too. May be given several times.",
)
@with_database
def verify(logs: tuple[Path, ...]) -> None:
    """Walk every chain of events and name the first row that isn't as it was written.

    Each event is sealed under the audit key together with the one before it and a digest of its note. An
    erased note verifies. What a chain can't show by itself is that its last events were taken away; for
    that give it the log in which ``audit checkpoint`` writes.
    """
    walked = Walked()
    known = 0
    try:
        key = current_app.config["FLOOR"].audit_key
        for _ in progress(verifying.walk(key, walked), verifying.count(), "verifying"):
            pass
        for path in logs:
            known += _compared(path, walked)
    except Broken as broken:
        refuse(f"{broken.kind} {broken.subject_id}, event {broken.seq}: {SAID[broken.wrong]}.")
    notes = f"{walked.notes} notes, {walked.erased} of them erased"
    logged = f" {known} heads of the log stand." if logs else ""
    click.echo(
        f"{walked.events} events of {walked.subjects} subjects are as they were written; {notes}.{logged}"
    )


@group.command()
@with_database
def checkpoint() -> None:
    """Write the head of every chain that is new since the last checkpoint to the log.

    And what all heads come to: how many subjects and events, and one digest over every head. Kept apart
    from the database, these lines show later that no chain was cut (``audit verify --against``).
    """
    now, total, new = clock.now(), Total(), 0
    standing = current_app.config["FLOOR"].instance_path / STANDING
    settled = checkpoints.settled(now)
    since = _known(standing, settled)

    def changed() -> Iterator[Head]:
        for head, is_new in checkpoints.heads(since):
            total.add(head)
            if is_new:
                yield head

    left = changed()
    while heads := list(islice(left, HEADS_A_LINE)):
        new += len(heads)
        log.info("audit-heads", heads=[str(head) for head in heads])
    said = f"{total.subjects} subjects {total.events} events sha256:{total.digest}"
    log.info("audit-checkpoint", total=said, heads=new)
    standing.write_text(f"{settled}\n", encoding="ascii")
    click.echo(f"{total.subjects} subjects, {total.events} events; {new} heads written to the log.")


def _known(standing: Path, settled: int) -> int:
    """Up to which event the log knows every head; 0 where that isn't known of this database."""
    try:
        known = int(standing.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0
    return known if 0 <= known <= settled else 0


def _compared(path: Path, walked: Walked) -> int:
    """How many heads of the log ``path`` stand. Raises Broken."""
    subjects = events = known = 0

    def heads() -> Iterator[Head]:
        nonlocal subjects, events
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                for written in HEAD.findall(line):
                    yield Head.read(written)
                for total in TOTAL.findall(line):
                    subjects, events = max(subjects, int(total[0])), max(events, int(total[1]))

    for _ in progress(verifying.against(heads()), None, "comparing"):
        known += 1
    if events == 0:
        refuse(f"{path.name} holds no checkpoint.")
    if walked.subjects < subjects or walked.events < events:
        refuse(
            f"{path.name} knows {events} events of {subjects} subjects; "
            f"there are {walked.events} of {walked.subjects}."
        )
    return known
