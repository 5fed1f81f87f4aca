"""Ten thousand requests that nobody should send: none is an error of ours, none leaves anything behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from extensions import db
from tests.battery.figures import Figure, figure
from tests.blueprints.browsers import SignIn
from tests.conftest import settings_for
from tests.hostile.malformed.examples import every, seed
from tests.hostile.malformed.sending import Told, changed, send, sound
from tests.hostile.malformed.wild import Sound, wild
from tests.house_rules.world import build, rows
from tests.made import Made

__all__ = ["figure"]

FEW, MANY = 300, 10_000
SEEN = frozenset({("sign_ins", "last_seen_at")})


@pytest.fixture
def begun(app: Flask, made: Made, sign_in: SignIn) -> list[Sound]:
    """A world, and what browsers send to it."""
    return sound(app, build(made), sign_in)


@pytest.fixture
def served(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Any]:
    """The application with all that stands in front of it, on the same database."""
    whole = create_app(settings_for(database_url, tmp_path))
    yield whole.wsgi_app
    with whole.app_context():
        db.engine.dispose()


def drive(wsgi: Any, begun: list[Sound], app: Flask, count: int, chosen: int | None = None) -> Told:
    """Send ``count`` requests, the same ones each time or those of a seed; every row is as before."""
    told = Told()
    before = rows(app, but=SEEN)
    every(count, wild(begun), lambda request: send(wsgi, request, told), chosen)
    assert not changed(before, rows(app, but=SEEN)), "\n".join(told.accepted)
    return told


def test_malformed_requests_are_refused_and_leave_nothing(
    app: Flask, served: Any, begun: list[Sound]
) -> None:
    told = drive(served, begun, app, FEW)
    assert told.requests >= FEW
    assert {200, 400, 404, 422} <= set(told.statuses)


@pytest.mark.battery
def test_ten_thousand_malformed_requests(app: Flask, served: Any, begun: list[Sound], figure: Figure) -> None:
    """No answer is a 5xx, none takes five seconds' work, and no row is another one afterwards.

    ``FLOOR_SEED`` sends those of an earlier run again.

    Seen red: without ``_refuse_unusable`` in ``blueprints/headers.py``: "UnicodeDecodeError: 'utf-8' codec
    can't decode byte 0x80" for a GET of / with that byte as its query. (At first it was so with it too: the
    page that says 400 could not read its own address.)
    """
    chosen = seed()
    told = drive(served, begun, app, MANY, chosen)
    figure("malformed requests", f"{told.figure} (seed {chosen})")
