"""Messages that must go out, kept in the transaction of what caused them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from extensions import db
from models import Asker, Event, OutboxMessage, Question

UNDO_WINDOW = timedelta(minutes=2)
"""How long a decision can be undone, and so how long what it says is held back."""


def tell_asker(
    kind: str, question: Question, event: Event, *, at: datetime, not_before: datetime | None = None
) -> OutboxMessage | None:
    """Keep a message of ``kind`` for the asker of ``question``; None where they gave no address.

    It is due at ``not_before``, else when ``event`` can no longer be undone. An address that waits
    for its confirmation is told nothing.
    """
    told = Asker.passport_id == question.passport_id, ~waits_for_confirmation()
    email = db.session.scalar(select(Asker.email).where(*told))
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


def tell_passport(kind: str, passport_id: int, *, key: str, at: datetime) -> None:
    """Keep a message of ``kind`` for whoever gave the submission's address, once for each ``key``."""
    values: dict[str, Any] = {
        "dedupe_key": f"{kind}:{passport_id}:{key}",
        "message_id": f"<{uuid.uuid4()}@from-the-floor>",
        "kind": kind,
        "passport_id": passport_id,
        "created_at": at,
        "not_before": at,
        "attempts": 0,
    }
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: Any = insert(OutboxMessage).values(**values)
    db.session.execute(statement.on_conflict_do_nothing(index_elements=["dedupe_key"]))


def waits_for_confirmation() -> ColumnElement[bool]:
    """Askers who were asked to confirm their address and have not done it."""
    asked = exists().where(OutboxMessage.passport_id == Asker.passport_id, OutboxMessage.kind == "confirm")
    return and_(Asker.email.is_not(None), Asker.confirmed_at.is_(None), asked)


def unconfirmed(passport_id: int) -> bool:
    """Whether the address of this submission waits for its confirmation."""
    waiting = select(Asker.id).where(Asker.passport_id == passport_id, waits_for_confirmation())
    return db.session.scalar(waiting) is not None


def cancel(event: Event, *, at: datetime) -> None:
    """Withhold what ``event`` would have said and has not said yet."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.event_id == event.id, OutboxMessage.sent_at.is_(None))
        .values(cancelled_at=at)
    )


def postpone(decided: Select[int | None], *, until: datetime) -> None:
    """Hold back to ``until`` what these events (their ids) would say and have not said yet."""
    db.session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.event_id.in_(decided),
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.not_before < until,
        )
        .values(not_before=until)
        .execution_options(synchronize_session=False)
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


def cancel_all(passport_id: int, *, at: datetime) -> None:
    """Withhold all that would still go to the asker of this submission.

    What a mail server said of an earlier attempt may quote their address, so it goes too.
    """
    db.session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.passport_id == passport_id,
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.cancelled_at.is_(None),
        )
        .values(cancelled_at=at)
    )
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.passport_id == passport_id, OutboxMessage.last_error.is_not(None))
        .values(last_error=None)
    )
