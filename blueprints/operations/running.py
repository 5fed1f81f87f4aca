"""What every command has: one line and exit 1 when it can't, and progress on long work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from time import monotonic
from typing import NoReturn, ParamSpec, TypeVar

import click
from flask import current_app
from sqlalchemy.exc import DBAPIError

from blueprints.operations import schema
from domain.permissions import Actor
from models import ActorKind

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
LINE_EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""


def with_database(command: Callable[P, R]) -> Callable[P, R]:
    """Run ``command`` only on a reachable database whose schema is at its head."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        problem = schema.problem(schema.standing())
        if problem is not None:
            refuse(problem)
        try:
            return command(*args, **kwargs)
        except DBAPIError as error:
            refuse(f"The database refused: {' '.join(str(error.orig).split())}")

    return run


def refuse(*lines: str) -> NoReturn:
    """Say ``lines`` on standard error and exit 1."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)


def the_system() -> Actor:
    """Whoever runs a command, as a verb's ``by``."""
    return Actor(ActorKind.SYSTEM, current_app.config["FLOOR"].audit_key)


def progress(rows: Iterable[T], total: int | None, label: str, *, aside: bool = False) -> Iterator[T]:
    """Go through ``rows`` and show count, rate and time left: a bar on a terminal, lines elsewhere.

    ``total`` is None where nobody knows it. The lines go to standard output, for standard error says
    nothing but what is wrong; ``aside`` sends them there, where standard output is the result itself.
    """
    if sys.stderr.isatty():
        with click.progressbar(
            rows, length=total, label=label, show_pos=True, show_eta=total is not None, file=sys.stderr
        ) as bar:
            yield from bar
        return
    begun = said = monotonic()
    for done, row in enumerate(rows, start=1):
        yield row
        now = monotonic()
        if now - said >= LINE_EVERY or done == total:
            said = now
            rate = done / max(now - begun, 1e-6)
            of = f" of {total}" if total is not None else ""
            left = f", {(total - done) / rate:.0f} s left" if total is not None else ""
            click.echo(f"{label}: {done}{of}, {rate:.0f}/s{left}", err=aside)
