"""What is read of questions: the public list, the queue, one question with all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from domain.tallies import Tally, up_to_cap
from domain.visibility import answer_published, question_published
from extensions import db
from models import Answer, Executive, Panel, Passport, Question, Statement, Status

PAGE = 20
OPEN_STATES = (Status.PENDING, Status.HELD, Status.RETURNED)
Place = tuple[datetime, int]
"""A row's place in a list: its time and its id."""


@dataclass(frozen=True)
class Page:
    """One page of a list, and the place after which the next one begins (None: this is the last)."""

    rows: Sequence[Question]
    next_after: Place | None


def published(
    panel: Panel, *, at: datetime, executive: Executive | None = None, after: Place | None = None
) -> Page:
    """The panel's published questions, newest first, 20 to a page, with all that a row shows."""
    query = _published(panel, at, executive).options(*_shown_in_public())
    order = tuple_(Question.published_at, Question.id)
    if after is not None:
        query = query.where(order < after)
    query = query.order_by(Question.published_at.desc(), Question.id.desc())
    return _page(query, _published_place)


def count_published(panel: Panel, *, at: datetime, executive: Executive | None = None) -> Tally:
    """How many published questions the list holds."""
    return up_to_cap(_published(panel, at, executive).with_only_columns(Question.id))


def public(question_id: int) -> Question | None:
    """One question with everything that its public page shows."""
    return db.session.scalar(
        select(Question)
        .where(Question.id == question_id)
        .options(joinedload(Question.panel), *_shown_in_public())
    )


def queue(panel: Panel, status: Status, *, after: Place | None = None, newest_first: bool = False) -> Page:
    """The panel's questions of one status, oldest first unless told, 20 to a page."""
    order = tuple_(Question.asked_at, Question.id)
    query = (
        select(Question)
        .where(Question.panel_id == panel.id, Question.status == status)
        .options(selectinload(Question.wordings), selectinload(Question.executives))
    )
    if after is not None:
        query = query.where(order < after if newest_first else order > after)
    if newest_first:
        query = query.order_by(Question.asked_at.desc(), Question.id.desc())
    else:
        query = query.order_by(Question.asked_at, Question.id)
    return _page(query, _asked_place)


def next_waiting(question: Question) -> int | None:
    """The id of the pending question that comes after this one in the queue, else of the oldest other."""
    waiting = (
        select(Question.id)
        .where(
            Question.panel_id == question.panel_id,
            Question.status == Status.PENDING,
            Question.id != question.id,
        )
        .order_by(Question.asked_at, Question.id)
        .limit(1)
    )
    place = tuple_(Question.asked_at, Question.id)
    later = db.session.scalar(waiting.where(place > (question.asked_at, question.id)))
    return later or db.session.scalar(waiting)


def counts(panel: Panel) -> dict[Status, Tally]:
    """How many questions each status has: open states exactly, closed ones up to 10,000."""
    exact = db.session.execute(
        select(Question.status, func.count())
        .where(Question.panel_id == panel.id, Question.status.in_(OPEN_STATES))
        .group_by(Question.status)
    )
    found = {status: Exact(count) for status, count in exact}
    return {status: found.get(status) or _count(panel, status) for status in Status}


class Exact(Tally):
    """A count that was counted to its end, however large."""

    @property
    def capped(self) -> bool:
        """Never: every row was counted."""
        return False


def whole(question_id: int) -> Question | None:
    """One question with everything that the desk shows of it."""
    return db.session.scalar(
        select(Question)
        .where(Question.id == question_id)
        .options(
            joinedload(Question.panel).selectinload(Panel.executives),
            joinedload(Question.panel).selectinload(Panel.topics),
            joinedload(Question.passport).joinedload(Passport.asker),
            joinedload(Question.reason),
            selectinload(Question.wordings),
            selectinload(Question.executives),
            selectinload(Question.topics),
            *_answers(),
        )
    )


def _count(panel: Panel, status: Status) -> Tally:
    if status in OPEN_STATES:
        return Exact(0)
    return up_to_cap(select(Question.id).where(Question.panel_id == panel.id, Question.status == status))


def _published(panel: Panel, at: datetime, executive: Executive | None) -> Select[Question]:
    query = select(Question).where(Question.panel_id == panel.id, question_published(at))
    if executive is None:
        return query
    return query.where(
        select(Answer.id)
        .where(
            Answer.question_id == Question.id,
            Answer.executive_id == executive.id,
            answer_published(at),
        )
        .exists()
    )


def _shown_in_public() -> tuple[ORMOption, ...]:
    return (
        joinedload(Question.public),
        joinedload(Question.passport).joinedload(Passport.asker),
        *_answers(),
    )


def _answers() -> tuple[ORMOption, ...]:
    answers = selectinload(Question.answers)
    return (
        answers.joinedload(Answer.executive),
        answers.joinedload(Answer.statement).selectinload(Statement.revisions),
    )


def _page(query: Select[Question], place: Callable[[Question], Place]) -> Page:
    rows = db.session.scalars(query.limit(PAGE + 1)).all()
    more = len(rows) > PAGE
    return Page(rows[:PAGE], place(rows[PAGE - 1]) if more else None)


def _published_place(question: Question) -> Place:
    return question.published_at or question.asked_at, question.id


def _asked_place(question: Question) -> Place:
    return question.asked_at, question.id
