"""Entries of an index with all that is wanted and nothing unwanted, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    TableClause,
    Text,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from models.search.tables import desk, floor, switch_off

NEWEST, NEWER = 4_000, 64_000
"""So many of the newest ids PostgreSQL looks through first, and then where many of them fit."""


FEW = 1_000
"""So many entries of readers' index are found without looking at the newest first."""


COMMON = 80
"""Entries among the newest that fit: from so many on it looks for more row by row."""


@dataclass(frozen=True)
class Piece:
    """A token that is looked for: all of it, or how it ``begins``."""

    text: str
    begins: bool = False


Phrase = tuple[Piece, ...]
"""Tokens that follow each other."""


Either = tuple[Phrase, ...]
"""Phrases of which one suffices."""


def newest(
    connection: Connection,
    wanted: Sequence[Either],
    unwanted: Sequence[Either],
    *,
    most: int,
    among: TableClause = desk,
    below: int | None = None,
) -> list[int]:
    """The ids of the newest ``most`` entries with all of ``wanted`` and nothing of ``unwanted``.

    With ``below`` those of smaller ids alone.
    """
    if connection.dialect.name == "postgresql":
        has = _tsquery_has(among, wanted, unwanted)
        few = _few(connection, among, has, below) if among is floor else None
        return _in_windows(connection, among, has, most, below) if few is None else few[:most]
    older = [] if below is None else [among.c.rowid < below]
    return _ids(connection, among, _fts5_has(among, wanted, unwanted), most, *older)


def _ids(
    connection: Connection,
    among: TableClause,
    has: ColumnElement[bool],
    most: int,
    *within: ColumnElement[bool],
) -> list[int]:
    query = select(among.c.rowid).where(has, *within).order_by(among.c.rowid.desc()).limit(most)
    return [row.rowid for row in connection.execute(query)]


def _few(
    connection: Connection, among: TableClause, has: ColumnElement[bool], below: int | None
) -> list[int] | None:
    """All that fit, by the GIN index alone, newest first; None where they are more than FEW.

    The words of answers make long rows: reading thousands of them one by one for a rare word takes longer.
    """
    query = select(among.c.rowid).where(has).limit(FEW + 1)
    settings = connection.begin_nested()
    try:
        switch_off(connection, "enable_indexscan", "enable_indexonlyscan", "enable_seqscan")
        found = connection.scalars(query if below is None else query.where(among.c.rowid < below)).all()
        return sorted(found, reverse=True) if len(found) <= FEW else None
    finally:
        settings.rollback()


def _in_windows(
    connection: Connection, among: TableClause, has: ColumnElement[bool], most: int, before: int | None
) -> list[int]:
    """The newest of PostgreSQL's: read row by row where many fit, else by the GIN index.

    Left to itself it took up to 0.4 s over 100,000 questions: it can't know how many rows fit, and walks
    them all for a word that is rare, or sorts a tenth of them for a common one. The newest few tell.
    """
    top = connection.scalar(select(func.max(among.c.rowid))) or 0
    older = [] if before is None else [among.c.rowid < before]
    top = top if before is None else min(top, before - 1)
    settings = connection.begin_nested()
    try:
        switch_off(connection, "enable_bitmapscan", "enable_seqscan")
        found = _ids(connection, among, has, most, among.c.rowid > top - NEWEST, *older)
        below = top - NEWEST
        if COMMON <= len(found) < most:
            below = top - NEWER
            found = _ids(connection, among, has, most, among.c.rowid > below, *older)
        if len(found) < most and below > 0:
            settings.rollback()
            settings = connection.begin_nested()
            switch_off(connection, "enable_indexscan", "enable_indexonlyscan", "enable_seqscan")
            found += _ids(connection, among, has, most - len(found), among.c.rowid <= below, *older)
        return found
    finally:
        settings.rollback()


def _fts5_has(
    among: TableClause, wanted: Sequence[Either], unwanted: Sequence[Either]
) -> ColumnElement[bool]:
    asked = " AND ".join(map(_fts5, wanted))
    for one in unwanted:
        asked = f"({asked}) NOT {_fts5(one)}"
    return literal_column(among.name).bool_op("MATCH")(literal(f"words : ({asked})", Text))


def _fts5(either: Either) -> str:
    return "(" + " OR ".join(" + ".join(map(_fts5_piece, phrase)) for phrase in either) + ")"


def _fts5_piece(piece: Piece) -> str:
    return f'"{piece.text}" *' if piece.begins else f'"{piece.text}"'


def _tsquery_has(
    among: TableClause, wanted: Sequence[Either], unwanted: Sequence[Either]
) -> ColumnElement[bool]:
    asked = " & ".join([*map(_tsquery, wanted), *(f"!{_tsquery(one)}" for one in unwanted)])
    return among.c.words.bool_op("@@")(cast(bindparam("asked", asked, Text, unique=True), TSQUERY))


def _tsquery(either: Either) -> str:
    return "(" + " | ".join(" <-> ".join(map(_tsquery_piece, phrase)) for phrase in either) + ")"


def _tsquery_piece(piece: Piece) -> str:
    return f"'{piece.text}':*" if piece.begins else f"'{piece.text}'"
