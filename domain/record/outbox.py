"""Messages that must go out, kept in the transaction of what caused them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select, update

from extensions import db
from models import Asker, Event, OutboxMessage, Question

UNDO_WINDOW = timedelta(minutes=2)
"""How long a decision can be undone, and so how long what it says is held back."""


def tell_asker(
    kind: str, question: Question, event: Event, *, at: datetime, not_before: datetime | None = None
) -> OutboxMessage | None:
    """Keep a message of ``kind`` for the asker of ``question``; None where they gave no address.

    It is due at ``not_before``, else when ``event`` can no longer be undone.
    """
    email = db.session.scalar(select(Asker.email).where(Asker.passport_id == question.passport_id))
    if not email or question.asker_left_at is not None:
        return None
    db.session.flush()
    message = OutboxMessage(
        dedupe_key=f"{kind}:{question.id}:{event.id}",
        message_id=f"<{uuid.uuid4()}@from-the-floor>",
        kind=kind,
        passport_id=question.passport_id,
        question_id=question.id,
        event_id=event.id,
        created_at=at,
        not_before=not_before or at + UNDO_WINDOW,
    )
    db.session.add(message)
    return message


def cancel(event: Event, *, at: datetime) -> None:
    """Withhold what ``event`` would have said and has not said yet."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.event_id == event.id, OutboxMessage.sent_at.is_(None))
        .values(cancelled_at=at)
    )


def cancel_announcements(*questions: Question, at: datetime, due_too: bool = True) -> None:
    """Withhold every announcement of ``questions`` that has not gone out.

    Without ``due_too`` those that were due by ``at`` stay: what they say has come true.
    """
    waiting = update(OutboxMessage).where(
        OutboxMessage.question_id.in_([question.id for question in questions]),
        OutboxMessage.kind == "published",
        OutboxMessage.sent_at.is_(None),
        OutboxMessage.cancelled_at.is_(None),
    )
    if not due_too:
        waiting = waiting.where(OutboxMessage.not_before > at)
    db.session.execute(waiting.values(cancelled_at=at))
