"""The one analysis of a text: the words that an index keeps, and the pieces within them. Pure.

Chinese, Japanese, Korean and Thai (Lao, Khmer and Burmese too) write without spaces, or hang endings on:
a run of their characters becomes overlapping pairs, and its last character stands once more by itself,
so that a single character is found wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from domain.language.folding import fold

VERSION = 1
"""Raised with every change of what is made of a text: rows of an earlier one are to be made anew."""

LONGEST_WORD = 64
PAIRED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー"
TERM = regex.compile(
    rf"(?V1)(?P<run>(?:[[{PAIRED}]&&[\p{{L}}\p{{M}}\p{{Nl}}]])+)"
    rf"|[[\p{{L}}\p{{N}}]--[{PAIRED}]][[\p{{L}}\p{{M}}\p{{N}}]--[{PAIRED}]]*"
)
PLAIN_TERM = regex.compile(r"[a-z0-9]+")
GRAM = 4


@dataclass(frozen=True)
class Term:
    """A word as it was folded, or a run of characters that is written without spaces."""

    text: str
    run: bool = False

    @property
    def tokens(self) -> list[str]:
        """What stands in an index for it, in order, where it is looked for: pairs of a run's characters."""
        if not self.run or len(self.text) == 1:
            return [self.text]
        return [self.text[start : start + 2] for start in range(len(self.text) - 1)]


def terms(text: str) -> Iterator[Term]:
    """The words and runs of ``text``, folded, in order."""
    folded = fold(text)
    if folded.isascii():
        for found in PLAIN_TERM.finditer(folded):
            yield Term(found[0][:LONGEST_WORD])
        return
    for found in TERM.finditer(folded):
        if found["run"] is not None:
            yield Term(found[0], run=True)
        else:
            yield Term(found[0][:LONGEST_WORD])


def words(text: str) -> list[str]:
    """What an index keeps of ``text``, in order: folded words, pairs of a run and its last character."""
    folded = fold(text)
    if folded.isascii():
        return [word[:LONGEST_WORD] for word in PLAIN_TERM.findall(folded)]
    kept: list[str] = []
    for term in terms(folded):
        kept += term.tokens
        if term.run and len(term.text) > 1:
            kept.append(term.text[-1])
    return kept


def grams(word: str) -> list[str]:
    """The pieces of four characters in ``_word_``, for words with a slip or another ending.

    None of pairs and single characters: too much would have them.
    """
    if len(word) < GRAM - 1:
        return []
    whole = f"_{word}_"
    return [whole[start : start + GRAM] for start in range(len(whole) - GRAM + 1)]
