"""What the desk counts: each status, and what its queue can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Engine,
    Integer,
    Select,
    bindparam,
    func,
    literal,
    literal_column,
    select,
    union_all,
)

from domain.tallies import AtLeast, Tally
from extensions import db
from models import Executive, Panel, Question, Status, question_executives

LOOKED_AT = 2_000
"""Of how many questions it is told to whom they are put: of more it would take longer than the page."""
OPEN_STATES = (Status.PENDING, Status.HELD, Status.RETURNED)
UNCONFIRMED: ColumnElement[bool] = literal_column("questions.awaits_confirmation")
"""Written as the index of these questions writes it, or SQLite would not see that it fits."""


class Exact(Tally):
    """A count that goes further than others: what is still to be done wants to be known to the last one."""

    most = 25_000
    """Beyond that it would take longer than all the rest of the page, and tells nobody more."""


KINDS = {status: Exact if status in OPEN_STATES else Tally for status in Status}
MANY_FOR = timedelta(seconds=30)
"""So long a count that went past its cap is taken to be past it still."""

many: WeakKeyDictionary[Engine, dict[tuple[int, Status], datetime]] = WeakKeyDictionary()
"""Until when each count is known to be past its cap: to find that out again takes as long as all the rest."""


def counts(panel: Panel, at: datetime) -> dict[Status, Tally]:
    """How many questions each status has: open states up to 25,000, closed ones up to 10,000.

    All are counted in the queue's index alone; those that nobody may see yet, which have an index of
    their own, are taken off. A count past its cap is not looked at again for half a minute.
    """
    past = many.setdefault(db.engine, {})
    known = {status for status in Status if past.get((panel.id, status), at) > at}
    hidden = _by_status(panel, UNCONFIRMED)
    rows = _counted(panel, frozenset(Status) - known)
    found = {Status(value): KINDS[Status(value)](count) for value, count in rows}
    for status, count in found.items():
        if count.capped:
            past[panel.id, status] = at + MANY_FOR
    found |= {status: KINDS[status](KINDS[status].most + 1) for status in known}
    return {status: _less(found[status], hidden.get(status, 0)) for status in Status}


def _counted(panel: Panel, statuses: frozenset[Status]) -> Iterable[Any]:
    """The statuses' values, each with its count up to one past its cap."""
    if not statuses:
        return []
    caps = {status.value: KINDS[status].most + 1 for status in statuses}
    return db.session.execute(_counting(statuses), {"panel": panel.id, **caps})


@cache
def _counting(statuses: frozenset[Status]) -> CompoundSelect[Any]:
    """One statement for all of them, made once."""
    panel = bindparam("panel", type_=Question.panel_id.type)
    return union_all(
        *(
            select(literal(status.value), func.count()).select_from(
                _first(panel, status, bindparam(status.value, type_=Integer())).subquery()
            )
            for status in Status
            if status in statuses
        )
    )


def put_to(panel: Panel, status: Status) -> tuple[dict[int, Tally], Tally]:
    """How many questions of the status are put to each executive by name, and how many to nobody.

    Of a status with more than 2,000 only the first are looked at.
    """
    first = _first(panel.id, status, LOOKED_AT, Question.asked_at, Question.id).subquery()
    named = (
        select(question_executives.c.executive_id)
        .where(question_executives.c.question_id == first.c.id)
        .correlate(first)
        .limit(1)
        .scalar_subquery()
    )
    looked_at, nobody = db.session.execute(
        select(func.count(), func.count().filter(named.is_(None))).select_from(first)
    ).one()
    kind = AtLeast if looked_at == LOOKED_AT else Exact
    rows = db.session.execute(
        select(question_executives.c.executive_id, func.count())
        .select_from(first)
        .join(question_executives, question_executives.c.question_id == first.c.id)
        .group_by(question_executives.c.executive_id)
    )
    found = {id_: kind(count) for id_, count in rows}
    every = select(Executive.id).where(Executive.panel_id == panel.id)
    return {id_: found.get(id_, kind(0)) for id_ in db.session.scalars(every)}, kind(nobody)


def languages(panel: Panel, status: Status) -> list[str]:
    """The languages of the status's questions, each found by one step in the index."""
    least = select(func.min(Question.lang)).where(Question.panel_id == panel.id, Question.status == status)
    known = select(least.scalar_subquery().label("lang")).cte("known", recursive=True)
    following = least.where(Question.lang > known.c.lang).correlate(known).scalar_subquery()
    known = known.union_all(select(following).where(known.c.lang.is_not(None)))
    found = db.session.scalars(select(known.c.lang).where(known.c.lang.is_not(None)))
    return list(found)


def _by_status(panel: Panel, condition: ColumnElement[bool]) -> dict[Status, int]:
    rows = db.session.execute(
        select(Question.status, func.count())
        .where(Question.panel_id == panel.id, condition)
        .group_by(Question.status)
    )
    return {row[0]: row[1] for row in rows}


def _first(panel_id: Any, status: Status, most: Any, *order: Any) -> Select[Any]:
    alike = Question.panel_id == panel_id, Question.status == status
    return select(Question.id).where(*alike).order_by(*order).limit(most)


def _less(count: Tally, hidden: int) -> Tally:
    return count if count.capped else type(count)(count - hidden)
