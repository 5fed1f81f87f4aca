"""A panel and who sits on it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.columns import Id, Instant, Model, choice, reference

if TYPE_CHECKING:
    from models.image import Image

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


class Names(StrEnum):
    """How the name of an asker who ticked "Show my name" appears."""

    NONE = "none"
    FIRST = "first"
    GIVEN = "given"


class SupportsShown(StrEnum):
    """When readers see how many want to know a question."""

    ALWAYS = "always"
    AFTER_CLOSING = "after-closing"
    NEVER = "never"


class SignOff(StrEnum):
    """Which steps an answer passes before it is released."""

    NONE = "none"
    ONE_APPROVER = "one-approver"
    COMPANY = "company"


class Panel(Model):
    """One occasion with its executives, its window and its rules.

    ``version`` counts changes of its settings. ``target_hours`` are working hours within which a
    question should be decided; ``work_days`` are ISO weekdays (1 is Monday), ``work_begins`` and
    ``work_ends`` minutes after midnight on the panel's clocks. ``accent`` is ``#rrggbb`` on light paper.
    On an angry day asking is paused, what is new is held, or all that is public is taken down: each since
    a time. ``second_look_share`` is the percentage of decisions that come up again for somebody else.
    """

    __tablename__ = "panels"
    __table_args__ = (
        CheckConstraint("closes_at IS NULL OR closes_at > opens_at", name="window"),
        CheckConstraint("length(slug) BETWEEN 2 AND 60", name="slug_length"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("paused_until IS NULL OR paused_at IS NOT NULL", name="paused_until"),
        CheckConstraint("second_look_share BETWEEN 0 AND 100", name="second_look_share"),
        Index("ix_panels_audience_opens_at", "audience", "opens_at"),
        Index("ix_panels_short_code", "short_code", unique=True),
        Index(
            "ix_panels_taken_down_at",
            "taken_down_at",
            postgresql_where=text("taken_down_at IS NOT NULL"),
            sqlite_where=text("taken_down_at IS NOT NULL"),
        ),
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
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    short_code: Mapped[str | None] = mapped_column(String(12))
    names: Mapped[Names] = mapped_column(choice(Names, "names"), default=Names.GIVEN, server_default="GIVEN")
    supports_shown: Mapped[SupportsShown] = mapped_column(
        choice(SupportsShown, "supports_shown"), default=SupportsShown.ALWAYS, server_default="ALWAYS"
    )
    sign_off: Mapped[SignOff] = mapped_column(
        choice(SignOff, "sign_off"), default=SignOff.NONE, server_default="NONE"
    )
    confirm_email: Mapped[bool] = mapped_column(default=False, server_default=false())
    languages: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    target_hours: Mapped[int | None] = mapped_column()
    work_days: Mapped[str] = mapped_column(String(7), default="12345", server_default="12345")
    work_begins: Mapped[int] = mapped_column(default=9 * 60, server_default="540")
    work_ends: Mapped[int] = mapped_column(default=17 * 60, server_default="1020")
    accent: Mapped[str | None] = mapped_column(String(7))
    banner_id: Mapped[int | None] = reference("images.id")
    banner_alt: Mapped[str] = mapped_column(String(200), default="", server_default="")
    paused_at: Mapped[datetime | None] = mapped_column(Instant)
    paused_until: Mapped[datetime | None] = mapped_column(Instant)
    holds_new_since: Mapped[datetime | None] = mapped_column(Instant)
    taken_down_at: Mapped[datetime | None] = mapped_column(Instant)
    taken_down_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    second_look_share: Mapped[int] = mapped_column(default=5, server_default="5")

    banner: Mapped[Image | None] = relationship()
    notices: Mapped[list[Notice]] = relationship(
        back_populates="panel", order_by="(Notice.shown_from, Notice.id)"
    )
    not_taken: Mapped[list[NotTaken]] = relationship(
        back_populates="panel", order_by="(NotTaken.position, NotTaken.id)"
    )
    executives: Mapped[list[Executive]] = relationship(
        back_populates="panel", order_by="(Executive.position, Executive.id)"
    )
    topics: Mapped[list[Topic]] = relationship(back_populates="panel", order_by="(Topic.position, Topic.id)")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class Executive(Model):
    """A person who may be asked on a panel; not necessarily a user.

    ``standing_reason`` is what readers see of one who is not taking part, ``left_at`` since when
    one is gone. Their answers stay.
    """

    __tablename__ = "executives"
    __table_args__ = (UniqueConstraint("panel_id", "name"),)

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id")
    name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120), default="")
    organisation: Mapped[str] = mapped_column(String(120), default="")
    position: Mapped[int] = mapped_column(default=0)
    standing: Mapped[Standing] = mapped_column(choice(Standing, "standing"))
    standing_reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    portrait_id: Mapped[int | None] = reference("images.id")
    portrait_alt: Mapped[str] = mapped_column(String(200), default="", server_default="")

    panel: Mapped[Panel] = relationship(back_populates="executives")
    portrait: Mapped[Image | None] = relationship(lazy="joined")


class Topic(Model):
    """What a question is about, in the panel's own terms."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("panel_id", "title"),)

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id")
    title: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(default=0)

    panel: Mapped[Panel] = relationship(back_populates="topics")


class Notice(Model):
    """A dated line that stands above the panel's questions."""

    __tablename__ = "notices"
    __table_args__ = (CheckConstraint("shown_until IS NULL OR shown_until > shown_from", name="window"),)

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id", index=True)
    text: Mapped[str] = mapped_column(Text)
    shown_from: Mapped[datetime] = mapped_column(Instant)
    shown_until: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)

    panel: Mapped[Panel] = relationship(back_populates="notices")


class NotTaken(Model):
    """A topic that the panel does not take, with a standard text and where to go instead.

    It is shown to the asker, and again when one of its ``words`` appears; it never rejects anything.
    """

    __tablename__ = "not_taken"

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id", index=True)
    title: Mapped[str] = mapped_column(String(120))
    standard_text: Mapped[str] = mapped_column(Text)
    words: Mapped[list[Any]] = mapped_column(JSON)
    link_text: Mapped[str] = mapped_column(String(80), default="")
    link_url: Mapped[str] = mapped_column(String(500), default="")
    position: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime] = mapped_column(Instant)

    panel: Mapped[Panel] = relationship(back_populates="not_taken")
