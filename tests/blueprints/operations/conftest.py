"""Running a command of the application as its operator would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask

from extensions import db

Run = Callable[..., Result]
"""Runs ``flask …`` with these words; ``input`` is standard input."""


@pytest.fixture
def run(app: Flask) -> Run:
    """Runs a command in the application under test."""

    def command(*words: str, given: str | None = None) -> Result:
        db.session.rollback()
        result = app.test_cli_runner().invoke(args=list(words), input=given)
        db.session.rollback()
        db.session.expire_all()
        return result

    return command
