"""Saved views: filters of the queue under a name, a moderator's own or the panel's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from domain.desk.filters import Filters, written
from domain.panel import loading
from domain.permissions import Actor, Permission, demand
from domain.question import fields
from domain.record import events
from domain.refusals import BadField, NotAvailable
from extensions import db
from models import Panel, SavedView

TITLE_LONGEST = 60
MOST = 30
"""Views of one owner on a panel: of one person, or of the panel."""


def title(value: str) -> str:
    """A view's name on one line, of 1 to 60 characters. Raises BadField."""
    return fields.line("title", value, TITLE_LONGEST)


def every(panel: Panel, user_id: int) -> Sequence[SavedView]:
    """The panel's views, then this person's own on it, each in the order in which they were saved."""
    return db.session.scalars(
        select(SavedView)
        .where(SavedView.panel_id == panel.id, or_(SavedView.user_id == user_id, SavedView.user_id.is_(None)))
        .order_by(SavedView.user_id.is_not(None), SavedView.id)
    ).all()


def find(view_id: int) -> SavedView | None:
    """The view with this id."""
    return db.session.get(SavedView, view_id)


def save(
    panel: Panel, named: str, filters: Filters, *, for_panel: bool, by: Actor, at: datetime
) -> SavedView:
    """Keep ``filters`` under a name; the very same saved again is the one that is there.

    One for all who decide on the panel is an event of the panel.

    Raises:
        NotAllowed: the actor doesn't decide on the panel.
        BadField: the name can't be used, is taken, or there are 30.
    """
    user = demand(by, Permission.DECIDE, panel.id)
    known = title(named)
    # Views are counted and their names compared under the panel's lock; one is saved once in a while.
    loading.locked(panel.id)
    owner = None if for_panel else user.id
    own = SavedView.panel_id == panel.id, SavedView.user_id.is_not_distinct_from(owner)
    same = db.session.scalar(select(SavedView).where(*own, SavedView.title == known))
    if same is not None:
        if same.filters == written(filters):
            return same
        raise BadField("title", "view-taken")
    if (db.session.scalar(select(func.count()).select_from(SavedView).where(*own)) or 0) >= MOST:
        raise BadField("title", "too-many-views", MOST)
    view = SavedView(
        panel_id=panel.id,
        user_id=owner,
        title=known,
        filters=written(filters),
        created_at=at,
        created_by_id=user.id,
    )
    db.session.add(view)
    db.session.flush()
    if for_panel:
        events.write(panel, "save-view", by=by, at=at, details={"view": view.id}, note=known)
        db.session.flush()
    return view


def remove(view: SavedView, *, by: Actor, at: datetime) -> None:
    """Forget a view: one's own, or the panel's for whoever decides on it; the latter is an event.

    Raises:
        NotAllowed: the actor doesn't decide on the panel.
        NotAvailable: it is somebody else's own.
    """
    if view.user_id is None:
        demand(by, Permission.DECIDE, view.panel_id)
        panel = loading.locked(view.panel_id)
        assert panel is not None
        events.write(panel, "remove-view", by=by, at=at, details={"view": view.id}, note=view.title)
    elif by.user is None or view.user_id != by.user.id:
        raise NotAvailable("remove-view")
    db.session.delete(view)
    db.session.flush()
