"""The panel's own record, as these tests read it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from domain.record import events
from extensions import db
from models import Event, Panel, SubjectKind


def told(panel: Panel) -> list[tuple[str, dict[str, Any]]]:
    """What happened to the panel after it was made, oldest first."""
    return [(event.action, event.details) for event in _of(panel) if event.action != "create"]


def is_whole(panel: Panel, key: bytes) -> bool:
    """Whether every event follows from the one before it under ``key``; those of the tests' own maker."""
    previous = b""
    for number, event in enumerate(_of(panel), start=1):
        if event.seq != number or events.seal(event, previous, key) != event.mac:
            return False
        previous = event.mac
    return True


def _of(panel: Panel) -> list[Event]:
    return list(
        db.session.scalars(
            select(Event)
            .where(Event.subject_kind == SubjectKind.PANEL, Event.subject_id == panel.id)
            .order_by(Event.seq)
        )
    )
