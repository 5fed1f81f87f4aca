"""The index tables of searches: the only SQL that is written for each database.

On SQLite an FTS5 table, on PostgreSQL two ``tsvector`` columns under GIN. Both keep what
``domain.language`` made of a text, and know no language of their own. FTS5 keeps the words beside its
index (it isn't *contentless*): ``secure-delete`` wipes only what is still known, and of a contentless
row the words could be read in the file after an erasure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Double,
    Integer,
    MetaData,
    Select,
    TableClause,
    Text,
    bindparam,
    cast,
    column,
    event,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from extensions import Base
from models.question import Question

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


NEWEST, NEWER = 4_000, 64_000
"""So many of the newest ids PostgreSQL looks through first, and then where many of them fit."""

VECTORS = frozenset({"words", "grams"})
"""Columns that are a ``tsvector`` on PostgreSQL."""

FEW = 1_000
"""So many entries of readers' index are found without looking at the newest first."""

COMMON = 80
"""Entries among the newest that fit: from so many on it looks for more row by row."""


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


@dataclass(frozen=True)
class Piece:
    """A token that is looked for: all of it, or how it ``begins``."""

    text: str
    begins: bool = False


Phrase = tuple[Piece, ...]
"""Tokens that follow each other."""

Either = tuple[Phrase, ...]
"""Phrases of which one suffices."""


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
        _switch_off(connection, "enable_indexscan", "enable_indexonlyscan", "enable_seqscan")
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
        _switch_off(connection, "enable_bitmapscan", "enable_seqscan")
        found = _ids(connection, among, has, most, among.c.rowid > top - NEWEST, *older)
        below = top - NEWEST
        if COMMON <= len(found) < most:
            below = top - NEWER
            found = _ids(connection, among, has, most, among.c.rowid > below, *older)
        if len(found) < most and below > 0:
            settings.rollback()
            settings = connection.begin_nested()
            _switch_off(connection, "enable_indexscan", "enable_indexonlyscan", "enable_seqscan")
            found += _ids(connection, among, has, most - len(found), among.c.rowid <= below, *older)
        return found
    finally:
        settings.rollback()


def _switch_off(connection: Connection, *plans: str) -> None:
    connection.execute(select(*(func.set_config(plan, "off", True) for plan in plans)))


def _vector(tokens: Sequence[str]) -> str:
    """A ``tsvector`` as PostgreSQL reads one: tokens in quotes, each with its place."""
    return " ".join(f"'{token}':{min(place, 16383)}" for place, token in enumerate(tokens, start=1))


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
        _switch_off(connection, "enable_seqscan", "enable_hashjoin", "enable_mergejoin")
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
