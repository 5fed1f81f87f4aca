"""Other forms of a word that is looked for, without knowing its language. Pure.

What an index keeps are whole words; the word of a search is widened instead: its ending goes, and what
is left may go on, freely where it is long, by a usual ending where it is short.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

ARABIC = regex.compile(r"\p{Arabic}")
CYRILLIC = regex.compile(r"\p{Cyrillic}")
LATIN = regex.compile(r"[a-z]+")

SHORT, LONG = 3, 5
"""Letters from which on a beginning may go on by an ending, and as it likes."""

LATIN_ENDINGS = ("", "s", "es", "ies", "y", "e", "ed", "ing", "en", "n", "ement", "a", "o", "as", "os")
CYRILLIC_ENDINGS = (
    *("", "а", "я", "ы", "и", "е", "у", "ю", "о", "ь", "ои", "еи", "ом", "ем", "ам", "ям", "ах", "ях"),
    *("ов", "ев", "ами", "ями", "ого", "его", "ому", "ему", "ые", "ие", "ая", "яя", "ое", "ее", "ыи", "ии"),
    *("ых", "их", "ую", "юю"),
)
ARABIC_ENDINGS = ("", "ه", "ي", "ات", "ان", "ون", "ين", "ها", "هم", "نا", "كم")
ARABIC_BEGINNINGS = ("", "ال", "وال", "بال", "لل", "و", "ب", "ل")
ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال")


@dataclass(frozen=True)
class Form:
    """A form of a word: all of it, or how it begins."""

    text: str
    begins: bool = False


def forms(word: str) -> tuple[Form, ...]:
    """The forms of a folded ``word`` under which it may stand in a text, itself first.

    Digits, short words and scripts of which nothing is known here have none but themselves.
    """
    if LATIN.fullmatch(word):
        others = _widened(word, LATIN_ENDINGS)
    elif CYRILLIC.match(word):
        others = _widened(word, CYRILLIC_ENDINGS)
    elif ARABIC.match(word):
        stem = _stem(_without_article(word), ARABIC_ENDINGS)
        others = [form for before in ARABIC_BEGINNINGS for form in _arabic(before, stem)]
    else:
        others = []
    return tuple(dict.fromkeys([Form(word), *others]))


def _stem(word: str, endings: tuple[str, ...]) -> str:
    """``word`` without the longest of ``endings`` that leaves enough letters."""
    fitting = [end for end in endings if word.endswith(end) and len(word) - len(end) >= SHORT]
    return word[: len(word) - max(map(len, fitting), default=0)]


def _widened(word: str, endings: tuple[str, ...]) -> list[Form]:
    if len(word) < SHORT:
        return []
    stem = _stem(word, endings)
    if len(stem) >= LONG:
        return [Form(stem, begins=True)]
    # What looks like an ending may belong to the word.
    return [Form(beginning + ending) for beginning in (stem, word) for ending in endings]


def _without_article(word: str) -> str:
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORT:
            return word[len(article) :]
    return word


def _arabic(before: str, stem: str) -> list[Form]:
    if len(stem) < SHORT:
        return []
    if len(stem) > SHORT:
        return [Form(before + stem, begins=True)]
    return [Form(before + stem + ending) for ending in ARABIC_ENDINGS[:4]]
