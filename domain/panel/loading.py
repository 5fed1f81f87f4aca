"""Fetching a panel in order to change it, and telling whether one of its pieces was changed meanwhile."""

from __future__ import annotations

from sqlalchemy import func, select

from domain.refusals import Stale
from extensions import db
from models import Event, Panel, SubjectKind


def locked(panel_id: int) -> Panel | None:
    """The panel with its row locked until the transaction ends, read afresh; None: no such.

    Events are numbered under this lock, and a second change waits here for the first.
    """
    return db.session.scalar(
        select(Panel).where(Panel.id == panel_id).with_for_update().execution_options(populate_existing=True)
    )


def newest_event(panel: Panel) -> int:
    """The number of the panel's newest event, by which a form knows what it showed; 0 before one."""
    of_panel = (Event.subject_kind == SubjectKind.PANEL, Event.subject_id == panel.id)
    return db.session.scalar(select(func.max(Event.seq)).where(*of_panel)) or 0


def demand_unchanged(panel: Panel, piece: str, piece_id: int, *, seen: int) -> None:
    """Refuse where an event of the panel after ``seen`` was about this piece of it.

    Raises:
        Stale: it was changed meanwhile.
    """
    later = db.session.execute(
        select(Event.seq, Event.details).where(
            Event.subject_kind == SubjectKind.PANEL, Event.subject_id == panel.id, Event.seq > seen
        )
    )
    changed = [seq for seq, details in later if details.get(piece) == piece_id]
    if changed:
        raise Stale(seen, max(changed))
