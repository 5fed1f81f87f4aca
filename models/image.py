"""Pictures that somebody uploaded: re-encoded, in fixed sizes, found by the digest of their bytes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant, Model, choice


class Purpose(StrEnum):
    """What a picture is for, which fixes its shape and sizes."""

    PORTRAIT = "portrait"
    BANNER = "banner"


class Image(Model):
    """One picture. Its files lie in the instance folder; rows and files never change.

    ``width`` and ``height`` are of the largest size that was made, in pixels.
    """

    __tablename__ = "images"
    __table_args__ = (CheckConstraint("width > 0 AND height > 0", name="size"),)

    id: Mapped[Id]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose, "purpose"))
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(Instant)
