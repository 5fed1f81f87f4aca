"""Reasons for a rejection, and the letter that the asker reads."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from extensions import db
from models import Reason


def every() -> Sequence[Reason]:
    """All reasons in their order."""
    return db.session.scalars(select(Reason).order_by(Reason.position)).all()


def find(code: str) -> Reason | None:
    """The reason with this code."""
    return db.session.scalar(select(Reason).where(Reason.code == code))
