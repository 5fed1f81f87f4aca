"""SQLite: pragmas, how transactions begin, and a write lock that is neither leaked nor released twice."""

from __future__ import annotations

import gc
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from adapters import databases
from adapters.databases import sqlite

WRITING = {"floor_writes": True}


def make_engine(path: Path, busy_seconds: float = 5.0) -> Engine:
    url = f"sqlite:///{path}"
    options = databases.driver_options(url)
    options["connect_args"]["timeout"] = busy_seconds
    engine = create_engine(url, **options)
    databases.install(engine)
    return engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path / "floor.sqlite")
    with engine.connect().execution_options(**WRITING) as connection:
        connection.execute(text("CREATE TABLE tally (id INTEGER PRIMARY KEY, count INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO tally VALUES (1, 0)"))
        connection.commit()
    yield engine
    engine.dispose()


def write_lock(engine: Engine) -> threading.Lock:
    assert engine.url.database is not None
    return sqlite._write_locks[engine.url.database]


def test_every_connection_keeps_a_synced_log_and_foreign_keys(engine: Engine) -> None:
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            pragma = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
            assert pragma == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "busy_timeout": 5000,
            }


def test_a_reading_transaction_keeps_its_snapshot_while_another_writes(engine: Engine) -> None:
    with engine.connect() as reader:
        assert reader.scalar(text("SELECT count FROM tally")) == 0
        with engine.connect().execution_options(**WRITING) as writer:
            writer.execute(text("UPDATE tally SET count = 7"))
            writer.commit()
        assert reader.scalar(text("SELECT count FROM tally")) == 0
        reader.rollback()
        assert reader.scalar(text("SELECT count FROM tally")) == 7


def test_a_writing_transaction_has_the_database_before_its_first_statement(engine: Engine) -> None:
    with engine.connect().execution_options(**WRITING) as writer:
        writer.begin()
        other = sqlite.find_driver().connect(engine.url.database, timeout=0, isolation_level=None)
        with pytest.raises(Exception, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_session_that_says_it_writes_takes_and_returns_the_lock(engine: Engine) -> None:
    with Session(engine) as session:
        session.connection(execution_options=WRITING)
        assert write_lock(engine).locked()
        session.execute(text("UPDATE tally SET count = 1"))
        session.commit()
        assert not write_lock(engine).locked()
        assert session.scalar(text("SELECT count FROM tally")) == 1
        assert not write_lock(engine).locked()


def test_many_threads_write_one_at_a_time_and_none_is_refused(engine: Engine) -> None:
    threads, rounds = 8, 20
    inside = 0
    most = 0
    start = threading.Barrier(threads)

    def add() -> None:
        nonlocal inside, most
        start.wait()
        for _ in range(rounds):
            with Session(engine) as session:
                session.connection(execution_options=WRITING)
                inside += 1
                most = max(most, inside)
                count = session.scalar(text("SELECT count FROM tally"))
                session.execute(text("UPDATE tally SET count = :count"), {"count": (count or 0) + 1})
                inside -= 1
                session.commit()

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(add) for _ in range(threads)]:
            done.result()
    assert most == 1
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count FROM tally")) == threads * rounds
    assert not write_lock(engine).locked()


@pytest.mark.parametrize("ending", ["commit", "rollback", "close", "invalidate", "detach", "forgotten"])
def test_the_lock_is_free_whatever_way_the_transaction_ended(engine: Engine, ending: str) -> None:
    connection: Any = engine.connect().execution_options(**WRITING)
    connection.execute(text("UPDATE tally SET count = 9"))
    assert write_lock(engine).locked()
    if ending == "forgotten":
        del connection
        gc.collect()
    elif ending == "detach":
        connection.detach()
        connection.close()
    else:
        getattr(connection, ending)()
    assert not write_lock(engine).locked()


def test_an_ended_transaction_never_frees_the_next_ones_lock(engine: Engine) -> None:
    first = engine.connect().execution_options(**WRITING)
    second = engine.connect().execution_options(**WRITING)
    first.execute(text("UPDATE tally SET count = 1"))
    first.commit()
    second.begin()
    first.rollback()
    first.close()
    assert write_lock(engine).locked()
    second.rollback()
    assert not write_lock(engine).locked()
    second.close()


def test_a_commit_that_fails_ends_the_transaction_and_frees_the_lock(engine: Engine) -> None:
    with engine.connect().execution_options(**WRITING) as connection:
        connection.execute(
            text("CREATE TABLE child (parent INTEGER REFERENCES tally (id) DEFERRABLE INITIALLY DEFERRED)")
        )
        connection.commit()
        connection.execute(text("INSERT INTO child VALUES (404)"))
        with pytest.raises(IntegrityError):
            connection.commit()
        assert not write_lock(engine).locked()
        connection.rollback()
        assert connection.scalar(text("SELECT count(*) FROM child")) == 0


def test_who_waits_too_long_for_the_lock_gets_the_databases_own_error(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    with engine.connect().execution_options(**WRITING) as holder:
        holder.begin()
        with Session(engine) as session:
            with pytest.raises(OperationalError, match="database is locked"):
                session.connection(execution_options=WRITING)
            session.rollback()
            assert session.scalar(text("SELECT count FROM tally")) == 0
        assert write_lock(engine).locked()


def test_another_process_holding_the_database_leaves_no_lock_behind(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "floor.sqlite", busy_seconds=0.01)
    other = sqlite.find_driver().connect(tmp_path / "floor.sqlite", isolation_level=None)
    with Session(engine) as session:
        session.execute(text("SELECT 1"))
        session.rollback()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="database is locked"):
            session.connection(execution_options=WRITING)
        assert not write_lock(engine).locked()
        session.rollback()
        other.execute("ROLLBACK")
        session.connection(execution_options=WRITING)
        assert write_lock(engine).locked()
    assert not write_lock(engine).locked()
    other.close()
    engine.dispose()


def test_a_connection_whose_beginning_failed_can_run_nothing(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    with engine.connect().execution_options(**WRITING) as holder:
        holder.begin()
        refused = engine.connect().execution_options(**WRITING)
        with pytest.raises(OperationalError):
            refused.begin()
        assert refused.closed


def test_two_engines_on_one_file_share_the_lock_and_two_files_do_not(tmp_path: Path) -> None:
    one, same, other = (make_engine(tmp_path / name) for name in ("a.sqlite", "a.sqlite", "b.sqlite"))
    assert write_lock(one) is write_lock(same)
    assert write_lock(one) is not write_lock(other)


def test_autocommit_begins_nothing_so_that_pragmas_take_effect(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def test_many_threads_may_open_a_fresh_file_at_once(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "fresh.sqlite")
    start = threading.Barrier(8)

    def look() -> Any:
        start.wait()
        with engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA journal_mode").scalar()

    with ThreadPoolExecutor(8) as pool:
        assert {done.result() for done in [pool.submit(look) for _ in range(8)]} == {"wal"}
    engine.dispose()


def test_the_driver_is_new_enough_for_several_writers() -> None:
    assert sqlite.find_driver().sqlite_version_info >= (3, 51, 3)


def test_the_standard_library_is_preferred_where_it_is_new_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert sqlite.find_driver() is sqlite3


def test_an_old_library_everywhere_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    old = SimpleNamespace(sqlite_version_info=(3, 40, 1), sqlite_version="3.40.1")
    monkeypatch.setattr(sqlite, "sqlite3", old)
    monkeypatch.setattr("importlib.import_module", lambda _name: old)
    with pytest.raises(databases.DriverMissing, match=r"3\.40\.1.*3\.51\.3 or newer is needed") as refused:
        databases.driver_options("sqlite:///floor.sqlite")
    assert "\n" not in str(refused.value)


def test_a_missing_library_is_the_same_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_name: str) -> None:
        raise ImportError

    monkeypatch.setattr(
        sqlite, "sqlite3", SimpleNamespace(sqlite_version_info=(3, 40, 1), sqlite_version="3.40.1")
    )
    monkeypatch.setattr("importlib.import_module", nothing)
    with pytest.raises(databases.DriverMissing, match="install pysqlite3"):
        sqlite.find_driver()


def test_what_is_erased_is_neither_in_the_file_nor_beside_it(engine: Engine, tmp_path: Path) -> None:
    with engine.connect().execution_options(**WRITING) as connection:
        connection.execute(text("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)"))
        connection.execute(text("INSERT INTO notes (words) VALUES (:words)"), {"words": "Zebedee " * 2000})
        connection.commit()
        connection.execute(text("UPDATE notes SET words = ''"))
        connection.commit()
    assert databases.finish_erasure(engine)
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"tally" in left
    assert b"Zebedee" not in left


def test_a_long_reader_keeps_the_log_from_being_emptied_and_that_is_said(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "read.sqlite", busy_seconds=0.1)
    with engine.connect().execution_options(**WRITING) as connection:
        connection.execute(text("CREATE TABLE notes (words TEXT)"))
        connection.commit()
    with engine.connect() as reader:
        reader.execute(text("SELECT * FROM notes")).all()
        with engine.connect().execution_options(**WRITING) as connection:
            connection.execute(text("INSERT INTO notes VALUES ('later')"))
            connection.commit()
        assert not databases.finish_erasure(engine)
    assert databases.finish_erasure(engine)
    engine.dispose()
