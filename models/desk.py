"""What the desk works with: reasons."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Model


class Reason(Model):
    """Why a question was rejected: a code, a title and the text that the reader is shown."""

    __tablename__ = "reasons"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    standard_text: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column()
