"""Counting rows without counting them all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select

from extensions import db

CAP = 10_000


class Tally(int):
    """A count that stops at the cap; ``capped`` says that there are more."""

    most = CAP
    """What is said of one that was capped: so many, and more."""

    @property
    def capped(self) -> bool:
        """Whether there are more than the cap."""
        return self > self.most


class AtLeast(Tally):
    """A count that stopped before the cap; there may be more."""

    @property
    def capped(self) -> bool:
        """Always: not every row was looked at."""
        return True


def up_to_cap(rows: Select[Any]) -> Tally:
    """How many ``rows`` there are, read no further than one past 10,000."""
    counted = select(func.count()).select_from(rows.limit(CAP + 1).subquery())
    return Tally(db.session.scalars(counted).one())


def counted(rows: Select[Any]) -> ScalarSelect[int]:
    """The same as a column: ``rows`` are correlated with what is selected beside it."""
    return select(func.count()).select_from(rows.limit(CAP + 1).subquery()).scalar_subquery()
