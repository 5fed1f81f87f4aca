"""What tests of the doors share: people with their browsers, and fresh looks at a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select

from extensions import db
from models import Event, Question, SubjectKind, User
from tests.pages import PageClient

SignIn = Callable[[User], PageClient]
"""Gives the browser of a user who is signed in."""


def fresh(question: Question) -> Question:
    """The question as the database has it now."""
    db.session.rollback()
    return db.session.get_one(Question, question.id)


def actions(question: Question) -> Sequence[str]:
    """What happened to the question, oldest first."""
    db.session.rollback()
    return db.session.scalars(
        select(Event.action)
        .where(Event.subject_kind == SubjectKind.QUESTION, Event.subject_id == question.id)
        .order_by(Event.seq)
    ).all()
