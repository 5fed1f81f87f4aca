"""What the desk works with: reasons, templates, claims, batches, saved views, mentions, second looks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.columns import Id, Instant, Model, Written, choice, reference

if TYPE_CHECKING:
    from models.account import User
    from models.panel import Panel
    from models.question import Question
    from models.record import Event


class TemplateKind(StrEnum):
    """Where a template is offered: in a message to the asker, or beside a reason."""

    MESSAGE = "message"
    EXPLANATION = "explanation"


class Outcome(StrEnum):
    """What became of one question of a batch; ``KEPT`` is one that could not be taken back."""

    WAITING = "waiting"
    DONE = "done"
    LEFT_OUT = "left-out"
    UNDONE = "undone"
    KEPT = "kept"


class Reason(Model):
    """Why a question was rejected: a code, a title and the text that the reader is shown.

    ``rule`` is the number of the rule that it cites, in the page of rules; ``in_ledger`` whether a
    question rejected for it counts there. One that was retired stays for those rejected before.
    """

    __tablename__ = "reasons"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    standard_text: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column()
    rule: Mapped[int | None] = mapped_column()
    in_ledger: Mapped[bool] = mapped_column(default=True, server_default=true())
    retired_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class Template(Written, Model):
    """A text that moderators begin from, with places that are filled from the question.

    One that was retired stays for the events that name it.
    """

    __tablename__ = "templates"
    __table_args__ = (CheckConstraint("version > 0", name="version"),)

    id: Mapped[Id]
    kind: Mapped[TemplateKind] = mapped_column(choice(TemplateKind, "kind"))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column()
    retired_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class Claim(Model):
    """A moderator's mark on an open question: a lease that lapses by itself and refuses nobody."""

    __tablename__ = "claims"
    __table_args__ = (
        CheckConstraint("until > claimed_at", name="lease"),
        Index("ix_claims_user_id_until", "user_id", "until"),
    )

    question_id: Mapped[int] = reference("questions.id", primary_key=True)
    user_id: Mapped[int] = reference("users.id")
    claimed_at: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime] = mapped_column(Instant)

    user: Mapped[User] = relationship()
    question: Mapped[Question] = relationship()


class Batch(Model):
    """One decision on many questions. ``fields`` is what its form held, ``leased_until`` who runs it.

    A form is sent once: its ``idempotency_key`` leads to the batch that it made.
    """

    __tablename__ = "batches"
    __table_args__ = (
        UniqueConstraint("user_id", "idempotency_key"),
        CheckConstraint("total > 0", name="total"),
        Index("ix_batches_user_id_created_at", "user_id", "created_at"),
    )

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id")
    user_id: Mapped[int] = reference("users.id")
    idempotency_key: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(40))
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    total: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    undo_asked_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)

    panel: Mapped[Panel] = relationship()
    user: Mapped[User] = relationship()


class BatchItem(Model):
    """One question of a batch: the version that was selected, what became of it, and why.

    ``event`` is its own decision where it went, else the one that came first; of one that could not be
    taken back, what followed.
    """

    __tablename__ = "batch_items"
    __table_args__ = (
        Index("ix_batch_items_question_id", "question_id"),
        Index("ix_batch_items_batch_id_outcome", "batch_id", "outcome", "question_id"),
    )

    batch_id: Mapped[int] = reference("batches.id", primary_key=True)
    question_id: Mapped[int] = reference("questions.id", primary_key=True)
    version: Mapped[int] = mapped_column()
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome, "outcome"))
    why: Mapped[str | None] = mapped_column(String(40))
    event_id: Mapped[int | None] = reference("events.id")

    batch: Mapped[Batch] = relationship()
    question: Mapped[Question] = relationship()
    event: Mapped[Event | None] = relationship()


class SavedView(Model):
    """Filters of the queue under a name: one moderator's own, or the panel's where ``user_id`` is empty."""

    __tablename__ = "saved_views"
    __table_args__ = (Index("ix_saved_views_panel_id_user_id", "panel_id", "user_id"),)

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id")
    user_id: Mapped[int | None] = reference("users.id")
    title: Mapped[str] = mapped_column(String(60))
    filters: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by_id: Mapped[int] = reference("users.id")


class Mention(Model):
    """A colleague who is named in a note."""

    __tablename__ = "mentions"
    __table_args__ = (
        Index("ix_mentions_user_id_read_at", "user_id", "read_at", "event_id"),
        Index("ix_mentions_question_id", "question_id"),
    )

    event_id: Mapped[int] = reference("events.id", primary_key=True)
    user_id: Mapped[int] = reference("users.id", primary_key=True)
    question_id: Mapped[int] = reference("questions.id")
    read_at: Mapped[datetime | None] = mapped_column(Instant)

    event: Mapped[Event] = relationship()
    user: Mapped[User] = relationship()
    question: Mapped[Question] = relationship()


class SecondLook(Model):
    """A decision that comes up again, blind, for another moderator; it changes nothing on the question."""

    __tablename__ = "second_looks"
    __table_args__ = (
        UniqueConstraint("event_id"),
        CheckConstraint("(looked_at IS NULL) = (looked_by_id IS NULL)", name="looked"),
        CheckConstraint("(looked_at IS NULL) = (action IS NULL)", name="answer"),
        CheckConstraint("(looked_at IS NULL) = (agreed IS NULL)", name="agreed"),
        CheckConstraint("looked_by_id IS NULL OR looked_by_id <> decided_by_id", name="somebody_else"),
        Index("ix_second_looks_panel_id_looked_at", "panel_id", "looked_at", "id"),
        Index("ix_second_looks_panel_id_agreed", "panel_id", "agreed", "looked_at", "id"),
        Index("ix_second_looks_question_id", "question_id"),
    )

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id")
    question_id: Mapped[int] = reference("questions.id")
    event_id: Mapped[int] = reference("events.id")
    first_action: Mapped[str] = mapped_column(String(40))
    first_reason_id: Mapped[int | None] = reference("reasons.id")
    decided_by_id: Mapped[int] = reference("users.id")
    decided_at: Mapped[datetime] = mapped_column(Instant)
    wording: Mapped[int] = mapped_column()
    looked_by_id: Mapped[int | None] = reference("users.id")
    looked_at: Mapped[datetime | None] = mapped_column(Instant)
    action: Mapped[str | None] = mapped_column(String(40))
    reason_id: Mapped[int | None] = reference("reasons.id")
    agreed: Mapped[bool | None] = mapped_column()

    question: Mapped[Question] = relationship()
    event: Mapped[Event] = relationship()
    first_reason: Mapped[Reason | None] = relationship(foreign_keys=[first_reason_id])
    reason: Mapped[Reason | None] = relationship(foreign_keys=[reason_id])
