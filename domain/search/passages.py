"""Where in a text stands what was looked for, and which passage shows most of it. Pure.

A text is compared as an index would keep it, folded and cut into words, but each of these still knows from
where in the text it comes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.language.analysis import LONGEST_WORD, TERM
from domain.language.folding import fold
from models.search import Either, Phrase

LONGEST = 220
"""Characters of a passage."""

BEFORE = 50
"""Characters of a passage before the first word that was looked for."""

MOST_MARKS = 500
ELLIPSIS = "…"


@dataclass(frozen=True)
class Piece:
    """Some characters of a text; ``hit`` where they were looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Passage:
    """A part of a text in pieces, and how many of the things looked for stand in it."""

    pieces: list[Piece]
    hits: int


@dataclass(frozen=True)
class Mark:
    """From where to where stands the thing looked for that has this ``number``."""

    start: int
    end: int
    number: int


@dataclass(frozen=True)
class Token:
    """A word of an index, and from where to where it comes."""

    text: str
    start: int
    end: int


def marked(text: str, wanted: Sequence[Either]) -> list[Piece]:
    """The whole text, what was looked for marked."""
    return _pieces(text, 0, len(text), _marks(text, wanted))


def passage(text: str, wanted: Sequence[Either]) -> Passage:
    """The part of ``text`` with most of what was looked for, else its beginning; 220 characters or so."""
    text = " ".join(text.split())
    marks = _marks(text, wanted)
    first, hits = _richest(marks)
    start = _back_to_a_word(text, first - BEFORE) if first > BEFORE else 0
    end = _on_to_a_word(text, start + LONGEST)
    pieces = _pieces(text, start, end, marks)
    if start:
        pieces.insert(0, Piece(f"{ELLIPSIS} "))
    if end < len(text):
        pieces.append(Piece(f" {ELLIPSIS}"))
    return Passage(pieces, hits)


def _richest(marks: Sequence[Mark]) -> tuple[int, int]:
    """Where the part begins that has most of what was looked for, and how many that are."""
    best = (0, 0)
    for place, mark in enumerate(marks):
        until = mark.start + LONGEST - BEFORE
        inside = {one.number for one in marks[place : place + 50] if one.end <= until}
        if len(inside) > best[1]:
            best = mark.start, len(inside)
    return best


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    pieces, done = [], start
    for mark in marks:
        if mark.start < done or mark.end > end:
            continue
        pieces += [Piece(text[done : mark.start]), Piece(text[mark.start : mark.end], hit=True)]
        done = mark.end
    return [piece for piece in [*pieces, Piece(text[done:end])] if piece.text]


def _marks(text: str, wanted: Sequence[Either]) -> list[Mark]:
    """Where something looked for stands, in order; what touches within a run of signs is one mark."""
    tokens = _tokens(text)
    found: list[Mark] = []
    for place in range(len(tokens)):
        for number, either in enumerate(wanted):
            length = max((_fitting(tokens, place, phrase) for phrase in either), default=0)
            if length:
                start, end = tokens[place].start, tokens[place + length - 1].end
                if found and start < found[-1].end:
                    start, end = found[-1].start, max(found.pop().end, end)
                found.append(Mark(start, end, number))
        if len(found) >= MOST_MARKS:
            break
    return found


def _fitting(tokens: Sequence[Token], place: int, phrase: Phrase) -> int:
    """How many tokens from ``place`` on are the phrase; 0 where they are not."""
    if place + len(phrase) > len(tokens):
        return 0
    for piece, token in zip(phrase, tokens[place:], strict=False):
        if not (token.text == piece.text or (piece.begins and token.text.startswith(piece.text))):
            return 0
    return len(phrase)


def _tokens(text: str) -> list[Token]:
    """The words of a text as an index has them, each with its place in the text itself."""
    folded, places = _folded(text)
    return [Token(one, places[start], _end(text, places, end)) for one, start, end in _terms(folded)]


def _terms(folded: str) -> Iterator[tuple[str, int, int]]:
    for found in TERM.finditer(folded):
        start, end = found.span()
        if found["run"] is None:
            yield found[0][:LONGEST_WORD], start, end
            continue
        for place in range(start, end - 1):
            yield folded[place : place + 2], place, place + 2
        # The last of a run stands once more by itself.
        yield folded[end - 1], end - 1, end


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """``text`` folded sign by sign, and from which sign each of the folded ones comes."""
    if text.isascii():
        return text.lower(), range(len(text))
    pieces = [_fold(sign) for sign in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), places


def _end(text: str, places: Sequence[int], end: int) -> int:
    """Where a token ends: after what sits on its last sign and is folded to nothing."""
    following = places[end] if end < len(places) else len(text)
    place = places[end - 1] + 1
    while place < following and unicodedata.combining(text[place]):
        place += 1
    return place


def _back_to_a_word(text: str, place: int) -> int:
    space = text.find(" ", place, place + BEFORE // 2)
    return space + 1 if space >= 0 else place


def _on_to_a_word(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - BEFORE // 2, place)
    return space if space >= 0 else place


@lru_cache(8192)
def _fold(sign: str) -> str:
    return fold(sign)
