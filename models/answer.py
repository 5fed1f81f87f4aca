"""What executives say: statements with revisions, tied to questions by answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.columns import Id, Instant, Model, Written, choice, reference

if TYPE_CHECKING:
    from models.account import User
    from models.panel import Executive
    from models.question import Question


class Kind(StrEnum):
    """What form a statement takes."""

    TEXT = "text"
    CLIP = "clip"
    LIVE = "live"
    DECLINE = "decline"


class RevisionState(StrEnum):
    """How far a revision has come. Released is not public: publishing is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RELEASED = "released"


class Statement(Model):
    """What one or more answers show: its newest released revision."""

    __tablename__ = "statements"
    __table_args__ = (CheckConstraint("version > 0", name="version"),)

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id", index=True)
    kind: Mapped[Kind] = mapped_column(choice(Kind, "kind"))
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(Instant)

    revisions: Mapped[list[Revision]] = relationship(back_populates="statement", order_by="Revision.number")
    answers: Mapped[list[Answer]] = relationship(back_populates="statement")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def newest(self) -> Revision:
        """The revision last written, whatever its state."""
        return self.revisions[-1]

    @property
    def released(self) -> Revision | None:
        """The newest released revision: what an answer shows."""
        return next((r for r in reversed(self.revisions) if r.state is RevisionState.RELEASED), None)


class Revision(Written, Model):
    """One text of a statement: who typed it, for whom, its source and the HTML made from it.

    ``correction`` says, for readers, why it takes the place of an earlier one that was public.
    """

    __tablename__ = "revisions"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(state = 'RELEASED') = (released_at IS NOT NULL)", name="released"),
        CheckConstraint("(state = 'DRAFT') = (submitted_at IS NULL)", name="submitted"),
    )

    statement_id: Mapped[int] = reference("statements.id", primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[RevisionState] = mapped_column(choice(RevisionState, "state"))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer: Mapped[int] = mapped_column()
    typed_by_id: Mapped[int | None] = reference("users.id")
    on_behalf_of_id: Mapped[int] = reference("executives.id")
    written_at: Mapped[datetime] = mapped_column(Instant)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    released_by_id: Mapped[int | None] = reference("users.id")
    correction: Mapped[str] = mapped_column(Text, default="", server_default="")

    statement: Mapped[Statement] = relationship(back_populates="revisions")
    typed_by: Mapped[User | None] = relationship(foreign_keys=[typed_by_id])
    released_by: Mapped[User | None] = relationship(foreign_keys=[released_by_id])
    on_behalf_of: Mapped[Executive] = relationship()


class Answer(Model):
    """One executive's statement on one question, public from ``published_at``."""

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("question_id", "executive_id"),
        Index("ix_answers_executive_id_published_at", "executive_id", "published_at"),
    )

    id: Mapped[Id]
    question_id: Mapped[int] = reference("questions.id")
    executive_id: Mapped[int] = reference("executives.id")
    statement_id: Mapped[int] = reference("statements.id", index=True)
    published_at: Mapped[datetime | None] = mapped_column(Instant)

    question: Mapped[Question] = relationship(back_populates="answers")
    executive: Mapped[Executive] = relationship()
    statement: Mapped[Statement] = relationship(back_populates="answers")
