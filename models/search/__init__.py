"""The index tables of searches: the only SQL that is written for each database."""

from models.search.likeness import Frequent, frequent, last, likest
from models.search.matching import Either, Phrase, Piece, newest
from models.search.tables import Entry, desk, floor, numbers, remove, said, write

__all__ = [
    "Either",
    "Entry",
    "Frequent",
    "Phrase",
    "Piece",
    "desk",
    "floor",
    "frequent",
    "last",
    "likest",
    "newest",
    "numbers",
    "remove",
    "said",
    "write",
]
