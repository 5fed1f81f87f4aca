"""What a moderator did last, where it can still be taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from domain.permissions import Actor
from domain.question import lifecycle
from domain.question.undoing import UNDOABLE
from domain.record.lists import WITHOUT_VERSION
from domain.record.outbox import UNDO_WINDOW
from extensions import db
from models import Event, Question, SubjectKind

LOOKED_AT = 3
"""Of how many of their latest decisions it is asked whether they can be taken back."""


def last_undoable(by: Actor, at: datetime) -> tuple[Question, Event] | None:
    """The question that ``by`` decided last and may still take back, with that decision.

    Decisions that something followed are passed over. One of a batch stands for the batch, which is
    taken back whole.
    """
    if by.user is None:
        return None
    later = aliased(Event)
    followed = exists().where(
        later.subject_kind == SubjectKind.QUESTION,
        later.subject_id == Event.subject_id,
        later.seq > Event.seq,
        later.action.not_in(WITHOUT_VERSION),
    )
    latest = (
        select(Event, Question)
        .join(Question, Question.id == Event.subject_id)
        .where(
            Event.user_id == by.user.id,
            Event.at >= at - UNDO_WINDOW,
            Event.subject_kind == SubjectKind.QUESTION,
            Event.action.in_(UNDOABLE),
            ~followed,
        )
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(LOOKED_AT)
    )
    for event, question in db.session.execute(latest):
        if lifecycle.may_take(question, lifecycle.Action.UNDO, by, at):
            return question, event
    return None
