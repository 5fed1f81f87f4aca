"""Pages of lists: so many rows, and the place where the next page begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from extensions import db
from models import Answer, Question, Statement

PAGE = 20

Place = tuple[datetime | int, int]
"""A row's place in a list: its time, or what else the list is ordered by, and its id."""


@dataclass(frozen=True)
class Page:
    """One page of a list, and the place after which the next one begins (None: this is the last)."""

    rows: Sequence[Question]
    next_after: Place | None


def answers_with_all_they_show() -> tuple[ORMOption, ...]:
    """What loads a question's answers, with who gave them and what they say."""
    answers = selectinload(Question.answers)
    return (
        answers.joinedload(Answer.executive),
        answers.joinedload(Answer.statement).selectinload(Statement.revisions),
    )


def placed_page_of(query: Select[Question, Any]) -> Page:
    """The first page of ``query``, whose second column is what its rows are ordered by."""
    rows = db.session.execute(query.limit(PAGE + 1)).all()
    found = [row[0] for row in rows[:PAGE]]
    more = len(rows) > PAGE
    return Page(found, (rows[PAGE - 1][1], found[-1].id) if more else None)
