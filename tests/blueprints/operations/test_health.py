"""Health, readiness and ``flask check``, with the database there, away, behind and ahead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from extensions import db
from tests.blueprints.operations.commands import refused, run
from tests.conftest import settings_for

NOWHERE = "postgresql://nobody:secret@127.0.0.1:1/nothing"
COMMANDS = (
    ("demo",),
    ("panels", "create", "ask-us", "--title", "Ask us"),
    ("accounts", "create", "mia@floor.example", "--role", "moderator"),
    ("questions", "import", __file__, "--panel", "ask-us"),
    ("search", "reindex"),
    ("serve", "--port", "1"),
)


@pytest.fixture
def away(tmp_path: Path) -> Flask:
    """An application whose database can't be reached."""
    return create_app(settings_for(NOWHERE, tmp_path), wrapped=False)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    """An application whose database has no schema yet."""
    app = create_app(settings_for(f"sqlite:///{tmp_path}/floor.sqlite3", tmp_path), wrapped=False)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_where_all_is_well_both_say_so(app: Flask) -> None:
    client = app.test_client()
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")
    assert (client.get("/readyz").status_code, client.get("/readyz").text) == (200, "ready\n")


def test_a_database_without_a_schema_is_not_ready(bare: Flask) -> None:
    client = bare.test_client()
    assert (client.get("/readyz").status_code, client.get("/readyz").text) == (503, "behind\n")
    upgrade()
    assert client.get("/readyz").text == "ready\n"


@pytest.mark.parametrize("words", COMMANDS)
def test_with_the_database_away_a_command_is_one_line_that_says_what_to_do(
    away: Flask, words: tuple[str, ...]
) -> None:
    with away.app_context():
        lines = refused(run(away, *words))
    assert len(lines) == 1
    assert "can't be reached" in lines[0]
    assert "FLOOR_DATABASE_URL" in lines[0]
    assert "secret" not in lines[0]


@pytest.mark.parametrize("words", COMMANDS)
def test_with_the_schema_behind_a_command_is_one_line_that_says_what_to_do(
    bare: Flask, words: tuple[str, ...]
) -> None:
    assert refused(run(bare, *words)) == [
        "The schema is behind this release: run flask --app app db upgrade."
    ]


class TestCheck:
    def test_each_thing_has_its_line(self, app: Flask) -> None:
        done = run(app, "check")
        assert done.exit_code == 0
        lines = done.stdout.splitlines()
        names = ["settings", "folders", "database", "schema", "search", "extra semantic"]
        assert [line.partition(":")[0] for line in lines] == names
        assert all(": ok, " in line for line in lines)
        assert any(kind in lines[2] for kind in ("sqlite 3.", "postgresql 1"))

    def test_a_database_that_is_away_fails_it(self, away: Flask) -> None:
        with away.app_context():
            done = run(away, "check")
        assert done.exit_code == 1
        assert "database: failed" in done.stdout
        assert "schema: failed" in done.stdout
        assert "secret" not in done.output

    def test_a_schema_behind_fails_it(self, bare: Flask) -> None:
        done = run(bare, "check")
        assert done.exit_code == 1
        assert "database: ok" in done.stdout
        assert "schema: failed, The schema is behind" in done.stdout
