"""PostgreSQL: what every session of ours is told, and addresses of neither kind."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from adapters import databases

URL = os.environ.get("FLOOR_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = create_engine(URL, **databases.driver_options(URL))
    databases.install(engine)
    try:
        engine.connect().close()
    except OperationalError:
        pytest.skip("PostgreSQL is not reachable")
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("lock_timeout", "5s"),
        ("statement_timeout", "10s"),
        ("timezone", "UTC"),
        ("synchronous_commit", "on"),
        ("transaction_isolation", "read committed"),
    ],
)
def test_a_session_has_our_settings(engine: Engine, setting: str, value: str) -> None:
    with engine.connect() as connection:
        assert connection.scalar(text(f"SHOW {setting}")) == value


def test_a_plain_address_means_the_third_psycopg(engine: Engine) -> None:
    assert engine.dialect.driver == "psycopg"


def test_a_write_mark_changes_nothing_here(engine: Engine) -> None:
    with engine.connect().execution_options(floor_writes=True) as connection:
        assert connection.scalar(text("SELECT 1")) == 1


def test_options_in_the_address_are_kept() -> None:
    options = databases.driver_options("postgresql://somebody@db/floor?options=-csearch_path%3Dfloor")
    assert options["connect_args"]["options"].startswith("-csearch_path=floor -c lock_timeout=5000")


@pytest.mark.parametrize("url", ["mysql://somebody@db/floor", "oracle://somebody@db/floor"])
def test_an_address_of_neither_kind_is_one_clear_line(url: str) -> None:
    with pytest.raises(
        databases.UnknownDatabase, match="must begin with sqlite:/// or postgresql://"
    ) as refused:
        databases.driver_options(url)
    assert "somebody" not in str(refused.value)
