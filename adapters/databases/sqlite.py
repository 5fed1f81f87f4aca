"""SQLite for several threads and processes: WAL, full sync, and one writer at a time.

A transaction that starts reading and then writes fails at once when another one wrote meanwhile,
so a transaction that may write says so first: the execution option `floor_writes` makes it begin
with BEGIN IMMEDIATE. Before that it takes a lock of ours, because who queues for that waits better
than who polls SQLite's.
"""

from __future__ import annotations

import importlib
import sqlite3
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from adapters.databases.write_lock import WriteLock

if TYPE_CHECKING:
    from types import ModuleType

    from sqlalchemy.engine import Connection, Engine

OLDEST_SAFE: Final = (3, 51, 3)
BUSY_SECONDS: Final = 5.0
POOL_SECONDS: Final = 5
WRITES: Final = "floor_writes"

_write_locks: dict[str, WriteLock] = {}


class DriverMissing(RuntimeError):
    """No SQLite library on this machine can be trusted with several writers."""


class FloorConnection(Protocol):
    """What our SQLite connections can do beyond the driver's."""

    isolation_level: str | None

    def execute(self, sql: str) -> Any:
        """Run one statement."""

    def hold(self, lock: WriteLock) -> None:
        """Keep a lock that was acquired until the present transaction has ended."""

    def let_go(self) -> None:
        """Release the lock that is held, if one is."""


def options() -> dict[str, Any]:
    """Give the keyword arguments for `create_engine`.

    Raises:
        DriverMissing: no SQLite library here is new enough.
    """
    module = find_driver()
    connect_args: dict[str, Any] = {
        "timeout": BUSY_SECONDS,
        "isolation_level": None,
        "factory": connection_class(module),
    }
    if hasattr(module, "LEGACY_TRANSACTION_CONTROL"):
        # Newer Pythons mean to change this default, and COMMIT would then follow other rules.
        connect_args["autocommit"] = module.LEGACY_TRANSACTION_CONTROL
    return {
        "module": module,
        "hide_parameters": True,  # an error that is logged shows nobody's text or address
        "pool_size": 8,
        "max_overflow": 8,
        "pool_timeout": POOL_SECONDS,
        "connect_args": connect_args,
    }


def find_driver() -> ModuleType:
    """Find a driver whose SQLite is safe: the standard library's, else pysqlite3.

    Older libraries can corrupt a write-ahead log that several processes write.

    Raises:
        DriverMissing: neither is there and new enough.
    """
    if sqlite3.sqlite_version_info >= OLDEST_SAFE:
        return sqlite3
    try:
        bundled = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        bundled = None
    if bundled is not None and bundled.sqlite_version_info >= OLDEST_SAFE:
        return bundled
    oldest = ".".join(str(part) for part in OLDEST_SAFE)
    raise DriverMissing(
        f"Python's SQLite is {sqlite3.sqlite_version}, and {oldest} or newer is needed: install pysqlite3 "
        "(Linux on x86-64), use a Python with a newer SQLite, or set FLOOR_DATABASE_URL to PostgreSQL."
    )


def connection_class(module: ModuleType) -> type[FloorConnection]:
    """Make a connection class that gives a held lock back when its transaction has ended.

    The driver's connection is the one place that every ending passes: commit, rollback, the pool's
    reset on return, invalidation.

    Args:
        module: the driver, `sqlite3` or one made like it.
    """
    base: Any = module.Connection

    class LockedConnection(base):  # type: ignore[misc]
        _held: WriteLock | None = None

        def hold(self, lock: WriteLock) -> None:
            self._held = lock

        def let_go(self) -> None:
            held, self._held = self._held, None
            if held is not None:
                held.release()

        def commit(self) -> None:
            try:
                super().commit()
            except BaseException:
                # SQLite keeps the transaction open then, and SQLAlchemy believes it has ended.
                self.rollback()
                raise
            self.let_go()

        def rollback(self) -> None:
            super().rollback()
            self.let_go()

        def close(self) -> None:
            try:
                super().close()
            finally:
                self.let_go()

    return cast("type[FloorConnection]", LockedConnection)


def install(engine: Engine) -> None:
    """Attach pragmas and the beginning of transactions to an engine.

    Args:
        engine: made with `options()`, before its first connection.
    """
    database = engine.url.database or ""
    lock = _write_locks.setdefault(database, WriteLock(f"{database}-writers"))

    def connected(connection: FloorConnection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL").close()
        connection.execute("PRAGMA synchronous=FULL").close()
        connection.execute("PRAGMA foreign_keys=ON").close()
        # What is erased is overwritten, or its bytes would stay in the file's free pages.
        connection.execute("PRAGMA secure_delete=ON").close()

    def begun(connection: Connection) -> None:
        chosen = connection.get_execution_options()
        if chosen.get("isolation_level") == "AUTOCOMMIT":
            return
        try:
            _begin(connection, lock if chosen.get(WRITES) else None)
        except BaseException:
            # SQLAlchemy would run whatever came next on this connection outside any transaction.
            connection.close()
            raise

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def empty_log(engine: Engine) -> bool:
    """Bring the write-ahead log into the database file and cut it to nothing; whether that was done.

    Until then the log still holds earlier texts of what was overwritten. Somebody who reads for
    longer than a write may wait can be in the way.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        busy, _frames, _done = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    return not busy


def _begin(connection: Connection, lock: WriteLock | None) -> None:
    if lock is None:
        connection.exec_driver_sql("BEGIN")
        return
    if not lock.acquire(timeout=BUSY_SECONDS):
        raise _locked(connection)
    driver = cast("FloorConnection", connection.connection.dbapi_connection)
    driver.hold(lock)
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        driver.let_go()
        raise


def _locked(connection: Connection) -> OperationalError:
    # The same error as SQLite's own, so that whoever answers it needs to know one only.
    driver: Any = connection.dialect.dbapi
    return OperationalError("BEGIN IMMEDIATE", None, driver.OperationalError("database is locked"))
