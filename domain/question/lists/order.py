"""In which order a list stands: by what, in which direction, and where its pages go on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, SQLColumnExpression, literal, tuple_

from domain.question.lists.page import Place
from models import Panel, Question, SupportTally

PRIME = 2**31 - 1
SMALL_PRIME = 46_337
DAY_BITS = 31


@dataclass(frozen=True)
class Order:
    """An order: the column it goes by, and which end comes first. Ties are broken by id, the same way."""

    by: SQLColumnExpression[Any]
    descending: bool = True

    def apply(self, query: Select[Any], after: Place | None) -> Select[Any]:
        """``query`` in this order, from the row after ``after`` on."""
        if after is not None:
            place = tuple_(self.by, Question.id)
            query = query.where(place < after if self.descending else place > after)
        if self.descending:
            return query.order_by(self.by.desc(), Question.id.desc())
        return query.order_by(self.by, Question.id)


def by_time(column: Any, *, newest_first: bool = True) -> Order:
    """By a time."""
    return Order(column, newest_first)


def most_wanted() -> Order:
    """By how many support a question; the query joins its tally."""
    return Order(SupportTally.count)


def mixed(panel: Panel, at: datetime, after: Place | None = None) -> Order:
    """As if shuffled, anew each day: it rewards neither who came first nor who has the most.

    The day is in each row's place, so that a list begun before midnight goes on as it began.
    """
    day = _day(after) or at.toordinal()
    seed = hashlib.sha256(f"{panel.id} on day {day}".encode()).digest()
    factor = 1 + int.from_bytes(seed[:8]) % (PRIME - 1)
    stride = 1 + int.from_bytes(seed[8:16]) % (PRIME - 1)
    shift = int.from_bytes(seed[16:24]) % PRIME
    number: ColumnElement[int] = literal(0, BigInteger) + Question.id
    spread = ((number % PRIME) * factor + shift) % PRIME
    # Once more, by something that is not a multiple of the id, or neighbours would keep their distance.
    shuffled = ((spread % SMALL_PRIME) * stride + spread) % PRIME
    return Order(literal(day << DAY_BITS, BigInteger) + shuffled, descending=False)


def _day(after: Place | None) -> int | None:
    """The day on which the list that goes on after ``after`` was begun."""
    if after is None or not isinstance(after[0], int):
        return None
    return after[0] >> DAY_BITS
