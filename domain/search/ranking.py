"""How well a text fits a search, by its words alone. Pure, and so the same on both databases.

Every text that is ranked has all the words that are wanted, so how rare a word is tells little; how often
it stands there, in how long a text, and whether already in the question, tells more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.search import Either, Phrase

SATURATION, LENGTH = 1.2, 0.75
"""BM25's k1 and b."""

USUAL_LENGTH = 130
"""Words of a usual question with its answers: fixed, so that no text's place hangs on another's."""

IN_THE_QUESTION = 3
OTHER_FORM = 0.6
TOGETHER = 1.0
"""What a word counts for in the question rather than in an answer, and in another form than was typed; and
what it is worth that the words stand together as they were typed."""

STEPS = 1000
"""Of one point: scores are whole numbers, so that a place in a list can be told exactly."""


@dataclass(frozen=True)
class Sought:
    """A word or phrase as it stands in a text: just so, and how any form of it begins."""

    exact: str
    any_form: str


def sought(wanted: Sequence[Either]) -> list[Sought]:
    """What is to be counted for each thing that is wanted."""
    return [_sought(either) for either in wanted]


def score(said: str, looked_for: Sequence[Sought], divider: str) -> int:
    """How well ``said``, the words of a text, fits; more is better. ``divider`` ends the question in it."""
    question, _, rest = f" {said} ".partition(f" {divider} ")
    long = SATURATION * (1 - LENGTH + LENGTH * said.count(" ") / USUAL_LENGTH)
    points = 0.0
    for one in looked_for:
        often = IN_THE_QUESTION * _often(f"{question} ", one) + _often(f" {rest}", one)
        points += often * (SATURATION + 1) / (often + long)
    if len(looked_for) > 1 and " ".join(one.exact.strip() for one in looked_for) in said:
        points += TOGETHER
    return round(points * STEPS)


def has(said: str, either: Either) -> bool:
    """Whether one of the phrases stands in ``said``."""
    text = f" {said} "
    return any(_as_text(phrase) in text for phrase in either)


def _sought(either: Either) -> Sought:
    exact = _as_text(either[0])
    if len(either) == 1:
        return Sought(exact, exact)
    texts = [phrase[0].text for phrase in either]
    shortest = min(texts, key=len)
    # Forms of an Arabic word begin differently: what they share is within.
    together = all(text.startswith(shortest) for text in texts)
    return Sought(exact, f" {shortest}" if together else shortest)


def _often(text: str, one: Sought) -> float:
    exact = text.count(one.exact)
    return exact + OTHER_FORM * max(text.count(one.any_form) - exact, 0)


def _as_text(phrase: Phrase) -> str:
    return " " + " ".join(piece.text for piece in phrase) + ("" if phrase[-1].begins else " ")
