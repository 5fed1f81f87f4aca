"""Pairs of texts from a file, and a crowd of made-up ones, the same in every run."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

from benchmarks.clients import CannotMeasure

PAIRS = Path(__file__).parents[2].parent / "shared" / "data" / "duplicate_pairs_askubuntu.csv"
"""Real pairs, which are beside the project where they are at all."""

VOCABULARY = 30_000
SYLLABLES = ("ba", "do", "fe", "gi", "ka", "lu", "me", "no", "pi", "ra", "so", "ti", "ve", "wa", "xi", "zu")
SHORTEST, LONGEST = 6, 40
"""Words of a made-up question."""

KEPT = 0.6
"""How many of its words another asker uses too."""


@dataclass(frozen=True)
class Pair:
    """Two texts, and whether somebody judged that they ask the same."""

    first: str
    second: str
    duplicate: bool


def pairs(file: Path) -> list[Pair]:
    """The pairs in ``file``, a CSV of ``first``, ``second``, ``is_duplicate``. Raises CannotMeasure."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return [
                Pair(row["first"], row["second"], row["is_duplicate"] == "1") for row in csv.DictReader(lines)
            ]
    except (OSError, KeyError) as error:
        raise CannotMeasure(f"{file} can't be read as pairs: {error}") from error


class Crowd:
    """Makes up questions whose words are as unevenly common as those of a language."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.words = [self._word() for _ in range(VOCABULARY)]
        self.shares = list(accumulate(1 / (place + 3) for place in range(VOCABULARY)))

    def question(self) -> str:
        """A question of six to forty words."""
        count = self.chance.randint(SHORTEST, LONGEST)
        return " ".join(self.chance.choices(self.words, cum_weights=self.shares, k=count)) + "?"

    def questions(self, count: int) -> Iterator[str]:
        """So many of them."""
        return (self.question() for _ in range(count))

    def again(self, text: str) -> str:
        """What another asker makes of it: some of its words, and some of their own."""
        words = text.removesuffix("?").split()
        said = [word if self.chance.random() < KEPT else self._common() for word in words]
        return " ".join(said) + "?"

    def _common(self) -> str:
        return self.chance.choices(self.words, cum_weights=self.shares)[0]

    def _word(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(1, 5)))


def recall(places: Sequence[int | None], most: int) -> float:
    """The share of ``places`` (0 is the first, None not found) that are among the first ``most``."""
    return sum(1 for place in places if place is not None and place < most) / max(len(places), 1)
