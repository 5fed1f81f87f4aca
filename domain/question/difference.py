"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

import regex

Piece = tuple[Literal["same", "del", "ins"], str]
Step = tuple[int, int, int, int]
"""From where to where in the earlier text, from where to where in the later one."""

WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\w\p{M}](?:[\w\p{M}'’](?<![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]))*"
    r"|\s+|\X"
)
CHEAP = 20_000
"""Pairs of equal words up to which the finer comparison is quick; texts can be made to have millions."""

MOST_EDITS = 300


def difference(earlier: str, later: str) -> list[Piece]:
    """Pieces that read, without the inserted ones, as ``earlier`` and, without the deleted, as ``later``."""
    before, after = WORD.findall(earlier), WORD.findall(later)
    pieces: list[Piece] = []
    for same, (start, end, start_later, end_later) in _steps(before, after):
        if same:
            pieces.append(("same", "".join(before[start:end])))
            continue
        if end > start:
            pieces.append(("del", "".join(before[start:end])))
        if end_later > start_later:
            pieces.append(("ins", "".join(after[start_later:end_later])))
    return pieces


def of_paragraphs(earlier: Sequence[str], later: Sequence[str]) -> list[list[Piece]]:
    """The same for longer texts: paragraph by paragraph, and within those that changed word by word."""
    found: list[list[Piece]] = []
    for same, (start, end, start_later, end_later) in _steps(earlier, later):
        before, after = earlier[start:end], later[start_later:end_later]
        if same:
            found += [[("same", text)] for text in before]
            continue
        paired = min(len(before), len(after))
        found += [difference(*pair) for pair in zip(before[:paired], after[:paired], strict=True)]
        found += [[("del", text)] for text in before[paired:]]
        found += [[("ins", text)] for text in after[paired:]]
    return found


def words(pieces: Sequence[Piece], kind: str) -> int:
    """How many words the pieces of ``kind`` have."""
    return sum(
        1 for found, text in pieces if found == kind for word in WORD.findall(text) if word[:1].isalnum()
    )


def _steps(before: Sequence[str], after: Sequence[str]) -> list[tuple[bool, Step]]:
    """What is the same and what is not, in order, at a cost that nobody's text can drive up."""
    earlier, later = Counter(before), Counter(after)
    if sum(times * later[word] for word, times in earlier.items()) <= CHEAP:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        return [(kind == "equal", step) for kind, *step in matcher.get_opcodes()]  # type: ignore[misc]
    first = _common(before, after)
    last = min(_common(before[::-1], after[::-1]), len(before) - first, len(after) - first)
    ends = len(before) - last, len(after) - last
    middle = _shortest(before[first : ends[0]], after[first : ends[1]])
    runs = [(0, 0, first), *((x + first, y + first, length) for x, y, length in middle), (*ends, last)]
    return _between(runs)


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))


def _between(runs: list[tuple[int, int, int]]) -> list[tuple[bool, Step]]:
    """Runs of equal words (where in each text, how many), and what stands between them."""
    steps: list[tuple[bool, Step]] = []
    x = y = 0
    for start, start_later, length in runs:
        if start > x or start_later > y:
            steps.append((False, (x, start, y, start_later)))
        x, y = start + length, start_later + length
        if length:
            steps.append((True, (start, x, start_later, y)))
    return steps


def _shortest(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of equal words on the shortest way from the one to the other (Myers, 1986).

    None at all where it takes more than ``MOST_EDITS``: then it counts as another text.
    """
    furthest, ways = {1: 0}, []
    for edits in range(MOST_EDITS + 1):
        ways.append(dict(furthest))
        for line in range(-edits, edits + 1, 2):
            x = _entered(furthest, line, edits)
            while x < len(before) and x - line < len(after) and before[x] == after[x - line]:
                x += 1
            furthest[line] = x
            if x >= len(before) and x - line >= len(after):
                return _walked_back(ways, len(before), len(after))
    return []


def _entered(furthest: dict[int, int], line: int, edits: int) -> int:
    """Where ``line`` is entered with that many edits: by an insertion from above, else by a deletion."""
    if line == -edits or (line != edits and furthest[line - 1] < furthest[line + 1]):
        return furthest[line + 1]
    return furthest[line - 1] + 1


def _walked_back(ways: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for edits in range(len(ways) - 1, -1, -1):
        line = x - y
        entered = _entered(ways[edits], line, edits)
        if x > entered:
            runs.append((entered, entered - line, x - entered))
        if edits:
            inserted = line == -edits or (line != edits and ways[edits][line - 1] < ways[edits][line + 1])
            line = line + 1 if inserted else line - 1
            x = ways[edits][line]
            y = x - line
    return runs[::-1]
