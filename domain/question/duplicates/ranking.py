"""How near the texts of candidates come to a text: one reckoning for both databases. Pure.

BM25 over words, and over the pieces of four letters within them, which forgive endings and slips.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from domain.language import analysis

K1, B = 1.2, 0.75
RARITY = 1.5
"""The power of a term's rarity: what few have says more than BM25 itself lets it say."""

BESIDE = 100
"""So many rows are thought beside those that there are: among a few, what two have looks common."""

REPEATED = 3
"""So often a term of the text that is compared counts at most."""

LONG, HEADLINE = 25, 15
"""Words from which on a text is compared by its headline too, and the words of that."""

PIECES, PIECES_OF_LONG = 2, 1
"""Weight of the pieces, beside one for the words; a long text has words enough, pairs have no pieces."""


@dataclass(frozen=True)
class Counts:
    """In how many of ``rows`` a word or a piece of one stands; ``rare``: of all that aren't told."""

    rows: int
    words: Mapping[str, int]
    grams: Mapping[str, int]
    rare: int = 1


@dataclass(frozen=True)
class _Terms:
    """The terms of one kind in a text: how often each stands there, and how many there are in all."""

    found: Mapping[str, int]
    length: int


@dataclass(frozen=True)
class _Kind:
    """One kind of terms, words or pieces: the text's own, and those of each candidate that it has too."""

    own: _Terms
    candidates: Sequence[_Terms]
    known: Mapping[str, int]


def likenesses(words: Sequence[str], candidates: Sequence[Sequence[str]], counts: Counts) -> list[float]:
    """How near each of ``candidates`` comes to ``words``, from 0 to 1; all are analysed already.

    Each kind is divided by what the best candidate has of it, which orders them well, and all by how near
    the first comes to a text that says the very same: so that one text's nearest compare with another's.
    """
    if not words or not candidates:
        return [0.0] * len(candidates)
    parts = _parts(words, candidates, counts)
    if len(words) < LONG:
        scores, near = _scores(parts, PIECES, counts)
    else:
        whole, near_whole = _scores(parts, PIECES_OF_LONG, counts)
        head, near_head = _scores(_headed(parts, words[:HEADLINE]), PIECES_OF_LONG, counts)
        scores, near = _means(whole, head), _means(near_whole, near_head)
    first = max(range(len(scores)), key=scores.__getitem__)
    scale = min(near[first], 1.0) / (scores[first] or 1)
    return [score * scale for score in scores]


def rarity(count: int, rows: int) -> float:
    """How much a term says that stands in ``count`` of ``rows``."""
    return float(log(1 + (max(rows, count) + BESIDE - count + 0.5) / (count + 0.5)) ** RARITY)


def _parts(words: Sequence[str], candidates: Sequence[Sequence[str]], counts: Counts) -> tuple[_Kind, _Kind]:
    own, own_pieces = Counter(words), Counter(_pieces(words))
    shared: dict[str, list[str]] = {}
    by_word: list[_Terms] = []
    by_piece: list[_Terms] = []
    for candidate in candidates:
        found: dict[str, int] = {}
        pieces: dict[str, int] = {}
        for word in candidate:
            if word in own:
                found[word] = found.get(word, 0) + 1
            if word not in shared:
                shared[word] = [piece for piece in _grams(word) if piece in own_pieces]
            for piece in shared[word]:
                pieces[piece] = pieces.get(piece, 0) + 1
        by_word.append(_Terms(found, len(candidate)))
        by_piece.append(_Terms(pieces, _letters(candidate)))
    return (
        _Kind(_Terms(own, len(words)), by_word, counts.words),
        _Kind(_Terms(own_pieces, _letters(words)), by_piece, counts.grams),
    )


def _headed(parts: tuple[_Kind, _Kind], words: Sequence[str]) -> tuple[_Kind, _Kind]:
    """The same candidates, compared with the first words of the text alone."""
    by_word, by_piece = parts
    return (
        _Kind(_Terms(Counter(words), len(words)), by_word.candidates, by_word.known),
        _Kind(_Terms(Counter(_pieces(words)), _letters(words)), by_piece.candidates, by_piece.known),
    )


def _scores(parts: tuple[_Kind, _Kind], most: float, counts: Counts) -> tuple[list[float], list[float]]:
    """The score of each candidate beside the best one's, and beside that of the text itself."""
    pieces = most * _share_of_pieces(parts[0].own.found)
    (words, same), (grams, same_grams) = (_bm25(part, counts) for part in parts)
    best, best_grams = max(words) or 1, max(grams) or 1
    pairs = list(zip(words, grams, strict=True))
    return (
        [(word / best + pieces * gram / best_grams) / (1 + pieces) for word, gram in pairs],
        [(word / same + pieces * gram / (same_grams or 1)) / (1 + pieces) for word, gram in pairs],
    )


def _bm25(part: _Kind, counts: Counts) -> tuple[list[float], float]:
    """The score of each candidate, and what the text itself would have."""
    weights = {
        term: min(times, REPEATED) * (K1 + 1) * rarity(part.known.get(term, counts.rare), counts.rows)
        for term, times in part.own.found.items()
    }
    usual = sum(terms.length for terms in part.candidates) / len(part.candidates) or 1

    def score(terms: _Terms) -> float:
        flat = K1 * (1 - B + B * terms.length / usual)
        found = terms.found.items()
        return sum(weights[term] * often / (often + flat) for term, often in found if term in weights)

    return [score(terms) for terms in part.candidates], score(part.own)


def _pieces(words: Iterable[str]) -> list[str]:
    return [piece for word in words for piece in _grams(word)]


def _share_of_pieces(words: Collection[str]) -> float:
    """How much of the text is in words that have pieces."""
    return _letters(word for word in words if _grams(word)) / max(_letters(words), 1)


def _letters(words: Iterable[str]) -> int:
    """As many, nearly, as there are pieces."""
    return sum(map(len, words))


@lru_cache(maxsize=20_000)
def _grams(word: str) -> tuple[str, ...]:
    return tuple(analysis.grams(word))


def _means(some: Iterable[float], others: Iterable[float]) -> list[float]:
    return [(one + other) / 2 for one, other in zip(some, others, strict=True)]
