"""A database that is away or behind: one line that says what to do, a 503, never a trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from extensions import db
from tests.conftest import settings_for

ROOT = Path(__file__).parents[3]
AWAY = "postgresql://postgres@127.0.0.1:1/nowhere"


def flask(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run ``flask --app app …`` as an operator does, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FLOOR_")}
    given = {"FLOOR_ENV": "development", "FLOOR_INSTANCE_PATH": str(folder), **variables}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", *words],
        cwd=ROOT,
        env=kept | given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def away(tmp_path: Path) -> Flask:
    """The application with a database that nobody serves."""
    return create_app(settings_for(AWAY, tmp_path), wrapped=False)


def test_a_page_is_a_503_that_says_when_to_come_back(away: Flask) -> None:
    response = away.test_client().get("/")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert response.headers["Cache-Control"] == "private, no-store"


def test_the_process_lives_and_is_not_ready(away: Flask) -> None:
    client = away.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_a_command_says_in_one_line_that_the_database_is_away(tmp_path: Path) -> None:
    result = flask(tmp_path, "db", "upgrade", FLOOR_DATABASE_URL=AWAY)
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "FLOOR_DATABASE_URL" in result.stderr


def test_a_command_before_the_first_migration_says_to_upgrade(tmp_path: Path) -> None:
    result = flask(tmp_path, "demo")
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "db upgrade" in result.stderr


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, "FLOOR_SECRET_KEY"),
        ({"FLOOR_SECRET_KEY": "short", "FLOOR_BASE_URL": "https://floor.example"}, "FLOOR_SECRET_KEY"),
    ],
    ids=["missing", "weak"],
)
def test_production_does_not_start_half_configured(
    tmp_path: Path, variables: dict[str, str], named: str
) -> None:
    result = flask(tmp_path, "check", FLOOR_ENV="production", **variables)
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert named in result.stderr


def test_ready_knows_a_newer_schema_and_refuses_an_older_one(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/readyz").status_code == 200
    for revision, status in (("9999", 200), ("", 503)):
        told = f"UPDATE alembic_version SET version_num = '{revision}'"
        if not revision:
            told = "DELETE FROM alembic_version"
        with db.engine.begin() as connection:
            before = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            connection.exec_driver_sql(told)
        try:
            assert client.get("/readyz").status_code == status
        finally:
            with db.engine.begin() as connection:
                connection.exec_driver_sql("DELETE FROM alembic_version")
                connection.exec_driver_sql(f"INSERT INTO alembic_version (version_num) VALUES ('{before}')")
