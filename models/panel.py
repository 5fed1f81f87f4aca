"""A panel and who sits on it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.columns import Id, Instant, Model, choice, reference

SLUG_LENGTH = 60


class Audience(StrEnum):
    """Who may read a panel."""

    PUBLIC = "public"
    LINK = "link"
    STAFF = "staff"


class Standing(StrEnum):
    """Whether an executive may be asked on this panel."""

    ANSWERING = "answering"
    NOT_TAKING_PART = "not-taking-part"
    LEFT = "left"


class Panel(Model):
    """One occasion with its executives, its window and its rules."""

    __tablename__ = "panels"
    __table_args__ = (
        CheckConstraint("closes_at IS NULL OR closes_at > opens_at", name="window"),
        CheckConstraint("length(slug) BETWEEN 2 AND 60", name="slug_length"),
        Index("ix_panels_audience_opens_at", "audience", "opens_at"),
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    introduction: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[Audience] = mapped_column(choice(Audience, "audience"))
    list_open: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(16))
    time_zone: Mapped[str] = mapped_column(String(64))
    opens_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime | None] = mapped_column(Instant)
    archived_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)

    executives: Mapped[list[Executive]] = relationship(
        back_populates="panel", order_by="(Executive.position, Executive.id)"
    )
    topics: Mapped[list[Topic]] = relationship(back_populates="panel", order_by="(Topic.position, Topic.id)")


class Executive(Model):
    """A person who may be asked on a panel; not necessarily a user."""

    __tablename__ = "executives"
    __table_args__ = (UniqueConstraint("panel_id", "name"),)

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id")
    name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120), default="")
    organisation: Mapped[str] = mapped_column(String(120), default="")
    position: Mapped[int] = mapped_column(default=0)
    standing: Mapped[Standing] = mapped_column(choice(Standing, "standing"))

    panel: Mapped[Panel] = relationship(back_populates="executives")


class Topic(Model):
    """What a question is about, in the panel's own terms."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("panel_id", "title"),)

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id")
    title: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(default=0)

    panel: Mapped[Panel] = relationship(back_populates="topics")
