"""The asker: a passport that grants, and personal data kept apart from it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.columns import Id, Instant, Model, choice, reference

if TYPE_CHECKING:
    from models.panel import Panel
    from models.question import Question


class Via(StrEnum):
    """How a submission reached the panel: ``asked_via``. By ``STAFF`` it is a question of their own."""

    FORM = "form"
    IMPORT = "import"
    STAFF = "staff"
    PHONE = "phone"
    LETTER = "letter"
    EVENT = "event"


class Passport(Model):
    """One submission's private link: the row that its selector finds.

    The token is ``<selector>.<mac>`` over kind, selector and generation; it is stored nowhere.
    A submission that was split has one passport and several questions.
    """

    __tablename__ = "passports"

    id: Mapped[Id]
    panel_id: Mapped[int] = reference("panels.id", index=True)
    selector: Mapped[str] = mapped_column(String(32), unique=True)
    generation: Mapped[int] = mapped_column(default=1)
    idempotency_key: Mapped[str] = mapped_column(String(64), unique=True)
    body_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    via: Mapped[Via] = mapped_column(choice(Via, "via"))
    created_at: Mapped[datetime] = mapped_column(Instant)

    panel: Mapped[Panel] = relationship()
    asker: Mapped[Asker | None] = relationship(back_populates="passport")
    questions: Mapped[list[Question]] = relationship(back_populates="passport", order_by="Question.id")


class Asker(Model):
    """What a reader told about themselves. Deleting the row breaks nothing else."""

    __tablename__ = "askers"
    __table_args__ = (CheckConstraint("(email IS NULL) = (email_digest IS NULL)", name="email_digest"),)

    id: Mapped[Id]
    passport_id: Mapped[int] = reference("passports.id", unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    show_name: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str | None] = mapped_column(String(254))
    email_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)

    passport: Mapped[Passport] = relationship(back_populates="asker")
