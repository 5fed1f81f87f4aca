"""A name as far as a panel shows names. Pure."""

from __future__ import annotations

import regex

from models import Names

FAMILY_FIRST = regex.compile(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]")
"""Scripts in which the family's name comes first, mostly with nothing between it and the given one."""

SPELLED_OUT = regex.compile(r"[\u30fb\uff65\u00b7=\uff1d]")
"""What stands between the parts of a foreign name in Chinese and Japanese, which keep their order."""


def shown(name: str, rule: Names) -> str | None:
    """``name`` under the panel's ``rule``; None where nothing of it is shown.

    Of a name in which the first name can't be told from the family's, nothing is: the panel has
    promised to show no more than first names.
    """
    if rule is Names.NONE or not name:
        return None
    return name if rule is Names.GIVEN else first(name)


def first(name: str) -> str | None:
    """The first name: the first word, or where families come first the last; None if it can't be told."""
    words = [word for word in name.replace(",", " ").split() if any(map(str.isalpha, word))]
    if not words:
        return None
    if not FAMILY_FIRST.search(name):
        return words[0]
    parts = [part for part in SPELLED_OUT.split(words[0]) if part]
    if len(parts) > 1:
        return parts[0]
    if len(words) > 1:
        return words[-1]
    return None
