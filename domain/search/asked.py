"""What somebody types into a search field, as the words that must and must not be there. Pure.

Operators of the databases' own languages mean nothing here: words are taken out of the text, and only
they go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from domain.language.analysis import Term, terms

LONGEST = 200
"""Characters of a search that are read."""

MOST_TERMS = 32
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»‹›「」『』＂", '"'))
DASHES = str.maketrans(dict.fromkeys("\u2212\u2013\u2014－", "-"))
PART = regex.compile(r'(?<![^\s"])(?P<no>-?)(?:"(?P<phrase>[^"]*)"|(?P<plain>[^\s"]+))|(?P<rest>[^\s"]+)')
NUMBER = regex.compile(r"\s*(?:(?:no|nr|n°|nº|№|#)\.?)?\s*#?(?P<number>\p{Nd}{1,18})\s*", regex.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """One thing that is looked for: a word or a run, or several in their order as a ``phrase``."""

    terms: tuple[Term, ...]
    phrase: bool = False


@dataclass(frozen=True)
class Search:
    """All that a search says. ``number`` is the question that it may name by its number.

    ``cut``: it said more than is read.
    """

    wanted: tuple[Asked, ...] = ()
    unwanted: tuple[Asked, ...] = ()
    number: int | None = None
    cut: bool = False

    def __bool__(self) -> bool:
        """Whether it says anything at all."""
        return bool(self.wanted or self.unwanted or self.number is not None)


def read(text: str) -> Search:
    """The search that ``text`` is; of a longer one its first 200 characters and 32 terms."""
    too_long = len(text) > LONGEST
    text = text[:LONGEST].translate(QUOTES)
    named = NUMBER.fullmatch(text)
    if named is not None:
        return Search(number=int(named["number"]), wanted=tuple(_asked(named["number"])))
    wanted: list[Asked] = []
    unwanted: list[Asked] = []
    left = MOST_TERMS
    for part in PART.finditer(text.translate(DASHES)):
        phrase = part["phrase"]
        told = phrase if phrase is not None else part["plain"] or part["rest"] or ""
        # Words that a sign joins belong together when they are not wanted: one alone would say more.
        for asked in _asked(told, phrase=phrase is not None, joined=bool(part["no"])):
            too_long = too_long or len(asked.terms) > left
            if left <= 0:
                break
            cut = Asked(asked.terms[:left], asked.phrase)
            left -= len(cut.terms)
            (unwanted if part["no"] else wanted).append(cut)
    return Search(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)), cut=too_long)


def written(search: Search) -> str:
    """``search`` as somebody could type it: folded words, phrases in quotes, what isn't wanted with ``-``."""
    said = [*map(_written, search.wanted), *(f"-{_written(one)}" for one in search.unwanted)]
    return " ".join(said)


def _written(asked: Asked) -> str:
    words = " ".join(term.text for term in asked.terms)
    return f'"{words}"' if asked.phrase else words


def _asked(text: str, *, phrase: bool = False, joined: bool = False) -> Iterator[Asked]:
    found = tuple(terms(text))
    if found and (phrase or (joined and len(found) > 1)):
        yield Asked(found, phrase=True)
    else:
        for term in found:
            yield Asked((term,))
