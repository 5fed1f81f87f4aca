"""Who changed a piece of a panel last."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from extensions import db
from models import Event, Panel, SubjectKind

LOOKED_AT = 200
"""How many events are looked through; whoever changed it did so a moment ago."""


def newest(panel: Panel, piece: str, piece_id: int) -> Event | None:
    """The newest event of ``panel`` about this piece (``executive`` 7), with who it was."""
    events = db.session.scalars(
        select(Event)
        .where(Event.subject_kind == SubjectKind.PANEL, Event.subject_id == panel.id)
        .options(joinedload(Event.user))
        .order_by(Event.seq.desc())
        .limit(LOOKED_AT)
    )
    return next((event for event in events if event.details.get(piece) == piece_id), None)
