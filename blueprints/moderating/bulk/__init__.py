"""One decision on many questions: what is selected, and what became of a batch."""

from blueprints.moderating.bulk import result, selection

__all__ = ["result", "selection"]
