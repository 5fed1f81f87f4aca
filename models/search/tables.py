"""The index tables of searches: the only SQL that is written for each database.

On SQLite an FTS5 table, on PostgreSQL two ``tsvector`` columns under GIN. Both keep what
``domain.language`` made of a text, and know no language of their own. FTS5 keeps the words beside its
index (it isn't *contentless*): ``secure-delete`` wipes only what is still known, and of a contentless
row the words could be read in the file after an erasure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Connection,
    Integer,
    MetaData,
    Select,
    TableClause,
    Text,
    cast,
    column,
    event,
    func,
    select,
    table,
    text,
)

from extensions import Base

desk = table(
    "search_desk",
    column("rowid", BigInteger),
    column("words", Text),
    column("grams", Text),
    column("analysis", Integer),
)
"""The desk's index: a row for each question, whose id is ``rowid``; ``analysis`` made its words."""


floor = table(
    "search_floor",
    column("rowid", BigInteger),
    column("words", Text),
    column("said", Text),
    column("analysis", Integer),
)
"""The readers' index: a row for each published question. ``said`` are its words as one text."""


MAKING: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_desk USING fts5(words, grams, analysis UNINDEXED,"
        " tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '_'\")",
        "INSERT INTO search_desk (search_desk, rank) VALUES ('secure-delete', 1)",
        "CREATE VIRTUAL TABLE search_floor USING fts5(words, analysis UNINDEXED,"
        " tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '_'\")",
        "INSERT INTO search_floor (search_floor, rank) VALUES ('secure-delete', 1)",
    ),
    "postgresql": (
        "CREATE TABLE search_desk (rowid BIGINT NOT NULL, words TSVECTOR NOT NULL, grams TSVECTOR NOT NULL,"
        " analysis INTEGER NOT NULL, CONSTRAINT pk_search_desk PRIMARY KEY (rowid))",
        "CREATE INDEX ix_search_desk_words ON search_desk USING gin (words)",
        "CREATE INDEX ix_search_desk_grams ON search_desk USING gin (grams)",
        "CREATE TABLE search_floor (rowid BIGINT NOT NULL, words TSVECTOR NOT NULL, said TEXT NOT NULL,"
        " analysis INTEGER NOT NULL, CONSTRAINT pk_search_floor PRIMARY KEY (rowid))",
        "CREATE INDEX ix_search_floor_words ON search_floor USING gin (words)",
    ),
}


WRITING = {
    "sqlite": "INSERT OR REPLACE INTO {table} ({columns}) VALUES ({values})",
    "postgresql": (
        "INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT (rowid) DO UPDATE SET {replaced}"
    ),
}


VECTORS = frozenset({"words", "grams"})
"""Columns that are a ``tsvector`` on PostgreSQL."""


@dataclass(frozen=True)
class Entry:
    """What an index keeps of a question: its words in their order, the pieces within them each once."""

    id: int
    words: Sequence[str]
    grams: Sequence[str]
    analysis: int

    def said(self) -> str:
        """Its words as one text."""
        return " ".join(self.words)


@event.listens_for(Base.metadata, "after_create")
def make(_metadata: MetaData, connection: Connection, **_how: object) -> None:
    """Make the index tables with all others, where these are made without migrations."""
    for statement in MAKING[connection.dialect.name]:
        connection.execute(text(statement))


def write(connection: Connection, entries: Iterable[Entry], *, into: TableClause = desk) -> None:
    """Keep ``entries``, in the place of earlier ones of the same questions."""
    form = _vector if connection.dialect.name == "postgresql" else " ".join
    columns = _columns(connection.dialect.name, into)
    rows = []
    for one in entries:
        row = {"rowid": one.id, "words": form(one.words), "grams": form(one.grams), "analysis": one.analysis}
        row["said"] = one.said() if "said" in columns else ""
        rows.append({name: row[name] for name in columns})
    if rows:
        connection.execute(text(_writing(connection.dialect.name, into, columns)), rows)


def remove(connection: Connection, ids: Sequence[int], *, of: TableClause) -> None:
    """Forget the entries of these questions, where there are any."""
    if ids:
        connection.execute(of.delete().where(of.c.rowid.in_(ids)))


def said(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The words of these entries of the readers' index, each as one text in their order."""
    words = floor.c.said if connection.dialect.name == "postgresql" else floor.c.words
    wanted = numbers(connection.dialect.name, ids).subquery()
    rows = connection.execute(select(floor.c.rowid, words).join(wanted, wanted.c.id == floor.c.rowid))
    return {row[0]: row[1] for row in rows}


def numbers(dialect: str, ids: Sequence[int]) -> Select[int]:
    """``ids`` as rows, in one parameter however many they are."""
    if dialect == "postgresql":
        return select(func.unnest(cast(list(ids), ARRAY(BigInteger))).label("id"))
    told = func.json_each("[" + ",".join(map(str, ids)) + "]").table_valued(column("value", BigInteger))
    return select(told.c.value.label("id"))


def _columns(dialect: str, into: TableClause) -> list[str]:
    return [one.name for one in into.c if dialect == "postgresql" or one.name != "said"]


def _writing(dialect: str, into: TableClause, columns: Sequence[str]) -> str:
    """The statement that keeps a row of this table."""
    vectors = dialect == "postgresql"
    values = [f"CAST(:{name} AS tsvector)" if vectors and name in VECTORS else f":{name}" for name in columns]
    return WRITING[dialect].format(
        table=into.name,
        columns=", ".join(columns),
        values=", ".join(values),
        replaced=", ".join(f"{name} = excluded.{name}" for name in columns[1:]),
    )


def switch_off(connection: Connection, *plans: str) -> None:
    """Keep PostgreSQL from these plans until the transaction, or the savepoint, ends."""
    connection.execute(select(*(func.set_config(plan, "off", True) for plan in plans)))


def _vector(tokens: Sequence[str]) -> str:
    """A ``tsvector`` as PostgreSQL reads one: tokens in quotes, each with its place."""
    return " ".join(f"'{token}':{min(place, 16383)}" for place, token in enumerate(tokens, start=1))
