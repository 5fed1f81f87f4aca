"""Entries of the desk's index that share the rarest words with a text, and how many have which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Double,
    Text,
    cast,
    func,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from models.question import Question
from models.search.tables import desk, switch_off

VOCABULARY = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_desk_terms USING fts5vocab(main, search_desk, col)"
)


SAMPLED = 2_000
"""Of so many of the newest rows PostgreSQL is asked which words they have: some hundredths of a second."""


@dataclass(frozen=True)
class Frequent:
    """In how many of ``rows`` the words and pieces stand that many have; all others in ``rare`` at most."""

    rows: int
    words: Mapping[str, int]
    grams: Mapping[str, int]
    rare: int


def last(connection: Connection) -> int:
    """The highest id in the index, which tells about how many rows it has."""
    return connection.scalar(select(func.max(desk.c.rowid))) or 0


def frequent(connection: Connection) -> Frequent:
    """What stands in more than one of ``SAMPLED`` rows, counted where that is cheap, else estimated."""
    rows = last(connection)
    rare = max(1, rows // SAMPLED)
    if connection.dialect.name == "postgresql":
        words, grams = (_sampled(connection, column, rows) for column in ("words", "grams"))
    else:
        words, grams = _counted(connection, rare)
    return Frequent(rows, words, grams, rare)


def likest(
    connection: Connection, column: str, terms: Mapping[str, float], those: ColumnElement[bool], *, most: int
) -> list[int]:
    """The ids of ``most`` questions of ``those`` that have most of ``terms`` in ``column``, the best first.

    ``terms`` say how much each counts, on PostgreSQL. They should be rare: every row with one is read.
    """
    if connection.dialect.name == "postgresql":
        return _likest_by_weight(connection, column, terms, those, most)
    asked = " OR ".join(f'"{term}"' for term in terms)
    has = literal_column("search_desk").bool_op("MATCH")(literal(f"{column} : ({asked})", Text))
    # The sign keeps SQLite from walking the questions and asking the index for each.
    one = Question.id == literal_column("+search_desk.rowid", BigInteger)
    query = select(desk.c.rowid).join(Question, one).where(has, those).order_by(literal_column("rank"))
    return list(connection.scalars(query.limit(most)))


def _likest_by_weight(
    connection: Connection, column: str, terms: Mapping[str, float], those: ColumnElement[bool], most: int
) -> list[int]:
    asked = select(
        func.unnest(cast([f"'{term}'" for term in terms], ARRAY(TSQUERY))).label("term"),
        func.unnest(cast(list(terms.values()), ARRAY(Double))).label("weight"),
    ).subquery()
    found = (
        select(desk.c.rowid, func.sum(asked.c.weight).label("weight"))
        .join(asked, desk.c[column].bool_op("@@")(asked.c.term))
        .group_by(desk.c.rowid)
        .cte()
        .prefix_with("MATERIALIZED")
    )
    query = select(found.c.rowid).join(Question, Question.id == found.c.rowid).where(those)
    settings = connection.begin_nested()
    try:
        switch_off(connection, "enable_seqscan", "enable_hashjoin", "enable_mergejoin")
        ordered = query.order_by(found.c.weight.desc(), found.c.rowid.desc())
        return list(connection.scalars(ordered.limit(most)))
    finally:
        settings.rollback()


def _counted(connection: Connection, least: int) -> tuple[dict[str, int], dict[str, int]]:
    connection.execute(text(VOCABULARY))
    told = text("SELECT col, term, doc FROM temp.search_desk_terms WHERE doc > :least")
    found: dict[str, dict[str, int]] = {"words": {}, "grams": {}}
    for row in connection.execute(told, {"least": least}):
        found[row.col][row.term] = row.doc
    return found["words"], found["grams"]


def _sampled(connection: Connection, column: str, rows: int) -> dict[str, int]:
    newest = select(desk.c[column]).order_by(desk.c.rowid.desc()).limit(literal_column(str(SAMPLED)))
    told = text("SELECT word, ndoc FROM ts_stat(:newest)")
    found = connection.execute(told, {"newest": str(newest)})
    share = max(1.0, rows / SAMPLED)
    return {row.word: round(row.ndoc * share) for row in found}
