"""What stands in every column of a database, as one short word for each column."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, inspect

from extensions import db
from tests.migrations.schemas import NOT_OURS

Columns = dict[tuple[str, str], str]
"""By table and column: a digest of all values in the order of the table's key, as the driver gives them."""


def digests() -> Columns:
    """A digest of every column of the database that the application is on."""
    found: Columns = {}
    with db.engine.connect() as connection:
        look = inspect(connection)
        for table in sorted(set(look.get_table_names()) - NOT_OURS):
            if table.startswith("search_"):
                continue  # made of the others, and without a key on SQLite
            names = [column["name"] for column in look.get_columns(table)]
            key = look.get_pk_constraint(table)["constrained_columns"]
            found |= _of_a_table(connection, table, names, key)
    return found


def different(before: Columns, after: Columns) -> list[str]:
    """The columns that both have and that differ, each as ``table.column``."""
    both = before.keys() & after.keys()
    return sorted(
        f"{table}.{column}" for table, column in both if before[table, column] != after[table, column]
    )


def _of_a_table(connection: Connection, table: str, names: list[str], key: list[str]) -> Columns:
    quoted = connection.dialect.identifier_preparer.quote
    wanted = ", ".join(quoted(name) for name in names)
    order = ", ".join(quoted(name) for name in key)
    made = [hashlib.sha256() for _ in names]
    # Past SQLAlchemy's types: the very bytes that the database keeps.
    for row in connection.exec_driver_sql(f"SELECT {wanted} FROM {quoted(table)} ORDER BY {order}"):
        for digest, value in zip(made, row, strict=True):
            digest.update(f"{value!r}\n".encode())
    return {(table, name): digest.hexdigest() for name, digest in zip(names, made, strict=True)}
