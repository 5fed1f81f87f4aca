"""What happened and what must still be sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.columns import BIG, Id, Instant, Model, choice, reference

if TYPE_CHECKING:
    from models.account import User


class SubjectKind(StrEnum):
    """What an event is about."""

    QUESTION = "question"
    STATEMENT = "statement"
    PANEL = "panel"
    USER = "user"
    PAGE = "page"
    REASON = "reason"
    TEMPLATE = "template"


class ActorKind(StrEnum):
    """Who acted."""

    USER = "user"
    ASKER = "asker"
    SYSTEM = "system"


class Event(Model):
    """One thing that happened to one subject. Append-only, chained by ``mac``.

    ``details`` holds no personal data and no free text: that is the note's, of which the chain
    holds only a salted digest.
    """

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "seq"),
        CheckConstraint("(actor_kind = 'USER') = (user_id IS NOT NULL)", name="actor"),
        Index("ix_events_user_id_at", "user_id", "at"),
    )

    id: Mapped[Id]
    subject_kind: Mapped[SubjectKind] = mapped_column(choice(SubjectKind, "subject_kind"))
    subject_id: Mapped[int] = mapped_column(BIG)
    seq: Mapped[int] = mapped_column()
    actor_kind: Mapped[ActorKind] = mapped_column(choice(ActorKind, "actor_kind"))
    user_id: Mapped[int | None] = reference("users.id")
    at: Mapped[datetime] = mapped_column(Instant)
    action: Mapped[str] = mapped_column(String(40))
    from_status: Mapped[str | None] = mapped_column(String(24))
    to_status: Mapped[str | None] = mapped_column(String(24))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    request_id: Mapped[str | None] = mapped_column(String(64))
    note_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))

    user: Mapped[User | None] = relationship()
    note: Mapped[EventNote | None] = relationship(back_populates="event")


class EventNote(Model):
    """The free text of an event. It can be erased and the chain still verifies."""

    __tablename__ = "event_notes"

    event_id: Mapped[int] = reference("events.id", primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    erased_at: Mapped[datetime | None] = mapped_column(Instant)

    event: Mapped[Event] = relationship(back_populates="note")


class OutboxMessage(Model):
    """A message that must go out, kept in the transaction of what caused it."""

    __tablename__ = "outbox_messages"
    __table_args__ = (
        CheckConstraint("sent_at IS NULL OR dead_at IS NULL", name="one_end"),
        Index("ix_outbox_messages_not_before", "sent_at", "dead_at", "not_before"),
    )

    id: Mapped[Id]
    dedupe_key: Mapped[str] = mapped_column(String(120), unique=True)
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    passport_id: Mapped[int | None] = reference("passports.id", index=True)
    question_id: Mapped[int | None] = reference("questions.id", index=True)
    event_id: Mapped[int | None] = reference("events.id", index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    not_before: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    dead_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    last_error: Mapped[str | None] = mapped_column(Text)
