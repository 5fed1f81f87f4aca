"""A QR code as a drawing: the page's own lines, no image and no library of the browser."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 4
"""How many empty modules stand around a code, as its standard wants it."""


@dataclass(frozen=True)
class Code:
    """A QR code: how many modules wide it is, and the path of its dark ones."""

    text: str
    size: int
    path: str


def draw(text: str) -> Code:
    """The QR code of ``text``; it stays readable with a seventh of it stained."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=QUIET)]
    return Code(text, len(rows), "".join(_runs(row, y) for y, row in enumerate(rows)))


def _runs(row: bytes, y: int) -> str:
    """The dark modules of one row, each run of them as one rectangle."""
    found, start = [], None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            found.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            start = None
    return "".join(found)
