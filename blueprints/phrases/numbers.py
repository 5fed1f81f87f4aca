"""Numbers as people write them."""

from __future__ import annotations

from babel.numbers import format_decimal

from blueprints.phrases.locale import locale
from domain.tallies import Tally


def number(value: int) -> str:
    """1,214; a tally that stopped counting as 10,000+, or as far as it had come."""
    if isinstance(value, Tally) and value.capped:
        return f"{format_decimal(min(int(value), value.most), locale=locale())}+"
    return format_decimal(int(value), locale=locale())
