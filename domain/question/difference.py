"""What changed between two wordings, word by word. Pure."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal

import regex

Piece = tuple[Literal["same", "del", "ins"], str]
WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\w\p{M}](?:[\w\p{M}'’](?<![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]))*"
    r"|\s+|\X"
)


def difference(earlier: str, later: str) -> list[Piece]:
    """Pieces that read, without the inserted ones, as ``earlier`` and, without the deleted, as ``later``."""
    before, after = WORD.findall(earlier), WORD.findall(later)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, start_later, end_later in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(before[start:end])))
            continue
        if end > start:
            pieces.append(("del", "".join(before[start:end])))
        if end_later > start_later:
            pieces.append(("ins", "".join(after[start_later:end_later])))
    return pieces
