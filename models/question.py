"""A question and its wordings."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.columns import BIG, Id, Instant, Model, Written, choice, reference

if TYPE_CHECKING:
    from models.account import User
    from models.answer import Answer
    from models.asker import Passport
    from models.desk import Reason
    from models.page import PageVersion
    from models.panel import Executive, Panel, Topic
    from models.support import SupportTally


class Status(StrEnum):
    """Where a question stands. Having an answer is data, not a status."""

    PENDING = "pending"
    HELD = "held"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    MERGED = "merged"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Author(StrEnum):
    """Who wrote a wording."""

    ASKER = "asker"
    MODERATOR = "moderator"


question_executives = Table(
    "question_executives",
    Model.metadata,
    Column("question_id", BIG, ForeignKey("questions.id"), primary_key=True),
    Column("executive_id", BIG, ForeignKey("executives.id"), primary_key=True, index=True),
)
question_topics = Table(
    "question_topics",
    Model.metadata,
    Column("question_id", BIG, ForeignKey("questions.id"), primary_key=True),
    Column("topic_id", BIG, ForeignKey("topics.id"), primary_key=True, index=True),
)
question_not_taken = Table(
    "question_not_taken",
    Model.metadata,
    Column("question_id", BIG, ForeignKey("questions.id"), primary_key=True),
    Column("not_taken_id", BIG, ForeignKey("not_taken.id"), primary_key=True, index=True),
)
"""Questions that were sent although words of a topic not taken here appeared in them."""


class Question(Written, Model):
    """What a reader put to the panel.

    ``version`` counts decisions, wordings and addressees, and nothing else. Only
    ``domain.question.lifecycle`` sets ``status``, together with the columns that the status binds.
    One that ``awaits_confirmation`` of its asker's address is in no queue yet. ``decided_by_id`` is who
    decided last, ``first_decided_at`` when it was first approved, rejected or merged.
    """

    __tablename__ = "questions"
    __table_args__ = (
        CheckConstraint("(status = 'MERGED') = (merged_into_id IS NOT NULL)", name="merged"),
        CheckConstraint("(status = 'REJECTED') = (reason_id IS NOT NULL)", name="rejected"),
        CheckConstraint("(status = 'PUBLISHED') = (published_at IS NOT NULL)", name="published"),
        CheckConstraint("(status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)", name="withdrawn"),
        CheckConstraint("status = 'HELD' OR held_until IS NULL", name="held"),
        CheckConstraint(
            "status NOT IN ('APPROVED', 'PUBLISHED') OR public_wording IS NOT NULL",
            name="public_wording",
        ),
        CheckConstraint(
            "status NOT IN ('PENDING', 'HELD', 'RETURNED', 'REJECTED') OR public_wording IS NULL",
            name="no_public_wording",
        ),
        CheckConstraint("published_at IS NULL OR first_published_at IS NOT NULL", name="first_published"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="no_self_merge"),
        CheckConstraint("version > 0", name="version"),
        Index("ix_questions_queue", "panel_id", "status", "asked_at", "id"),
        Index("ix_questions_lang", "panel_id", "status", "lang", "asked_at", "id"),
        Index("ix_questions_decided_by", "panel_id", "status", "decided_by_id", "asked_at", "id"),
        Index(
            "ix_questions_first_decided_at",
            "panel_id",
            "first_decided_at",
            "asked_at",
            postgresql_where=text("first_decided_at IS NOT NULL"),
            sqlite_where=text("first_decided_at IS NOT NULL"),
        ),
        Index(
            "ix_questions_appealed_at",
            "panel_id",
            "status",
            "appealed_at",
            postgresql_where=text("appealed_at IS NOT NULL"),
            sqlite_where=text("appealed_at IS NOT NULL"),
        ),
        Index(
            "ix_questions_held_until",
            "panel_id",
            "held_until",
            postgresql_where=text("held_until IS NOT NULL"),
            sqlite_where=text("held_until IS NOT NULL"),
        ),
        Index(
            "ix_questions_unconfirmed",
            "panel_id",
            "status",
            postgresql_where=text("awaits_confirmation"),
            sqlite_where=text("awaits_confirmation"),
        ),
        Index(
            "ix_questions_published",
            "panel_id",
            "published_at",
            "id",
            postgresql_where=text("published_at IS NOT NULL"),
            sqlite_where=text("published_at IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id")
    passport_id: Mapped[int] = reference("passports.id", index=True)
    external_id: Mapped[str | None] = mapped_column(String(120), index=True)
    status: Mapped[Status] = mapped_column(choice(Status, "status"))
    version: Mapped[int] = mapped_column()
    public_wording: Mapped[int | None] = mapped_column()
    asked_at: Mapped[datetime] = mapped_column(Instant)
    held_until: Mapped[datetime | None] = mapped_column(Instant)
    reason_id: Mapped[int | None] = reference("reasons.id", index=True)
    rejected_by_id: Mapped[int | None] = reference("users.id")
    appealed_at: Mapped[datetime | None] = mapped_column(Instant)
    merged_into_id: Mapped[int | None] = reference("questions.id", index=True)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    first_published_at: Mapped[datetime | None] = mapped_column(Instant)
    unpublished_at: Mapped[datetime | None] = mapped_column(Instant)
    unpublish_reason: Mapped[str | None] = mapped_column(Text)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    asker_left_at: Mapped[datetime | None] = mapped_column(Instant)
    awaits_confirmation: Mapped[bool] = mapped_column(default=False, server_default=false())
    rules_version_id: Mapped[int | None] = reference("page_versions.id")
    decided_by_id: Mapped[int | None] = reference("users.id")
    first_decided_at: Mapped[datetime | None] = mapped_column(Instant)

    panel: Mapped[Panel] = relationship()
    passport: Mapped[Passport] = relationship(back_populates="questions")
    reason: Mapped[Reason | None] = relationship()
    wordings: Mapped[list[Wording]] = relationship(back_populates="question", order_by="Wording.number")
    executives: Mapped[list[Executive]] = relationship(
        secondary=question_executives, order_by="(Executive.position, Executive.id)"
    )
    topics: Mapped[list[Topic]] = relationship(
        secondary=question_topics, order_by="(Topic.position, Topic.id)"
    )
    answers: Mapped[list[Answer]] = relationship(back_populates="question", order_by="Answer.id")
    merged_into: Mapped[Question | None] = relationship(remote_side="Question.id")
    rules_version: Mapped[PageVersion | None] = relationship()
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    support_tally: Mapped[SupportTally] = relationship()
    public: Mapped[Wording | None] = relationship(
        primaryjoin=(
            "and_(Question.id == foreign(Wording.question_id),"
            " Question.public_wording == foreign(Wording.number))"
        ),
        viewonly=True,
        uselist=False,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def original(self) -> Wording:
        """The asker's own first text."""
        return self.wordings[0]

    @property
    def newest_wording(self) -> Wording:
        """The latest text, which may be a proposal."""
        return self.wordings[-1]

    @property
    def wording(self) -> Wording:
        """The public wording, else the newest one."""
        return self.public or self.newest_wording


class Wording(Written, Model):
    """One text of a question. Rows never change; erasure alone blanks one."""

    __tablename__ = "wordings"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(author = 'MODERATOR') = (user_id IS NOT NULL)", name="author_user"),
    )

    question_id: Mapped[int] = reference("questions.id", primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    details: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[Author] = mapped_column(choice(Author, "author"))
    user_id: Mapped[int | None] = reference("users.id")
    written_at: Mapped[datetime] = mapped_column(Instant)
    blanked_at: Mapped[datetime | None] = mapped_column(Instant)

    question: Mapped[Question] = relationship(back_populates="wordings")
