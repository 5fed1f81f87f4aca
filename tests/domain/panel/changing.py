"""What tests of changing a panel begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from domain.panel import editing, loading
from domain.panel.settings import present
from extensions import begin_writing, clock, db
from models import Event, Panel, SubjectKind, User
from tests.made import Made


def edit(made: Made, panel: Panel, by: User, *, seen: int | None = None, **changed: Any) -> list[str]:
    """Change these settings and leave the others; the names of those that changed."""
    begin_writing()
    locked = loading.locked(panel.id)
    assert locked
    found = editing.edit(
        locked,
        replace(present(locked), **changed),
        seen=locked.version if seen is None else seen,
        by=made.by(by),
        at=clock.now(),
    )
    db.session.commit()
    return found


def happened(panel: Panel) -> Sequence[Event]:
    """The panel's events, the oldest first."""
    return db.session.scalars(
        select(Event)
        .where(Event.subject_kind == SubjectKind.PANEL, Event.subject_id == panel.id)
        .order_by(Event.seq)
    ).all()
