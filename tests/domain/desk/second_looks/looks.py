"""Decisions that come up again, made for tests of second looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from domain.desk import reasons
from domain.desk.second_looks import looking
from extensions import begin_writing, clock, db
from models import Panel, Question, Reason, SecondLook, User
from tests.made import Made

LATER = timedelta(minutes=3)
"""After this a decision can't be undone any more."""


def shared(made: Made, share: int = 100, **options: Any) -> Panel:
    """A panel of which so many per cent come up again."""
    panel = made.panel(**options)
    begin_writing()
    db.session.get_one(Panel, panel.id).second_look_share = share
    db.session.commit()
    return panel


def reason(code: str) -> Reason:
    """The reason of that code."""
    found = reasons.find(code)
    assert found is not None
    return found


def of(question: Question) -> SecondLook:
    """The second look of the only decision on ``question`` that has one."""
    db.session.rollback()
    return db.session.scalars(select(SecondLook).where(SecondLook.question_id == question.id)).one()


def drawn() -> int:
    """How many second looks there are."""
    db.session.rollback()
    return len(db.session.scalars(select(SecondLook.id)).all())


def look(
    made: Made, question: Question, user: User, action: str, code: str | None = None, **when: Any
) -> SecondLook:
    """``user`` looks at the decision on ``question``, three minutes from now."""
    begin_writing()
    found = looking.locked(of(question).id)
    assert found is not None
    why = reason(code) if code else None
    at = when.get("at", clock.now() + LATER)
    looking.look(found, action=action, reason=why, by=made.by(db.session.merge(user)), at=at)
    db.session.commit()
    return found
