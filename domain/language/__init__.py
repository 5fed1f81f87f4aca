"""Text as readers see it and as a search finds it: tidying, counting, folding, analysing. Pure."""

from domain.language.analysis import grams, terms, words
from domain.language.folding import fold
from domain.language.text import excerpt, graphemes, slug, tidy, told_by_script, unusable

__all__ = [
    "excerpt",
    "fold",
    "grams",
    "graphemes",
    "slug",
    "terms",
    "tidy",
    "told_by_script",
    "unusable",
    "words",
]
