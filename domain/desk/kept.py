"""Rows that the desk writes, puts in order and takes out of use: what reasons and templates share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select

from domain.panel.lines import moved
from domain.permissions import Actor, Permission, demand_everywhere
from domain.question import fields
from domain.record import events
from domain.refusals import NotAvailable, Stale
from extensions import db
from models import Event, Reason, Template

Kept = TypeVar("Kept", Reason, Template)

TITLE_LONGEST = 120
PERMISSIONS: dict[type, Permission] = {
    Reason: Permission.WRITE_REASONS,
    Template: Permission.WRITE_TEMPLATES,
}
"""Who may change which."""


def title(value: str) -> str:
    """A title on one line, of 1 to 120 characters. Raises BadField."""
    return fields.line("title", value, TITLE_LONGEST)


def locked(kind: type[Kept], *which: ColumnElement[bool]) -> Kept | None:
    """The row with its row locked until the transaction ends, read afresh; None: no such."""
    query = select(kind).where(*which).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def add(row: Kept, *among: ColumnElement[bool], by: Actor, at: datetime, details: dict[str, Any]) -> None:
    """Put a new ``row`` at the end of those ``among`` which it stands. The caller has asked who may."""
    last = db.session.scalar(select(func.max(type(row).position)).where(*among))
    row.position, row.version = 0 if last is None else last + 1, 1
    db.session.add(row)
    db.session.flush()
    events.write(row, "create", by=by, at=at, details=details)
    db.session.flush()


def check(row: Kept, *, seen: int, by: Actor) -> None:
    """Refuse who may not change ``row``, or saw another version. Raises NotAllowed, Stale."""
    demand_everywhere(by, PERMISSIONS[type(row)])
    if seen != row.version:
        raise Stale(seen, row.version)


def count(row: Kept, action: str, *, by: Actor, at: datetime, details: dict[str, Any] | None = None) -> Event:
    """Count the version of ``row`` and write what happened to it."""
    row.version += 1
    event = events.write(row, action, by=by, at=at, details=details)
    db.session.flush()
    return event


def retire(row: Kept, *, seen: int, by: Actor, at: datetime) -> Event:
    """Take ``row``, which is locked, out of use. Raises NotAllowed, Stale, NotAvailable (it is)."""
    check(row, seen=seen, by=by)
    if row.retired_at is not None:
        raise NotAvailable("retire")
    row.retired_at = at
    return count(row, "retire", by=by, at=at)


def restore(row: Kept, *, seen: int, by: Actor, at: datetime) -> Event:
    """Bring ``row``, which is locked, back into use. Raises NotAllowed, Stale, NotAvailable (it is)."""
    check(row, seen=seen, by=by)
    if row.retired_at is None:
        raise NotAvailable("restore")
    row.retired_at = None
    return count(row, "restore", by=by, at=at)


def move(row: Kept, *among: ColumnElement[bool], up: bool, seen: int, by: Actor, at: datetime) -> Event:
    """Let ``row`` change places with the one before it, or with ``up=False`` the one after it.

    All rows ``among`` which it stands are locked here, in one order, so that two moves never wait for
    each other.

    Raises: NotAllowed, Stale, NotAvailable (it is at that end of the list).
    """
    kind = type(row)
    every = select(kind).where(*among).order_by(kind.id).with_for_update()
    rows: Iterable[Kept] = db.session.scalars(every.execution_options(populate_existing=True))
    order = sorted(rows, key=lambda each: (each.position, each.id))
    check(row, seen=seen, by=by)
    if not moved(order, row, up=up):
        raise NotAvailable("move")
    return count(row, "move", by=by, at=at, details={"position": row.position})
