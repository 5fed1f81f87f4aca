"""The asker's name and address: out of sight while a question is decided, until somebody looks."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.permissions import Actor, Permission, demand, may
from domain.record import events
from domain.record.lists import newest
from domain.refusals import NotAvailable
from extensions import db
from models import Asker, Event, Question, User

REVEAL = "reveal"
LASTS = timedelta(minutes=10)
"""How long who looked goes on seeing, and nobody else."""


def hidden(question: Question) -> Asker | None:
    """The asker of ``question`` who told a name or an address; None where there is nothing to show."""
    asker = question.passport.asker
    return asker if asker is not None and (asker.name or asker.email) else None


def reveal(question: Question, *, by: Actor, at: datetime) -> Event:
    """Let ``by`` see for ten minutes what the asker of ``question``, whose row is locked, told of themselves.

    Who sees it already goes on to; that is no second event.

    Raises:
        NotAllowed: the actor may not decide on this panel.
        NotAvailable: there is nothing to show.
    """
    user = demand(by, Permission.DECIDE, question.panel_id)
    if hidden(question) is None:
        raise NotAvailable(REVEAL, question.status)
    event = _last(question, user, at) or events.write(question, REVEAL, by=by, at=at)
    db.session.flush()
    return event


def seen_until(question: Question, user: User, at: datetime) -> datetime | None:
    """Until when ``user`` sees name and address on ``question``; None: they do not."""
    if hidden(question) is None or not may(user, Permission.DECIDE, question.panel_id):
        return None
    event = _last(question, user, at)
    return event.at + LASTS if event else None


def _last(question: Question, user: User, at: datetime) -> Event | None:
    own = Event.action == REVEAL, Event.user_id == user.id, Event.at > at - LASTS
    return newest(question, *own)
