"""What the asker of a question reads from a standard text: its places are filled from the question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from domain.question import fields
from domain.question.slots import asked
from domain.refusals import BadField
from models import Author, Question, Reason

PLACE = re.compile(r"\{([^{}\n]{0,40})\}")
PLACES = ("question", "executives", "panel")
"""What may stand in braces and is filled: the asker's own question, to whom it is put, and where."""

OPEN = re.compile(r"…|\.\.\.|\?[^{}\n]{0,39}")
"""What stands in the braces of a place that the moderator fills: ``{…}``, or ``{?which year}``."""


@dataclass(frozen=True)
class Piece:
    """A part of a letter: as it was written, filled from the question, or a place that is still open."""

    kind: Literal["same", "filled", "open"]
    text: str


def letter(reason: Reason, question: Question) -> str:
    """The text of ``reason`` as the asker of ``question`` reads it."""
    return filled(reason.standard_text, words(question))


def words(question: Question) -> dict[str, str]:
    """What fills the places of a text about ``question``."""
    return {
        "question": _own_words(question),
        "executives": _whom(question),
        "panel": question.panel.title,
    }


def filled(text: str, words: Mapping[str, str]) -> str:
    """``text`` with each place of a known name filled; whatever else stands in braces stays."""
    return PLACE.sub(lambda found: words.get(found[1], found[0]), text)


def marked(text: str, words: Mapping[str, str]) -> list[Piece]:
    """``text`` in pieces: what was filled with ``words`` and what is still open stand apart."""
    fillings = sorted({word for word in words.values() if word}, key=len, reverse=True)
    known = [re.escape(word) for word in fillings]
    apart = re.compile("|".join([PLACE.pattern, *known]))
    pieces: list[Piece] = []
    done = 0
    for found in apart.finditer(text):
        name = found[1]
        if name is not None and not _unfilled(name):
            continue
        pieces.append(Piece("same", text[done : found.start()]))
        pieces.append(Piece("filled" if name is None else "open", found[0]))
        done = found.end()
    return [piece for piece in (*pieces, Piece("same", text[done:])) if piece.text]


def check(text: str, *, field: str = "standard_text", may_stay_open: bool = False) -> None:
    """Refuse a place that nothing fills.

    Raises:
        BadField: it names the place.
    """
    for name in PLACE.findall(text):
        if name not in PLACES and not (may_stay_open and OPEN.fullmatch(name)):
            raise BadField(field, "unknown-place", named=name)


def sendable(field: str, value: str, *, required: bool = True) -> str:
    """What a moderator writes to the asker in ``field``, 2,000 characters at most.

    Raises:
        BadField: it is missing or too long, or has a place that is still open; it names that.
    """
    text = fields.note(field, value, required=required)
    still = next((name for name in PLACE.findall(text) if _unfilled(name)), None)
    if still is not None:
        raise BadField(field, "open-place", named=still)
    return text


def _unfilled(name: str) -> bool:
    return name in PLACES or OPEN.fullmatch(name) is not None


def _own_words(question: Question) -> str:
    """What the asker wrote last; where moderators asked themselves, how the question stands."""
    own = [wording for wording in question.wordings if wording.author is Author.ASKER]
    return own[-1].text if own else question.wording.text


def _whom(question: Question) -> str:
    """Those to whom it is put, in the words of the panel's language; the panel where nobody answers."""
    names = [executive.name for executive in asked(question)]
    return format_list(names, locale=_locale(question.panel.language)) if names else question.panel.title


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
