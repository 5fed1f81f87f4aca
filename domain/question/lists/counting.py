"""What the desk counts: each status, and what its queue can be narrowed to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, literal_column, select, union_all

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


def counts(panel: Panel) -> dict[Status, Tally]:
    """How many questions each status has: open states up to 25,000, closed ones up to 10,000.

    All are counted in the queue's index alone; those that nobody may see yet, which have an index of
    their own, are taken off.
    """
    hidden = _by_status(panel, UNCONFIRMED)
    kinds = {status: Exact if status in OPEN_STATES else Tally for status in Status}
    parts = [
        select(literal(status.value), func.count()).select_from(
            _first(panel, status, kind.most + 1).subquery()
        )
        for status, kind in kinds.items()
    ]
    found = {Status(value): count for value, count in db.session.execute(union_all(*parts))}
    return {status: _less(kind(found[status]), hidden.get(status, 0)) for status, kind in kinds.items()}


def put_to(panel: Panel, status: Status) -> tuple[dict[int, Tally], Tally]:
    """How many questions of the status are put to each executive by name, and how many to nobody.

    Of a status with more than 2,000 only the first are looked at.
    """
    first = _first(panel, status, LOOKED_AT, Question.asked_at, Question.id).subquery()
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


def _first(panel: Panel, status: Status, most: int, *order: Any) -> Select[Any]:
    alike = Question.panel_id == panel.id, Question.status == status
    return select(Question.id).where(*alike).order_by(*order).limit(most)


def _less(count: Tally, hidden: int) -> Tally:
    return count if count.capped else type(count)(count - hidden)
