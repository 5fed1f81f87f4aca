"""What the site says of itself: rules, privacy, accessibility, imprint, contact."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.columns import Id, Instant, Model, Written, choice, reference

if TYPE_CHECKING:
    from models.account import User


class PageName(StrEnum):
    """The pages under ``/about/``."""

    RULES = "rules"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"
    IMPRINT = "imprint"
    CONTACT = "contact"


class Page(Model):
    """One page, which is its newest version. ``version`` is that one's number."""

    __tablename__ = "pages"
    __table_args__ = (CheckConstraint("version > 0", name="version"),)

    id: Mapped[Id]
    name: Mapped[PageName] = mapped_column(choice(PageName, "name"), unique=True)
    version: Mapped[int] = mapped_column()

    versions: Mapped[list[PageVersion]] = relationship(back_populates="page", order_by="PageVersion.number")
    newest: Mapped[PageVersion] = relationship(
        primaryjoin=(
            "and_(Page.id == foreign(PageVersion.page_id), Page.version == foreign(PageVersion.number))"
        ),
        viewonly=True,
        uselist=False,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class PageVersion(Written, Model):
    """What a page said from ``written_at`` on. Rows never change.

    Nobody of the staff wrote the first ones: they came with the product.
    """

    __tablename__ = "page_versions"
    __table_args__ = (
        UniqueConstraint("page_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[Id]
    page_id: Mapped[int] = reference("pages.id")
    number: Mapped[int] = mapped_column()
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer: Mapped[int] = mapped_column()
    written_at: Mapped[datetime] = mapped_column(Instant)
    written_by_id: Mapped[int | None] = reference("users.id")

    page: Mapped[Page] = relationship(back_populates="versions")
    written_by: Mapped[User | None] = relationship()
