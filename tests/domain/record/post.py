"""Reading the outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from extensions import db
from models import OutboxMessage, Question


def messages(question: Question) -> list[OutboxMessage]:
    """Every message kept for the asker of ``question``, oldest first."""
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.question_id == question.id)
            .order_by(OutboxMessage.id)
            .execution_options(populate_existing=True)
        )
    )


def due(question: Question) -> list[tuple[str, datetime]]:
    """Kind and time of what will still go out."""
    return [(m.kind, m.not_before) for m in messages(question) if m.cancelled_at is None]


def kinds(question: Question) -> list[str]:
    """Kinds of what will still go out."""
    return [kind for kind, _ in due(question)]
