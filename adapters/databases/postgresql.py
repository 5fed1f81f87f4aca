"""PostgreSQL through psycopg 3: READ COMMITTED, and nothing waits for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

CONNECT_SECONDS: Final = 5
POOL_SECONDS: Final = 5
SESSION: Final = {
    "lock_timeout": "5000",
    "statement_timeout": "10000",
    "synchronous_commit": "on",
    "timezone": "UTC",
}


def options(url: URL) -> dict[str, Any]:
    """Give the keyword arguments for `create_engine`.

    Args:
        url: the database's address; session options in its query are kept, ours come after them.
    """
    given = url.query.get("options", ())
    words = [given] if isinstance(given, str) else list(given)
    words += [f"-c {name}={value}" for name, value in SESSION.items()]
    return {
        "isolation_level": "READ COMMITTED",
        "hide_parameters": True,  # an error that is logged shows nobody's text or address
        "pool_size": 8,
        "max_overflow": 8,
        "pool_timeout": POOL_SECONDS,
        "pool_pre_ping": True,
        "connect_args": {"connect_timeout": CONNECT_SECONDS, "options": " ".join(words)},
    }
