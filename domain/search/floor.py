"""The readers' index: of every published question its public wording, and the answers to be read with it.

``lifecycle.move`` keeps it, in the transaction in which a question becomes public, changes or is taken
down; a released correction does too. What is scheduled is in it already: whether it is found is decided
when somebody searches, by ``domain.visibility``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.language import analysis
from domain.search import spelling
from domain.search.tokens import number_word, panel_word, within
from extensions import db
from models import Question, Statement, Status
from models import search as tables

EVERY = "every_"
"""The word that stands in every row."""

ANSWERS = "answers_"
"""The word between a question's own text and all that follows it."""


@dataclass(frozen=True)
class Told:
    """What readers read of one question: its wording, its details and what was answered."""

    id: int
    panel_id: int
    text: str
    others: Sequence[str]


def index(*questions: Question) -> None:
    """Keep what readers search of each question as it is now; of one that isn't published, nothing."""
    published = [one for one in questions if one.status is Status.PUBLISHED]
    forget([one.id for one in questions if one.status is not Status.PUBLISHED])
    write(map(_told, published))


def index_answered(statement: Statement) -> None:
    """Keep what readers search of every published question that the statement answers."""
    answered = (answer.question for answer in statement.answers)
    index(*(question for question in answered if question.status is Status.PUBLISHED))


def write(told: Iterable[Told]) -> None:
    """Keep what readers search of many published questions."""
    connection, entries = db.session.connection(), list(map(_entry, told))
    earlier = tables.said(connection, [entry.id for entry in entries])
    tables.write(connection, entries, into=tables.floor)
    words = set(chain.from_iterable(entry.words for entry in entries))
    spelling.learn(words)
    spelling.forget(_words(earlier) - words)


def forget(ids: Sequence[int]) -> None:
    """Keep nothing of the questions with these ids."""
    connection = db.session.connection()
    earlier = tables.said(connection, ids)
    tables.remove(connection, ids, of=tables.floor)
    spelling.forget(_words(earlier))


def _words(said: dict[int, str]) -> set[str]:
    return set(chain.from_iterable(words.split(" ") for words in said.values()))


def words_of(text: str, others: Iterable[str]) -> list[str]:
    """The words of a question and of what follows it, in order, with the mark between them."""
    return [*analysis.words(text), ANSWERS, *chain.from_iterable(map(analysis.words, others))]


def _told(question: Question) -> Told:
    wording = next(one for one in question.wordings if one.number == question.public_wording)
    bodies = [
        answer.statement.released.body
        for answer in question.answers
        if answer.published_at is not None and answer.statement.released is not None
    ]
    return Told(question.id, question.panel_id, wording.text, [wording.details, *bodies])


def _entry(told: Told) -> tables.Entry:
    own = [EVERY, panel_word(told.panel_id), number_word(told.id)]
    words = list(within(words_of(told.text, told.others)))
    return tables.Entry(told.id, own + words, (), analysis.VERSION)
