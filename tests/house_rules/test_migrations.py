"""Rule 4: migrations run up with data in them, the newest also down, and their head is the models."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, Table

from blueprints.operations.schema import scripts
from extensions import db
from tests.migrations.places import Fresh, fresh, site
from tests.migrations.rows import ROWS, Rows
from tests.migrations.schemas import schema

__all__ = ["fresh", "site"]

EVERY = [script.revision for script in reversed(list(scripts().walk_revisions()))]


def tables() -> dict[str, Table]:
    """The tables as they stand, without asking the models, and without the indexes of searches."""
    found = MetaData()
    found.reflect(db.engine, only=lambda name, _: not name.startswith("search_"))
    return found.tables


def put(rows: Rows) -> None:
    """Insert ``rows`` in an order that references allow."""
    with db.engine.connect().execution_options(floor_writes=True) as connection:
        found = MetaData()
        found.reflect(connection, only=list(rows))
        for table in found.sorted_tables:
            if table.name in rows:
                for row in rows[table.name]:
                    connection.execute(table.insert().values(**row))
        connection.commit()


def kept(rows: Rows) -> None:
    """Every row of ``rows`` is there, each column that still exists as it was."""
    now = tables()
    with db.engine.connect() as connection:
        for name, expected in rows.items():
            found = connection.execute(now[name].select()).mappings().all()
            for row in expected:
                here = {column: value for column, value in row.items() if column in now[name].c}
                assert any(same(here, dict(other)) for other in found), (name, row)


def same(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether ``found`` has everything that was put in, times compared as instants."""
    return all(plain(found[column]) == plain(value) for column, value in expected.items())


def plain(value: Any) -> Any:
    """A time without its zone, in UTC; anything else as it is."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def test_every_revision_has_rows_to_be_migrated() -> None:
    assert set(ROWS) == set(EVERY), "a new revision brings its rows in tests/migrations/rows.py"


@pytest.mark.parametrize("revision", EVERY)
def test_every_table_of_a_revision_has_a_row(site: Flask, revision: str) -> None:
    upgrade(revision=revision)
    brought = {"alembic_version", "reasons", "pages", "page_versions"}
    assert set(ROWS[revision]) == set(tables()) - brought


@pytest.mark.parametrize("revision", EVERY)
def test_rows_of_every_release_survive_the_way_up(site: Flask, revision: str) -> None:
    upgrade(revision=revision)
    put(ROWS[revision])
    upgrade()
    kept(ROWS[revision])


def test_the_newest_goes_down_and_up_again_with_rows_in_it(site: Flask) -> None:
    upgrade()
    put(ROWS[EVERY[-1]])
    before = schema(db.engine)
    downgrade(revision="-1")
    if len(EVERY) > 1:
        kept({name: rows for name, rows in ROWS[EVERY[-2]].items() if name in tables()})
    else:
        assert schema(db.engine) == {}
    upgrade()
    assert schema(db.engine) == before


def test_the_head_is_the_models(fresh: Fresh) -> None:
    migrated, made = fresh(), fresh()
    with migrated.app_context():
        upgrade()
        head = schema(db.engine)
    with made.app_context():
        with db.engine.connect().execution_options(floor_writes=True) as connection:
            db.metadata.create_all(connection)
            connection.commit()
        models = schema(db.engine)
    assert set(head) == set(models)
    for table in models:
        assert head[table] == models[table], table


def test_autogenerate_finds_nothing_to_do_at_the_head(site: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": no_index_of_a_search}
        )
        assert compare_metadata(context, db.metadata) == []


def no_index_of_a_search(thing: Any, name: str | None, kind: str, *_: Any) -> bool:
    """What migrations/env.py leaves out: tables whose SQL is written for each database."""
    return not (kind == "table" and (name or "").startswith("search_"))


def test_there_is_one_head(site: Flask) -> None:
    assert scripts().get_heads() == [EVERY[-1]]
