"""Staff enter a question: one that came by phone, by letter or at the event, or one of their own."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.panel import window
from domain.permissions import Actor, Permission, demand
from domain.question import asking, lifecycle
from domain.record import events, outbox
from domain.record.lists import newest
from domain.refusals import BadField, KeyReused, NotOpen
from domain.search import desk as search
from extensions import db
from models import Author, Event, Panel, Passport, Question, User, Via

FOR_A_READER = (Via.PHONE, Via.LETTER, Via.EVENT)
WAYS = (*FOR_A_READER, Via.STAFF)
"""How a question that staff enter reached them; by ``STAFF`` it is their own and has no asker."""


@dataclass(frozen=True)
class Entry:
    """What staff type: the question as a reader would have sent it, how it came and when."""

    submission: asking.Submission
    via: Via
    asked_at: datetime | None = None

    def digest(self, panel: Panel) -> bytes:
        """SHA-256 over panel and body: whether a retried post says the same."""
        came = f"{self.via.value} {self.asked_at.isoformat() if self.asked_at else ''}"
        return hashlib.sha256(self.submission.digest(panel) + came.encode()).digest()


def enter(panel: Panel, entry: Entry, *, key: str, by: Actor, at: datetime, link_key: bytes) -> Question:
    """Take a question in for somebody, once for each idempotency ``key``; the question.

    A panel that is closed, paused or not open yet takes it all the same; an archived one does not.

    Raises:
        NotAllowed: the actor has no say on this panel.
        KeyReused: the key came before, with another body.
        NotOpen: the panel is archived.
        BadField: it came by no such way or at a time yet to come, an executive isn't answering on
            this panel, or the moderators' own question names an asker.
    """
    user = demand(by, Permission.DECIDE, panel.id)
    digest = entry.digest(panel)
    earlier = db.session.scalar(select(Passport).where(Passport.idempotency_key == key))
    if earlier is not None:
        return _same(earlier, digest)
    if window.state(panel, at) == window.ARCHIVED:
        raise NotOpen(window.ARCHIVED)
    _check(entry, at)
    executives = asking.executives_named(panel, entry.submission.executives)
    passport_id = asking.insert_passport(panel, key=key, digest=digest, via=entry.via, at=at)
    if passport_id is None:
        winner = db.session.scalars(select(Passport).where(Passport.idempotency_key == key)).one()
        return _same(winner, digest)
    passport = db.session.get_one(Passport, passport_id)
    question = asking.place(panel, passport, entry.submission, executives, at=entry.asked_at or at)
    if entry.via is Via.STAFF:
        _sign(question, user)
    lifecycle.enter(question, asking.arriving(panel))
    asking.add_asker(passport, entry.submission, panel, at=at, link_key=link_key)
    db.session.flush()
    search.index(question)
    event = events.write(
        question,
        lifecycle.Action.SUBMIT,
        by=by,
        at=at,
        to_status=question.status.value,
        details={
            "executives": [executive.id for executive in executives],
            "asked_via": entry.via.value,
            **asking.held_since(panel),
        },
    )
    outbox.tell_asker("received", question, event, at=at, not_before=at)
    return question


def entered_by(question: Question, user: User) -> bool:
    """Whether ``user`` entered this very question for a reader."""
    if question.passport.via not in FOR_A_READER:
        return False
    event = newest(question, Event.action == lifecycle.Action.SUBMIT)
    return event is not None and event.user_id == user.id


def may_print(question: Question, user: User) -> bool:
    """Whether ``user`` may print the question's passport: who entered it, while its first link holds.

    A generation that was raised ended the link that could be handed over. Whoever raised it did not
    mean staff to make another one.
    """
    return question.passport.generation == 1 and entered_by(question, user)


def _check(entry: Entry, at: datetime) -> None:
    if entry.via not in WAYS:
        raise BadField("asked_via", "missing")
    if entry.asked_at is not None and entry.asked_at > at:
        raise BadField("asked_at", "yet-to-come")
    if entry.via is Via.STAFF:
        for field, told in (("name", entry.submission.name), ("email", entry.submission.email)):
            if told:
                raise BadField(field, "nobody-asked")


def _sign(question: Question, user: User) -> None:
    """Mark a question as the moderators' own."""
    question.wordings[0].author = Author.MODERATOR
    question.wordings[0].user_id = user.id


def _same(passport: Passport, digest: bytes) -> Question:
    if not hmac.compare_digest(passport.body_digest, digest):
        raise KeyReused(passport)
    return passport.questions[0]
