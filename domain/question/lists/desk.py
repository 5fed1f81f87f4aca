"""What the desk reads: the queue, its counts, one question with all that belongs to it."""

from __future__ import annotations

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from domain.question.lists.page import Page, Place, answers_with_all_they_show, page_of
from domain.tallies import Tally, up_to_cap
from extensions import db
from models import Panel, Passport, Question, Status

OPEN_STATES = (Status.PENDING, Status.HELD, Status.RETURNED)
ARRIVED = Question.awaits_confirmation.is_(False)
"""A question whose asker's address is still to be confirmed is nowhere at the desk."""


def queue(panel: Panel, status: Status, *, after: Place | None = None, newest_first: bool = False) -> Page:
    """The panel's questions of one status, oldest first unless told, 20 to a page."""
    order = tuple_(Question.asked_at, Question.id)
    query = (
        select(Question)
        .where(Question.panel_id == panel.id, Question.status == status, ARRIVED)
        .options(
            joinedload(Question.passport), selectinload(Question.wordings), selectinload(Question.executives)
        )
    )
    if after is not None:
        query = query.where(order < after if newest_first else order > after)
    if newest_first:
        query = query.order_by(Question.asked_at.desc(), Question.id.desc())
    else:
        query = query.order_by(Question.asked_at, Question.id)
    return page_of(query, _asked_place)


def next_waiting(question: Question) -> int | None:
    """The id of the pending question that comes after this one in the queue, else of the oldest other."""
    waiting = (
        select(Question.id)
        .where(
            Question.panel_id == question.panel_id,
            Question.status == Status.PENDING,
            Question.id != question.id,
            ARRIVED,
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
        .where(Question.panel_id == panel.id, Question.status.in_(OPEN_STATES), ARRIVED)
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
        .where(Question.id == question_id, ARRIVED)
        .options(
            joinedload(Question.panel).selectinload(Panel.executives),
            joinedload(Question.panel).selectinload(Panel.topics),
            joinedload(Question.passport).joinedload(Passport.asker),
            joinedload(Question.reason),
            selectinload(Question.wordings),
            selectinload(Question.executives),
            selectinload(Question.topics),
            *answers_with_all_they_show(),
        )
    )


def _count(panel: Panel, status: Status) -> Tally:
    if status in OPEN_STATES:
        return Exact(0)
    alike = Question.panel_id == panel.id, Question.status == status, ARRIVED
    return up_to_cap(select(Question.id).where(*alike))


def _asked_place(question: Question) -> Place:
    return question.asked_at, question.id
