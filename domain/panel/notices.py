"""Dated lines above a panel's questions, shown while their time lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from domain.panel import lines, loading
from domain.permissions import Actor, Permission, demand
from domain.record import events
from domain.refusals import BadField
from extensions import db
from models import Notice, Panel

LONGEST = 300


@dataclass(frozen=True)
class Wanted:
    """A notice as it is to be; shown from now on and for good unless told."""

    text: str
    shown_from: datetime | None = None
    shown_until: datetime | None = None


def add(panel: Panel, wanted: Wanted, *, by: Actor, at: datetime) -> Notice:
    """Pin a notice to the panel. Raises BadField."""
    demand(by, Permission.MANAGE_PANELS, panel.id)
    notice = Notice(panel_id=panel.id, created_at=at, **_checked(wanted, at))
    db.session.add(notice)
    db.session.flush()
    events.write(panel, "notice-add", by=by, at=at, details={"notice": notice.id})
    return notice


def edit(notice: Notice, wanted: Wanted, *, seen: int, by: Actor, at: datetime) -> Notice:
    """Change a notice.

    Raises:
        Stale: it was changed after event ``seen`` of the panel.
        BadField: something can't be used.
    """
    panel = notice.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    loading.demand_unchanged(panel, "notice", notice.id, seen=seen)
    values = _checked(wanted, notice.shown_from)
    changed = [name for name, value in values.items() if getattr(notice, name) != value]
    for name in changed:
        setattr(notice, name, values[name])
    events.write(panel, "notice-edit", by=by, at=at, details={"notice": notice.id, "changed": changed})
    return notice


def remove(notice: Notice, *, by: Actor, at: datetime) -> None:
    """Take a notice away."""
    panel = notice.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    events.write(panel, "notice-remove", by=by, at=at, details={"notice": notice.id})
    db.session.delete(notice)
    db.session.flush()


def shown(panel: Panel, at: datetime) -> Sequence[Notice]:
    """The notices that readers see at ``at``, the newest last."""
    return db.session.scalars(
        select(Notice)
        .where(
            Notice.panel_id == panel.id,
            Notice.shown_from <= at,
            or_(Notice.shown_until.is_(None), Notice.shown_until > at),
        )
        .order_by(Notice.shown_from, Notice.id)
    ).all()


def every(panel: Panel) -> Sequence[Notice]:
    """All notices of the panel, those that come first in time first."""
    return db.session.scalars(
        select(Notice).where(Notice.panel_id == panel.id).order_by(Notice.shown_from, Notice.id)
    ).all()


def find(panel: Panel, notice_id: int) -> Notice | None:
    """The notice of this panel and id."""
    return db.session.scalar(select(Notice).where(Notice.panel_id == panel.id, Notice.id == notice_id))


def _checked(wanted: Wanted, otherwise_from: datetime) -> dict[str, object]:
    text = lines.line("notice", wanted.text, LONGEST, required=True)
    begins = wanted.shown_from or otherwise_from
    if wanted.shown_until is not None and wanted.shown_until <= begins:
        raise BadField("shown_until", "before-it-begins")
    return {"text": text, "shown_from": begins, "shown_until": wanted.shown_until}
