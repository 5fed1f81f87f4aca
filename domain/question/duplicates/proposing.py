"""Which questions of a panel may be near a text: those that share its rarest words, or pieces of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from time import monotonic
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, select

from domain.language import analysis
from domain.question.duplicates.ranking import Counts, rarity
from domain.search import deadline
from extensions import db
from models import Panel, Question, Status, Wording
from models import search as tables

POSTINGS = 2_000
"""So many rows are read for each of the two kinds, at most."""

MOST_TERMS = 64
MOST = {"words": 75, "grams": 75}
"""Candidates by each kind."""

KEPT_SECONDS = 300
GROWN = 5
"""Counts are read again after five minutes, or when a fifth of the rows is new."""


@dataclass(frozen=True)
class _Kept:
    until: float
    counts: Counts


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
"""What was counted last, for each database of this process."""


@dataclass(frozen=True)
class Candidate:
    """A question that may be near, and the words of the text it is shown with."""

    id: int
    words: Sequence[str]


def counts(connection: Connection) -> Counts:
    """How many rows have which words and pieces: counted at most five minutes ago."""
    known = _kept.get(connection.engine)
    last = tables.last(connection)
    if known is not None and monotonic() < known.until and not _grown(known.counts.rows, last):
        return known.counts
    found = tables.frequent(connection)
    made = Counts(found.rows, found.words, found.grams, found.rare)
    _kept[connection.engine] = _Kept(monotonic() + KEPT_SECONDS, made)
    return made


def _grown(rows: int, last: int) -> bool:
    return abs(last - rows) * GROWN > rows


def candidates(
    panel: Panel, words: Sequence[str], among: Iterable[Status], *, without: int | None = None
) -> tuple[list[Candidate], Counts]:
    """The panel's questions in one of these statuses that may be near, and the counts they were found by.

    None awaits its asker's confirmation, or is shown with a wording that was blanked.

    Raises:
        TooSlow: they weren't found within half a second.
    """
    connection = db.session.connection()
    told = counts(connection)
    those = and_(
        Question.panel_id == panel.id,
        Question.status.in_(list(among)),
        Question.awaits_confirmation.is_(False),
        Question.id != (without or 0),
    )
    with deadline.kept(connection):
        ids = dict.fromkeys([*_by("words", words, told, those), *_by("grams", _pieces(words), told, those)])
        rows = _read(connection, list(ids))
    return [Candidate(id_, analysis.words(text)) for id_, text in rows], told


def _by(kind: str, terms: Iterable[str], told: Counts, those: ColumnElement[bool]) -> list[int]:
    rarest = _rarest(terms, told.words if kind == "words" else told.grams, told)
    if not rarest:
        return []
    return tables.likest(db.session.connection(), kind, rarest, those, most=MOST[kind])


def _rarest(terms: Iterable[str], known: Mapping[str, int], told: Counts) -> dict[str, float]:
    """The rarest terms, until as many rows as may be read have one; the first of them in any case."""
    times = Counter(terms)
    left = POSTINGS
    chosen: dict[str, float] = {}
    for count, term in sorted((known.get(term, told.rare), term) for term in times)[:MOST_TERMS]:
        left -= count
        if left < 0 and chosen:
            break
        chosen[term] = times[term] * rarity(count, told.rows)
    return chosen


def _pieces(words: Iterable[str]) -> Iterable[str]:
    return chain.from_iterable(map(analysis.grams, words))


def _read(connection: Connection, ids: Sequence[int]) -> list[tuple[int, str]]:
    """The questions' texts as they are shown: the public wording, else the newest."""
    newest = (
        select(func.max(Wording.number))
        .where(Wording.question_id == Question.id)
        .correlate(Question)
        .scalar_subquery()
    )
    shown = func.coalesce(Question.public_wording, newest)
    query = (
        select(Question.id, Wording.text, Wording.details)
        .join(Wording, (Wording.question_id == Question.id) & (Wording.number == shown))
        .where(Question.id.in_(tables.numbers(connection.dialect.name, ids)), Wording.blanked_at.is_(None))
        .order_by(Question.id)
    )
    return [(id_, f"{said}\n{details}") for id_, said, details in connection.execute(query)]
