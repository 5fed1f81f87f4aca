"""Lines of text that a panel's pieces have, and their order. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

import regex

from domain.language import tidy, unusable
from domain.refusals import BadField

ADDRESS_LONGEST = 500
SPACE_OR_CONTROL = regex.compile(r"[\s\p{C}]")


class Placed(Protocol):
    """Something that has its place among others."""

    id: int
    position: int


Row = TypeVar("Row", bound=Placed)


def line(field: str, value: str, longest: int, *, required: bool = False) -> str:
    """``value`` on one line, of ``longest`` characters at most. Raises BadField."""
    return _within(field, " ".join(_usable(field, value).split()), longest, required=required)


def block(field: str, value: str, longest: int) -> str:
    """``value`` as it was written, lines and all, of ``longest`` characters at most. Raises BadField."""
    return _within(field, _usable(field, value), longest, required=True)


def address(field: str, value: str) -> str:
    """Where a link leads: ``https://…``, ``http://…``, or a path of this site. Empty stays empty.

    Raises:
        BadField: it is anything else.
    """
    text = line(field, value, ADDRESS_LONGEST)
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host, known = parts.hostname, parts.username is None and parts.password is None
    except ValueError as error:
        raise BadField(field, "not-a-link") from error
    ours = not parts.scheme and not parts.netloc and text.startswith("/") and not text.startswith("//")
    theirs = parts.scheme in ("http", "https") and bool(host) and known
    if not (ours or theirs) or "\\" in text or SPACE_OR_CONTROL.search(text):
        raise BadField(field, "not-a-link")
    return text


def moved(rows: Sequence[Row], row: Row, *, up: bool) -> bool:
    """Move ``row`` by one place among ``rows``, which are numbered anew; False where it can't go further."""
    order = list(rows)
    at = order.index(row)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return False
    order[at], order[to] = order[to], order[at]
    for position, one in enumerate(order):
        one.position = position
    return True


def _usable(field: str, value: str) -> str:
    if unusable(value):
        raise BadField(field, "unusable-characters")
    return tidy(value)


def _within(field: str, text: str, longest: int, *, required: bool) -> str:
    if required and not text:
        raise BadField(field, "missing")
    if len(text) > longest:
        raise BadField(field, "too-long", longest, len(text) - longest)
    return text
