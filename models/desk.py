"""What the desk works with: reasons."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text, true
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant, Model


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
