"""Doubled spaces, a space before a comma, the same mark again and again. Pure."""

from __future__ import annotations

import regex

GRAPHEME = regex.compile(r"\X")
SPACES = frozenset(" \t\u00a0\u2009\u202f\u3000")
NO_SPACE_BEFORE = frozenset(",;?!.،؛؟")
ENDS = frozenset("!?！？؟¡¿")
"""Marks of which one is enough; two unlike ones (?!) stay."""

COMMAS = frozenset(",;،؛，、")
DOTS = 3


def closed_up(text: str, lang: str) -> str:
    """``text`` with one space where there were several, and one mark where it was repeated.

    French, which sets marks apart, keeps its spaces before them.
    """
    parts: list[str] = GRAPHEME.findall(text)
    apart = lang.split("-")[0].casefold() == "fr"
    while True:
        after = _marks(_single_spaces(_before_marks(parts, apart=apart)))
        if after == parts:
            break
        parts = after
    result = "".join(parts)
    return result if GRAPHEME.findall(result) == parts else text


def _single_spaces(parts: list[str]) -> list[str]:
    """One of several spaces, none at the end of a line, one empty line and no more."""
    kept: list[str] = []
    for part in parts:
        if part in SPACES and kept and kept[-1] in SPACES:
            continue
        if part == "\n":
            if kept and kept[-1] in SPACES:
                kept.pop()
            if kept[-2:] == ["\n", "\n"]:
                continue
        kept.append(part)
    return kept


def _before_marks(parts: list[str], *, apart: bool) -> list[str]:
    """No space before a mark that belongs to the word before it; ``.5`` and ``:)`` are no such marks."""
    if apart:
        return parts
    kept: list[str] = []
    for place, part in enumerate(parts):
        if part in NO_SPACE_BEFORE and kept and kept[-1] in SPACES and _closes(parts, place):
            while kept and kept[-1] in SPACES:
                kept.pop()
        kept.append(part)
    return kept


def _closes(parts: list[str], place: int) -> bool:
    """Whether the mark there ends a word: what follows is a space, another mark, or nothing."""
    following = parts[place + 1] if place + 1 < len(parts) else " "
    if parts[place] == ".":
        return following in SPACES or following == "\n"
    return parts[place] in COMMAS or following in SPACES or following == "\n" or following in ENDS


def _marks(parts: list[str]) -> list[str]:
    """Each mark once where it is repeated; three dots of more."""
    kept: list[str] = []
    run: set[str] = set()
    dots = 0
    for part in parts:
        dots = dots + 1 if part == "." else 0
        if dots > DOTS or (part in COMMAS and kept and kept[-1] == part):
            continue
        if part in ENDS:
            if part in run:
                continue
            run.add(part)
        else:
            run.clear()
        kept.append(part)
    return kept
