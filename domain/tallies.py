"""Counting rows without counting them all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from extensions import db

CAP = 10_000


class Tally(int):
    """A count that stops at the cap; ``capped`` says that there are more."""

    @property
    def capped(self) -> bool:
        """Whether there are more than the cap."""
        return self > CAP


def up_to_cap(rows: Select[Any]) -> Tally:
    """How many ``rows`` there are, read no further than one past 10,000."""
    counted = select(func.count()).select_from(rows.limit(CAP + 1).subquery())
    return Tally(db.session.scalars(counted).one())
