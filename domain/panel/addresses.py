"""Where a panel is found: its slug, the tail of one that only its link opens, its short code."""

from __future__ import annotations

import re
import secrets

from sqlalchemy import select

from extensions import db
from models import Audience, Panel
from models.panel import SLUG_LENGTH

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Figures and letters that nobody takes for one another, on paper or on a screen."""

TAIL_LENGTH = 12
"""59 bits: not to be found by trying."""

SHORT_LENGTH = 6
LONG_CODE_LENGTH = 12
"""A short code leads to the panel: where the address is a secret, the code is as long as its tail."""

TAIL = re.compile(rf"-(?=[{ALPHABET}]*[2-9])[{ALPHABET}]{{{TAIL_LENGTH}}}\Z")


def tailed(slug: str) -> str:
    """``slug`` with a new random tail, in place of an earlier one; cut where it grew too long."""
    words = TAIL.sub("", slug)[: SLUG_LENGTH - TAIL_LENGTH - 1].strip("-")
    return f"{words}-{_tail()}"


def new_short_code(audience: Audience) -> str:
    """A code that no panel has, for the short address of the ask page."""
    length = LONG_CODE_LENGTH if audience is Audience.LINK else SHORT_LENGTH
    while True:
        code = _random(length)
        if by_short_code(code) is None:
            return code


def by_short_code(code: str) -> Panel | None:
    """The panel of this short code, in whatever case it was typed."""
    return db.session.scalar(select(Panel).where(Panel.short_code == code.casefold()))


def _tail() -> str:
    """A tail that can be told from a word: it has a figure."""
    while True:
        tail = _random(TAIL_LENGTH)
        if not tail.isalpha():
            return tail


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
