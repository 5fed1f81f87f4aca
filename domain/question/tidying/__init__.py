"""Small tidy-ups of a wording, each only proposed: greeting off, capitals down, spaces. Pure.

A moderator sees what a tidy-up makes of the text before it is saved, as any wording of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from domain.question.tidying.capitals import lowered
from domain.question.tidying.greetings import ungreeted
from domain.question.tidying.spaces import closed_up


class Kind(StrEnum):
    """What is tidied; ``ALL`` is everything that has something to do."""

    GREETING = "greeting"
    CAPITALS = "capitals"
    SPACES = "spaces"
    ALL = "all"


@dataclass(frozen=True)
class Tidying:
    """One proposal: its kind, and how the text would read."""

    kind: Kind
    text: str


STEPS: dict[Kind, Callable[[str, str], str]] = {
    Kind.GREETING: ungreeted,
    Kind.CAPITALS: lowered,
    Kind.SPACES: closed_up,
}


def tidied(kind: Kind, text: str, lang: str) -> str:
    """``text``, in the language ``lang``, after one tidy-up or all of them; it may be as it was."""
    if kind is not Kind.ALL:
        return STEPS[kind](text, lang)
    while True:
        after = text
        for step in STEPS.values():
            after = step(after, lang)
        if after == text:
            return text
        text = after


def proposals(text: str, lang: str) -> list[Tidying]:
    """The tidy-ups that would change ``text``; with several, all of them as one more."""
    found = [Tidying(kind, after) for kind in STEPS if (after := tidied(kind, text, lang)) != text]
    return [*found, Tidying(Kind.ALL, tidied(Kind.ALL, text, lang))] if len(found) > 1 else found
