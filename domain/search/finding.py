"""What readers find: published questions with all the words asked for, those that fit best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from domain.question.lists.page import answers_with_all_they_show
from domain.search import floor, ranking
from domain.search.asked import Search
from domain.search.tokens import either, number_word, panel_word
from domain.visibility import panel_listed, question_published, shown_answers
from extensions import db
from models import Answer, Executive, Panel, Question
from models import search as tables

MOST_FOUND = 1000
ROUNDS = 5
"""So often another thousand is read, where questions that nobody may see are among the newest."""

MOST_HALF_SHOWN = 100


@dataclass(frozen=True)
class Where:
    """Where readers search at ``at``: on one panel, which they may read, or on all that are listed."""

    panel: Panel | None
    at: datetime


@dataclass(frozen=True)
class Hit:
    """A question that was found, and how well it fits."""

    score: int
    id: int


def hits(where: Where, search: Search) -> list[Hit]:
    """The newest thousand questions that the public sees with all that is wanted, the best first.

    Within a deadline that the caller keeps.
    """
    if not search:
        return []
    said = tables.said(db.session.connection(), list(_newest(where, search)))
    said |= dict(_half_shown(where, search))
    looked_for = ranking.sought([either(one) for one in search.wanted])
    found = [Hit(ranking.score(words, looked_for, floor.ANSWERS), id_) for id_, words in said.items()]
    return sorted(found, key=lambda hit: (-hit.score, -hit.id))


def number_of(where: Where, search: Search, *, most: int) -> int:
    """How many there are to be found, counted up to ``most``; within a deadline that the caller keeps."""
    return sum(1 for _ in islice(chain(_newest(where, search, most), _half_shown(where, search)), most))


def shown(where: Where) -> list[ColumnElement[bool]]:
    """The questions that are found there at all: those that the public sees."""
    if where.panel is not None:
        return [question_published(where.at), Question.panel_id == where.panel.id]
    listed = select(Panel.id).where(panel_listed(where.at))
    return [question_published(where.at), Question.panel_id.in_(listed)]


def _newest(where: Where, search: Search, most: int = 0) -> Iterator[int]:
    """The ids of those that fit and are visible with all that the index holds of them, newest first."""
    connection, below, most = db.session.connection(), None, most or MOST_FOUND
    left = most
    wanted, unwanted = _looked_for(where, search), [either(one) for one in search.unwanted]
    for _ in range(ROUNDS):
        found = tables.newest(connection, wanted, unwanted, most=most, among=tables.floor, below=below)
        for id_ in _visible(where, found)[:left]:
            left -= 1
            yield id_
        if len(found) < most or not left:
            return
        below = found[-1]


def _visible(where: Where, ids: Sequence[int]) -> list[int]:
    among = Question.id.in_(tables.numbers(db.session.get_bind().dialect.name, ids))
    to_come = select(Answer.id).where(Answer.question_id == Question.id, Answer.published_at > where.at)
    whole = select(Question.id).where(among, *shown(where), ~to_come.exists())
    seen = set(db.session.scalars(whole))
    return [id_ for id_ in ids if id_ in seen]


def _looked_for(where: Where, search: Search) -> list[tables.Either]:
    word = floor.EVERY if where.panel is None else panel_word(where.panel.id)
    wanted: list[tables.Either] = []
    if where.panel is not None or not search.wanted:
        wanted.append(((tables.Piece(word),),))
    if search.number is not None:
        return [*wanted, ((tables.Piece(number_word(search.number)),), *_any_of(search))]
    return wanted + [either(one) for one in search.wanted]


def _any_of(search: Search) -> Iterable[tables.Phrase]:
    return (phrase for one in search.wanted for phrase in either(one))


def _half_shown(where: Where, search: Search) -> Iterator[tuple[int, str]]:
    """Of public questions with an answer that is still to come, those that fit, and their words.

    Their rows in the index hold that answer already, and would be found, or kept away, by what nobody may
    know yet. They are few, and read as readers see them.
    """
    executives = select(Executive.id)
    if where.panel is not None:
        executives = executives.where(Executive.panel_id == where.panel.id)
    to_come = select(Answer.question_id).where(
        Answer.executive_id.in_(executives), Answer.published_at > where.at
    )
    questions = db.session.scalars(
        select(Question)
        .where(Question.id.in_(to_come), *shown(where))
        .options(joinedload(Question.panel), joinedload(Question.public), *answers_with_all_they_show())
        .limit(MOST_HALF_SHOWN)
    )
    for question in questions:
        said = " ".join(_words(question, where.at))
        if _fits(said, question.id, search):
            yield question.id, said


def _words(question: Question, at: datetime) -> list[str]:
    bodies = [one.statement.released.body for one in shown_answers(question, at) if one.statement.released]
    return floor.words_of(question.wording.text, [question.wording.details, *bodies])


def _fits(said: str, id_: int, search: Search) -> bool:
    wanted = all(ranking.has(said, either(one)) for one in search.wanted) or search.number == id_
    return wanted and not any(ranking.has(said, either(one)) for one in search.unwanted)
