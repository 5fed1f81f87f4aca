"""How migrations run: one at a time, nothing half done, nothing broken, one line where they can't."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, inspect, text

from app import create_app
from extensions import db
from tests.conftest import settings_for

ADVISORY_LOCK = 0x46726F6D466C6F72
BLOCKED = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
LOOKS = 20_000


def test_a_migration_that_would_break_a_reference_is_not_kept(
    site: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL checks references by itself")
    upgrade()
    driver = db.engine.raw_connection()
    driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute("INSERT INTO question_topics VALUES (7, 7)")
    driver.execute("PRAGMA foreign_keys = ON")
    driver.close()
    done = site.test_cli_runner().invoke(args=["db", "upgrade"])
    assert done.exit_code == 1
    assert caplog.messages[-1] == "Error: the migration would break 2 references"


def test_references_are_checked_again_once_migrations_have_run(site: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL checks references by itself")
    upgrade()
    with db.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_two_migrations_at_once_run_one_after_the_other(site: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("on SQLite the file's own lock does it")
    other = create_engine(db.engine.url)
    second = Thread(target=lambda: site.test_cli_runner().invoke(args=["db", "upgrade"]))
    with other.connect() as first, other.connect() as watch:
        first.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
        second.start()
        waited = any(watch.scalar(BLOCKED) for _ in range(LOOKS))
        tables_meanwhile = inspect(watch).get_table_names()
        first.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_LOCK})
    second.join(30)
    assert waited
    assert tables_meanwhile == []
    assert "questions" in inspect(other).get_table_names()
    other.dispose()


def test_nothing_of_a_migration_that_fails_stays(site: Flask) -> None:
    with db.engine.connect().execution_options(floor_writes=True) as connection:
        connection.execute(text("CREATE TABLE wordings (id INTEGER)"))
        connection.commit()
    done = site.test_cli_runner().invoke(args=["db", "upgrade"])
    assert done.exit_code == 1
    assert set(inspect(db.engine).get_table_names()) <= {"wordings"}


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody:secret@127.0.0.1:1/nothing",
        "sqlite:////nowhere/at/all/floor.sqlite3",
    ],
)
def test_a_database_that_is_away_is_one_line_that_says_what_to_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, url: str
) -> None:
    app = create_app(settings_for(url, tmp_path), wrapped=False)
    done = app.test_cli_runner().invoke(args=["db", "upgrade"])
    assert done.exit_code == 1
    assert len(caplog.messages) == 1
    said = caplog.messages[0]
    assert "\n" not in said
    assert "can't be migrated" in said
    assert "FLOOR_DATABASE_URL" in said
    assert "secret" not in said
