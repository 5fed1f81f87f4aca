"""Whether words appear in a text, whatever their case and marks. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import regex

MARK = regex.compile(r"(?V1)[\p{Mn}--[\u3099\u309a]]")
"""Marks that are left off; those that make another Japanese syllable stay."""

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
"""Scripts that are written without spaces, or whose words take their endings without one."""


def folded(text: str) -> str:
    """``text`` without case and marks, its words joined by single spaces.

    ``static/not-taken.js`` does the same while somebody types.
    """
    bare = MARK.sub("", unicodedata.normalize("NFKD", text)).upper().casefold()
    return " ".join(WORD.findall(unicodedata.normalize("NFC", bare)))


def appearing(words: Iterable[str], text: str) -> list[str]:
    """Those of ``words`` that appear in ``text``: as whole words, in scripts without spaces anywhere.

    Several words in one entry appear where they follow each other.
    """
    spaced = f" {folded(text)} "
    close = spaced.replace(" ", "")
    found = []
    for word in words:
        wanted = folded(word)
        if not wanted:
            continue
        if UNSPACED.search(wanted):
            if wanted.replace(" ", "") in close:
                found.append(word)
        elif f" {wanted} " in spaced:
            found.append(word)
    return found
