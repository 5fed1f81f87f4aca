"""The words of the readers' index by their slips: the table in which a misspelt word finds its neighbours.

Each word stands there once under itself and under whatever is left of it without one of its letters. Two
words that a slip of the finger tells apart (a letter too many, missing, wrong or swapped) share one of these.
Nothing is unique: who publishes never waits for somebody else who learns the same word.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    event,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from extensions import Base

spellings = Table("search_spellings", MetaData(), Column("slip", Text), Column("word", Text))

MAKING = (
    "CREATE TABLE search_spellings (slip TEXT NOT NULL, word TEXT NOT NULL)",
    "CREATE INDEX ix_search_spellings_slip ON search_spellings (slip, word)",
)
LEARNING = {
    "sqlite": (
        "INSERT INTO search_spellings (slip, word)"
        " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:pairs)"
    ),
    "postgresql": "INSERT INTO search_spellings (slip, word) SELECT * FROM unnest(:slips, :words)",
}
UNUSED = {
    "sqlite": (
        "SELECT value FROM json_each(:words) WHERE NOT EXISTS"
        " (SELECT 1 FROM search_floor WHERE search_floor MATCH '\"' || value || '\"')"
    ),
    "postgresql": (
        "SELECT word FROM unnest(:words) AS word WHERE NOT EXISTS (SELECT 1 FROM search_floor"
        " WHERE search_floor.words @@ CAST('''' || word || '''' AS tsquery))"
    ),
}
AT_ONCE = 500


@event.listens_for(Base.metadata, "after_create")
def make(_metadata: MetaData, connection: Connection, **_how: object) -> None:
    """Make the table with all others, where these are made without migrations."""
    for statement in MAKING:
        connection.execute(text(statement))


def known(connection: Connection, words: Collection[str]) -> set[str]:
    """Those of ``words`` that have been learned."""
    found: set[str] = set()
    every = sorted(words)
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        itself = spellings.c.slip == spellings.c.word
        found |= set(connection.scalars(select(spellings.c.word).where(spellings.c.slip.in_(some), itself)))
    return found


def learn(connection: Connection, pairs: Sequence[tuple[str, str]]) -> None:
    """Keep these slips, each with the word it is one of."""
    if not pairs:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text(LEARNING["sqlite"]), {"pairs": json.dumps(pairs)})
        return
    statement = text(LEARNING["postgresql"]).bindparams(_texts("slips"), _texts("words"))
    slips, words = [slip for slip, _ in pairs], [word for _, word in pairs]
    connection.execute(statement, {"slips": slips, "words": words})


def forget(connection: Connection, pairs: Sequence[tuple[str, str]]) -> None:
    """Keep these no longer."""
    if pairs:
        these = (spellings.c.slip == bindparam("slip"), spellings.c.word == bindparam("of"))
        rows = [{"slip": slip, "of": word} for slip, word in pairs]
        connection.execute(spellings.delete().where(*these), rows)


def unused(connection: Connection, words: Collection[str]) -> list[str]:
    """Those of ``words`` that stand in no entry of the readers' index."""
    if not words:
        return []
    if connection.dialect.name == "sqlite":
        told = {"words": json.dumps(sorted(words))}
        return list(connection.scalars(text(UNUSED["sqlite"]), told))
    statement = text(UNUSED["postgresql"]).bindparams(_texts("words"))
    return list(connection.scalars(statement, {"words": sorted(words)}))


def neighbours(connection: Connection, slips: Sequence[str]) -> list[str]:
    """The words that have one of these slips."""
    query = select(spellings.c.word).where(spellings.c.slip.in_(slips)).distinct()
    return list(connection.scalars(query))


def _texts(name: str) -> BindParameter[Any]:
    return bindparam(name, type_=ARRAY(Text))
