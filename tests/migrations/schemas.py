"""A database's schema as data, so that two of them can be compared."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Engine, inspect

Schema = dict[str, dict[str, Any]]
NOT_OURS = frozenset({"alembic_version"})


def schema(engine: Engine) -> Schema:
    """Tables with columns, keys, constraints and indexes, by reflection."""
    look = inspect(engine)
    return _virtual(engine) | {
        table: {
            "columns": {
                column["name"]: (
                    column["type"].compile(engine.dialect),
                    column["nullable"],
                    column["default"],
                )
                for column in look.get_columns(table)
            },
            "primary key": look.get_pk_constraint(table)["constrained_columns"],
            "foreign keys": {
                tuple(key["constrained_columns"]): (
                    # SQLite doesn't tell the name of one that was added with its column.
                    key["name"] if engine.dialect.name == "postgresql" else None,
                    key["referred_table"],
                    key["referred_columns"],
                    key["options"],
                )
                for key in look.get_foreign_keys(table)
            },
            "unique": {
                unique["name"]: unique["column_names"] for unique in look.get_unique_constraints(table)
            },
            "checks": {
                check["name"]: _plain(check["sqltext"]) for check in look.get_check_constraints(table)
            },
            "indexes": {
                index["name"]: (
                    index["column_names"],
                    index["unique"],
                    {name: _plain(str(value)) for name, value in index.get("dialect_options", {}).items()},
                )
                for index in look.get_indexes(table)
            },
        }
        for table in look.get_table_names()
        if table not in NOT_OURS and not (engine.dialect.name == "sqlite" and table.startswith("search_"))
    }


def _virtual(engine: Engine) -> Schema:
    """The indexes of searches on SQLite, as they were written: reflection knows no types of theirs."""
    if engine.dialect.name != "sqlite":
        return {}
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name LIKE 'search_%'")
        return {name: {"sql": sql} for name, sql in found}


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip()
