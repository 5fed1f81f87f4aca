"""How an engine talks to the two databases: driver, pool, transactions, timeouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import make_url

from adapters.databases import postgresql, sqlite
from adapters.databases.sqlite import DriverMissing

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Engine

__all__ = ["DriverMissing", "UnknownDatabase", "driver_options", "finish_erasure", "install"]


class UnknownDatabase(ValueError):
    """The address names a database that this product does not run on."""


def driver_options(url: URL | str) -> dict[str, Any]:
    """Tell how an engine for this address is to be made.

    Args:
        url: the database's address, `sqlite:///…` or `postgresql://…`.

    Returns:
        Keyword arguments for `sqlalchemy.create_engine`.

    Raises:
        DriverMissing: no SQLite library here is new enough.
        UnknownDatabase: the address is of neither kind.
    """
    address = make_url(url)
    match address.get_backend_name():
        case "sqlite":
            return sqlite.options()
        case "postgresql":
            return postgresql.options(address)
    raise UnknownDatabase(
        f"FLOOR_DATABASE_URL must begin with sqlite:/// or postgresql://, not {address.drivername}://"
    )


def install(engine: Engine) -> None:
    """Attach to an engine what `driver_options` can't say: pragmas and how a transaction begins.

    Args:
        engine: made with `driver_options`, before its first connection.
    """
    if engine.dialect.name == "sqlite":
        sqlite.install(engine)


def finish_erasure(engine: Engine) -> bool:
    """Leave nothing of what was erased beside the database; whether that was done.

    Called after the commit. PostgreSQL does it by itself, when it next vacuums.
    """
    return sqlite.empty_log(engine) if engine.dialect.name == "sqlite" else True
