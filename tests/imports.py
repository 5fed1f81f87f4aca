"""Taking questions in as the import does, without its file."""

from __future__ import annotations

from collections.abc import Mapping

from domain.permissions import Actor
from domain.question.files import importing
from domain.question.files.rows import Judge, Problem, Row
from extensions import begin_writing, clock, db
from models import ActorKind, Panel
from tests.made import Made


def check(judge: Judge, *cells: Mapping[str, str]) -> tuple[list[Row], list[Problem]]:
    """The rows that can be taken, and what is wrong with the others."""
    rows, problems = [], []
    for number, row in enumerate(cells, start=1):
        found = judge.row(number, row)
        if isinstance(found, Row):
            rows.append(found)
        else:
            problems += found or []
    return rows, problems + judge.end()


def load(made: Made, panel: Panel, *cells: Mapping[str, str]) -> tuple[int, int]:
    """Import rows that are all good; how many were taken and how many were known."""
    now = clock.now()
    taken, problems = check(Judge(panel, at=now, key=made.link_key), *cells)
    assert problems == []
    begin_writing()
    by = Actor(ActorKind.SYSTEM, made.seal)
    counts = importing.load(panel, taken, by=by, at=now, link_key=made.link_key)
    db.session.commit()
    db.session.expire_all()
    return counts
