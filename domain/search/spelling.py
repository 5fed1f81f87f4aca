"""Words that readers may have meant: those of published texts that one slip, or two, makes of what was typed.

What is learned may be of a question that isn't public yet. Before a word is shown, whoever asks looks
whether it is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from extensions import db
from models import spelling as table

SHORTEST, LONGEST = 3, 24
"""Letters of a word that is learned."""

TWICE = 6
"""Letters from which on two of them may be too many."""

MOST_OFFERED = 5


def learn(words: Iterable[str]) -> None:
    """Learn those of ``words`` that aren't known yet."""
    connection = db.session.connection()
    learned = _learnable(words)
    new = sorted(learned - table.known(connection, learned))
    table.learn(connection, [(slip, word) for word in new for slip in slips(word)])


def forget(words: Iterable[str]) -> None:
    """Forget those of ``words`` that stand in no text of the readers' index any more."""
    connection = db.session.connection()
    gone = table.unused(connection, _learnable(words))
    table.forget(connection, [(slip, word) for word in gone for slip in slips(word)])


def nearest(word: str) -> list[str]:
    """The words that a folded ``word`` may have been that is nowhere, 5 at most, the nearest first."""
    if not _learnable([word]):
        return []
    looked_for = [*slips(word), *_twice(word)]
    found = table.neighbours(db.session.connection(), looked_for)
    return sorted(found, key=lambda other: _distance(word, other))[:MOST_OFFERED]


def slips(word: str) -> list[str]:
    """The word itself, and what is left of it without each of its letters."""
    return list(dict.fromkeys([word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]))


def _twice(word: str) -> Iterator[str]:
    """What is left of a long word without two of its letters."""
    if len(word) >= TWICE:
        for first, second in combinations(range(len(word)), 2):
            yield word[:first] + word[first + 1 : second] + word[second + 1 :]


def _learnable(words: Iterable[str]) -> set[str]:
    return {word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha()}


def _distance(typed: str, other: str) -> tuple[int, bool, bool, str]:
    """How far it is to another word: slips, then whether it begins and ends otherwise."""
    return _slips_between(typed, other), typed[0] != other[0], typed[-1] != other[-1], other


def _slips_between(one: str, other: str) -> int:
    """Letters too many, missing, wrong, or swapped with the next one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row, earlier = row, [place], before
        for column, against in enumerate(other, start=1):
            cost = min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != against))
            if earlier and column > 1 and letter == other[column - 2] and against == one[place - 2]:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
