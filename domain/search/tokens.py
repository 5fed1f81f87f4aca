"""What stands in a row of an index beside its words, and how a word that is looked for may stand there. Pure.

Words with a ``_`` are ours: nobody can type one, for an analysis takes the sign out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.language.inflection import forms
from domain.search.asked import Asked
from models import search as tables

LARGEST = 250_000
"""Bytes of one question's words, and of the pieces within them: PostgreSQL takes no more than a megabyte."""


def panel_word(panel_id: int) -> str:
    """The word that stands in the rows of this panel's questions; nobody can type it."""
    return f"panel_{panel_id}"


def number_word(question_id: int) -> str:
    """The word that stands in the row of this question alone."""
    return f"number_{question_id}"


def within(tokens: Iterable[str]) -> Iterator[str]:
    """The first ``tokens``, as many as a row holds."""
    left = LARGEST
    for token in tokens:
        left -= len(token.encode()) + 1
        if left < 0:
            return
        yield token


def either(asked: Asked) -> tables.Either:
    """The word in each of its forms; a phrase, and a run, as they stand."""
    first = asked.terms[0]
    if asked.phrase or first.run:
        tokens = [token for term in asked.terms for token in term.tokens]
        last = asked.terms[-1]
        begins = last.run and len(last.text) == 1
        pieces = [tables.Piece(token) for token in tokens[:-1]]
        return ((*pieces, tables.Piece(tokens[-1], begins=begins)),)
    return tuple((tables.Piece(form.text, begins=form.begins),) for form in forms(first.text))
