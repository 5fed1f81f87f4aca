"""Whether the database is there and its schema is the one that this code needs."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from extensions import db

VERSION_TABLE = "alembic_version"
MIGRATIONS = Path(__file__).parents[2] / "migrations"


class Standing(StrEnum):
    """How the database stands to this code."""

    READY = "ready"
    UNREACHABLE = "unreachable"
    BEHIND = "behind"


@cache
def scripts() -> ScriptDirectory:
    """The migrations that this code knows."""
    return ScriptDirectory(str(MIGRATIONS))


def standing() -> Standing:
    """READY at this code's head or a newer one; BEHIND before it, or with no schema at all."""
    try:
        with db.engine.connect() as connection:
            current = _heads(connection)
    except SQLAlchemyError:
        return Standing.UNREACHABLE
    known = {script.revision for script in scripts().walk_revisions()}
    if current - known:
        return Standing.READY
    return Standing.READY if current == set(scripts().get_heads()) else Standing.BEHIND


def _heads(connection: Connection) -> set[str]:
    """The revisions that the database says it is at; none before the first migration."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return set()
    return set(connection.scalars(text(f"SELECT version_num FROM {VERSION_TABLE}")))  # noqa: S608


def problem(found: Standing) -> str | None:
    """One line that says what to do, None where there is nothing to do."""
    url = db.engine.url.render_as_string(hide_password=True)
    if found is Standing.UNREACHABLE:
        return f"The database at {url} can't be reached: start it, or correct FLOOR_DATABASE_URL."
    if found is Standing.BEHIND:
        return "The schema is behind this release: run flask --app app db upgrade."
    return None
