"""What tests of the doors share: people with their browsers, and fresh looks at a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from extensions import db
from models import Event, Question, SubjectKind, User
from tests.pages import Page, PageClient

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


def whole(text: str) -> Page:
    """The page of ``text`` as a browser reads it, line ends made alike first."""
    return Page(text.replace("\r\n", "\n"))


def filled(text: str, ending: str) -> dict[str, Any]:
    """What the form of the page ``text`` whose action ends so would send as it stands."""
    fields: dict[str, Any] = whole(text).form(ending)["fields"]
    return fields


def events_written() -> Sequence[Any]:
    """Every event: its subject, its actor, its user and what it says, oldest first."""
    db.session.rollback()
    return db.session.execute(
        select(Event.subject_kind, Event.action, Event.actor_kind, Event.user_id).order_by(Event.id)
    ).all()
