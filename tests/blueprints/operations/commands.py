"""Running the product's commands as an administrator would."""

from __future__ import annotations

from click.testing import Result
from flask import Flask

from extensions import db


def run(app: Flask, *words: str, typed: str = "") -> Result:
    """Run ``flask --app app`` with these words; ``typed`` comes on standard input."""
    db.session.rollback()
    result = app.test_cli_runner().invoke(args=list(words), input=typed)
    db.session.rollback()
    return result


def refused(result: Result) -> list[str]:
    """The lines on standard error of a command that ended with 1."""
    assert result.exit_code == 1, (result.exit_code, result.output, result.exception)
    lines = result.stderr.splitlines()
    assert lines, "ended with 1 and said nothing"
    return lines
