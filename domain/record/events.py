"""The one writer of events: append-only, numbered and chained for each subject."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select

from domain.permissions import Actor
from extensions import db
from models import (
    Event,
    EventNote,
    Page,
    Panel,
    Question,
    Reason,
    Statement,
    SubjectKind,
    Template,
    User,
)
from models.columns import Model

SUBJECTS: dict[type, SubjectKind] = {
    Question: SubjectKind.QUESTION,
    Statement: SubjectKind.STATEMENT,
    Panel: SubjectKind.PANEL,
    User: SubjectKind.USER,
    Page: SubjectKind.PAGE,
    Reason: SubjectKind.REASON,
    Template: SubjectKind.TEMPLATE,
}
DIGEST = "sha256"


def write(
    subject: Model,
    action: str,
    *,
    by: Actor,
    at: datetime,
    from_status: str | None = None,
    to_status: str | None = None,
    details: dict[str, Any] | None = None,
    note: str | None = None,
) -> Event:
    """Append what happened to ``subject``, whose row the caller has locked.

    ``details`` must survive JSON unchanged and hold no personal data and no free text; that goes
    into ``note``, of which the chain keeps a salted digest.
    """
    kind, subject_id = SUBJECTS[type(subject)], getattr(subject, "id")  # noqa: B009
    last = db.session.execute(
        select(Event.seq, Event.mac)
        .where(Event.subject_kind == kind, Event.subject_id == subject_id)
        .order_by(Event.seq.desc())
        .limit(1)
    ).first()
    event = Event(
        subject_kind=kind,
        subject_id=subject_id,
        seq=last.seq + 1 if last else 1,
        actor_kind=by.kind,
        user_id=by.user.id if by.user else None,
        at=at,
        action=action,
        from_status=from_status,
        to_status=to_status,
        details=(details or {}) | ({"batch": by.batch} if by.batch else {}),
        request_id=by.request_id,
    )
    if note:
        salt = secrets.token_bytes(16)
        event.note_digest = note_digest(note, salt)
        event.note = EventNote(text=note, salt=salt)
    event.mac = seal(event, last.mac if last else b"", by.seal)
    db.session.add(event)
    return event


def note_digest(text: str, salt: bytes) -> bytes:
    """What the chain holds of a note: it proves the text and does not give it away."""
    return hmac.digest(salt, text.encode(), DIGEST)


def seal(event: Event | Row[Any], previous: bytes, key: bytes) -> bytes:
    """HMAC-SHA256 under the audit key over the event's row and its subject's previous event."""
    row = {
        "subject": [event.subject_kind.value, event.subject_id],
        "seq": event.seq,
        "actor": [event.actor_kind.value, event.user_id],
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": event.action,
        "move": [event.from_status, event.to_status],
        "details": event.details,
        "request": event.request_id,
        "note": event.note_digest.hex() if event.note_digest else None,
        "previous": hashlib.sha256(previous).hexdigest(),
    }
    canonical = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.digest(key, canonical.encode(), DIGEST)


def of_question(question: Question) -> list[Event]:
    """Everything that happened to ``question``, oldest first."""
    return list(
        db.session.scalars(
            select(Event)
            .where(Event.subject_kind == SubjectKind.QUESTION, Event.subject_id == question.id)
            .order_by(Event.seq)
        )
    )
