"""The desk's index: every text of every question, its answers too, whoever may read them.

The verb that changes a text writes its question's row in the same transaction, after it has flushed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from sqlalchemy import Select

from domain.language import analysis
from domain.search import deadline
from domain.search.asked import Search, read
from domain.search.tokens import either, number_word, panel_word, within
from extensions import db
from models import Panel, Question, Statement
from models import search as tables

MOST_FOUND = 1000


def index(*questions: Question) -> None:
    """Keep what is searched of each question as its texts are now, answers and their drafts included."""
    tables.write(db.session.connection(), [_entry(question) for question in questions])


def write(told: Iterable[tuple[int, int, Sequence[str]]]) -> None:
    """Keep what is searched of many questions: the id of each, its panel's, and its texts."""
    tables.write(db.session.connection(), [_made(*one) for one in told])


def index_answered(statement: Statement) -> None:
    """Keep what is searched of every question that the statement answers."""
    index(*(answer.question for answer in statement.answers))


def matching(panel: Panel, text: str) -> Select[int]:
    """The ids of the panel's questions, 1,000 at most, in which the words of ``text`` stand, newest first.

    All words must be there, those in quotes in their order; one with ``-`` before it must not. A number
    finds the question of that number too. Where ``text`` has no word (it is empty, or all signs) nothing
    is found.

    Raises:
        TooSlow: it was not found out within half a second.
    """
    dialect = db.session.get_bind().dialect.name
    search = read(text)
    if not search:
        return tables.numbers(dialect, [])
    wanted, unwanted = _looked_for(panel, search)
    with deadline.kept(db.session.connection()) as connection:
        found = tables.newest(connection, wanted, unwanted, most=MOST_FOUND)
    return tables.numbers(dialect, found)


def _made(question_id: int, panel_id: int, texts: Iterable[str]) -> tables.Entry:
    """The row of a question of this panel, made of its ``texts``: what comes first is never cut."""
    words = list(within(chain.from_iterable(map(analysis.words, texts))))
    grams = dict.fromkeys(chain.from_iterable(map(analysis.grams, dict.fromkeys(words))))
    own = [panel_word(panel_id), number_word(question_id)]
    return tables.Entry(question_id, own + words, list(within(grams)), analysis.VERSION)


def _entry(question: Question) -> tables.Entry:
    texts = [text for one in reversed(question.wordings) for text in (one.text, one.details)]
    bodies = [one.statement.newest.body for one in question.answers if one.statement.revisions]
    return _made(question.id, question.panel.id, [*texts, *bodies])


def _looked_for(panel: Panel, search: Search) -> tuple[list[tables.Either], list[tables.Either]]:
    """What must stand in a row that is found, and what must not."""
    wanted: list[tables.Either] = [((tables.Piece(panel_word(panel.id)),),)]
    if search.number is not None:
        named = (tables.Piece(number_word(search.number)),)
        wanted.append((named, *chain.from_iterable(map(either, search.wanted))))
    else:
        wanted += map(either, search.wanted)
    return wanted, [either(one) for one in search.unwanted]
