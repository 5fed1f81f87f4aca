"""Rows of pictures whose files lie there already; a panel's banner, an executive's portrait."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from domain.panel import lines, loading
from domain.permissions import Actor, Permission, demand
from domain.record import events
from domain.refusals import NotAvailable
from extensions import db
from models import Executive, Image, Panel, Purpose

ALT_LONGEST = 200


def keep(digest: str, purpose: Purpose, *, width: int, height: int, at: datetime) -> Image:
    """The row of the picture with this digest, made where there is none."""
    values: dict[str, Any] = {
        "digest": digest,
        "purpose": purpose,
        "width": width,
        "height": height,
        "created_at": at,
    }
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: Any = insert(Image).values(**values)
    db.session.execute(statement.on_conflict_do_nothing(index_elements=["digest"]))
    return db.session.scalars(select(Image).where(Image.digest == digest)).one()


def find(digest: str) -> Image | None:
    """The picture with this digest."""
    return db.session.scalar(select(Image).where(Image.digest == digest))


def set_banner(panel: Panel, image: Image | None, alt: str, *, seen: int, by: Actor, at: datetime) -> None:
    """Hang a banner above the panel, or say anew what the present one shows (``image`` None).

    Raises:
        Stale: the banner was changed after event ``seen`` of the panel.
        NotAvailable: there is neither a present banner nor a new one.
        BadField: the words can't be used.
    """
    demand(by, Permission.MANAGE_PANELS, panel.id)
    loading.demand_unchanged(panel, "banner", panel.id, seen=seen)
    text = lines.line("alt", alt, ALT_LONGEST)
    image = image or panel.banner
    if image is None:
        raise NotAvailable("banner-set")
    panel.banner, panel.banner_alt = image, text
    details = {"banner": panel.id, "image": image.id}
    events.write(panel, "banner-set", by=by, at=at, details=details)


def remove_banner(panel: Panel, *, by: Actor, at: datetime) -> None:
    """Take the banner down.

    Raises:
        NotAvailable: there is none.
    """
    demand(by, Permission.MANAGE_PANELS, panel.id)
    if panel.banner_id is None:
        raise NotAvailable("banner-remove")
    details = {"banner": panel.id, "image": panel.banner_id}
    events.write(panel, "banner-remove", by=by, at=at, details=details)
    panel.banner, panel.banner_alt = None, ""


def remove_portrait(executive: Executive, *, by: Actor, at: datetime) -> None:
    """Show somebody's initials instead of a portrait.

    Raises:
        NotAvailable: there is none.
    """
    panel = executive.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    if executive.portrait_id is None:
        raise NotAvailable("portrait-remove")
    details = {"executive": executive.id, "image": executive.portrait_id}
    events.write(panel, "portrait-remove", by=by, at=at, details=details)
    executive.portrait, executive.portrait_alt = None, ""
