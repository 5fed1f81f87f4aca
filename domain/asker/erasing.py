"""Erasing an asker's personal data: what is public stays, without them."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from domain.asker import passports
from domain.permissions import Actor
from domain.question import undoing, withdrawing
from domain.record import events, outbox
from domain.search import desk as search
from extensions import db
from models import (
    ActorKind,
    Asker,
    Author,
    Event,
    EventNote,
    Passport,
    Question,
    Status,
    SubjectKind,
    Via,
)

WAITING_FOR_A_DECISION = frozenset({Status.PENDING, Status.HELD, Status.RETURNED})
WITH_A_PUBLIC_WORDING = frozenset({Status.APPROVED, Status.PUBLISHED, Status.MERGED})


def erase(passport: Passport, *, by: Actor, at: datetime) -> bool:
    """Erase what the asker told of themselves, and end their link; whether a question stays.

    Their name and address go, their notes, and every wording of theirs that is not public and never
    was. A question that waits for a decision and has no words left is withdrawn; one that was rejected
    or merged stays counted, without its words.
    """
    questions = passports.locked_questions(passport)
    for question in questions:
        _erase_from(question, by=by, at=at)
    outbox.cancel_all(passport.id, at=at)
    db.session.execute(delete(Asker).where(Asker.passport_id == passport.id))
    db.session.expire(passport, ["asker"])
    passport.generation += 1
    if passport.via is not Via.IMPORT:
        # The form may be sent again from a browser's history: it finds nothing of the earlier one.
        # What came from a file keeps its key, or the file would bring it back.
        passport.idempotency_key = f"erased-{secrets.token_urlsafe(24)}"
        passport.body_digest = secrets.token_bytes(32)
    db.session.flush()
    return any(question.wording.blanked_at is None for question in questions)


def _erase_from(question: Question, *, by: Actor, at: datetime) -> None:
    public = _public_wordings(question, at)
    gone = [
        wording
        for wording in question.wordings
        if wording.author is Author.ASKER and wording.number not in public and wording.blanked_at is None
    ]
    for wording in gone:
        wording.text, wording.details, wording.blanked_at = "", "", at
    search.index(question)
    _erase_notes(question, at)
    numbers = [wording.number for wording in gone]
    db.session.flush()
    events.write(question, "erase", by=by, at=at, details={"wordings": numbers})
    db.session.flush()
    wordless = question.newest_wording.blanked_at is not None
    if wordless and question.status in WAITING_FOR_A_DECISION and question.asker_left_at is None:
        withdrawing.withdraw(question, by=by, at=at)


def _erase_notes(question: Question, at: datetime) -> None:
    """Empty what the asker wrote to the moderators; without its salt nobody can guess it either."""
    theirs = select(Event.id).where(
        Event.subject_kind == SubjectKind.QUESTION,
        Event.subject_id == question.id,
        Event.actor_kind == ActorKind.ASKER,
    )
    db.session.execute(
        update(EventNote)
        .where(EventNote.event_id.in_(theirs), EventNote.erased_at.is_(None))
        .values(text="", salt=b"", erased_at=at)
        .execution_options(synchronize_session="fetch")
    )


def _public_wordings(question: Question, at: datetime) -> set[int]:
    """The numbers of the wordings that are public, are approved to be, or were public once.

    The record is read backwards: each event keeps what the columns held before it.
    """
    found = set()
    if question.status in WITH_A_PUBLIC_WORDING and question.public_wording is not None:
        found.add(question.public_wording)
    columns: dict[str, Any] = {
        "status": question.status,
        "public_wording": question.public_wording,
        "published_at": question.published_at,
    }
    until = at
    for event in reversed(events.of_question(question)):
        number = columns["public_wording"]
        if number is not None and _was_seen(question, columns, until):
            found.add(number)
        columns |= undoing.thawed(event.details.get("before", {}))
        until = event.at
    return found


def _was_seen(question: Question, columns: dict[str, Any], until: datetime) -> bool:
    status = columns["status"]
    if status is Status.PUBLISHED and columns["published_at"] <= until:
        return True
    return question.panel.list_open and status in (Status.APPROVED, Status.PUBLISHED)
