"""Support: one reader saying "I want to know this too"."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant, Model, reference


class Support(Model):
    """One reader's support of one question; the reader is a keyed digest of a random cookie."""

    __tablename__ = "supports"
    __table_args__ = (UniqueConstraint("question_id", "reader_digest"),)

    id: Mapped[Id]
    question_id: Mapped[int] = reference("questions.id")
    reader_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime] = mapped_column(Instant)


class SupportTally(Model):
    """How many support a question. Apart from it, so that no decision is stale for a support's sake."""

    __tablename__ = "support_tallies"
    __table_args__ = (
        CheckConstraint("count >= 0", name="count"),
        Index("ix_support_tallies_panel_id_count", "panel_id", "count", "question_id"),
    )

    question_id: Mapped[int] = reference("questions.id", primary_key=True)
    panel_id: Mapped[int] = reference("panels.id")
    count: Mapped[int] = mapped_column(default=0)
