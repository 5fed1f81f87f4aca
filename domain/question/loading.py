"""Fetching a question in order to change it."""

from __future__ import annotations

from sqlalchemy import select

from extensions import db
from models import Question


def locked(question_id: int) -> Question | None:
    """The question with its row locked until the transaction ends, read afresh; None: no such.

    Events are numbered under this lock, and a second decision waits here for the first.
    """
    return db.session.scalar(
        select(Question)
        .where(Question.id == question_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def locked_pair(first: int, second: int) -> tuple[Question | None, Question | None]:
    """Two questions locked in the order of their ids, so that two such calls never deadlock."""
    rows = {id_: locked(id_) for id_ in sorted({first, second})}
    return rows[first], rows[second]
