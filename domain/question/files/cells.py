"""The columns of a file of questions, and cells that no spreadsheet takes for a formula. Pure."""

from __future__ import annotations

MARK = "from_the_floor"
"""The first column of a file that we wrote; a row in which it is filled is one of ours."""

FORMAT = "1"
COLUMNS = (
    "external_id",
    "text",
    "details",
    "lang",
    "name",
    "show_name",
    "email",
    "asked_at",
    "status",
    "reason",
    "executive",
    "answer",
    "answered_at",
    "topic",
)
"""What anybody's file may have."""

BESIDES = (
    "more_answers",
    "id",
    "address",
    "version",
    "original",
    "decided_at",
    "published_at",
    "merged_into",
    "executives",
    "topics",
    "supports",
    "asked_via",
)
"""What a file of ours has besides. Of these the import reads what a question can't be made without."""

OURS = (MARK, *COLUMNS, *BESIDES)
QUOTE = "'"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that some spreadsheet computes instead of showing it."""


def guarded(cell: str) -> str:
    """``cell`` with an apostrophe before it where it begins like a formula, or with an apostrophe.

    The second is what lets ``bare`` give every cell back exactly.
    """
    return QUOTE + cell if cell.startswith((*FORMULA, QUOTE)) else cell


def bare(cell: str) -> str:
    """The cell that ``guarded`` was given."""
    return cell.removeprefix(QUOTE)
