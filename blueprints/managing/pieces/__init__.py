"""What the doors of a panel's pieces share: whose panel it is, its times, what was changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import abort

from blueprints.access import demand, signed_in_user
from blueprints.form import VersionedForm
from blueprints.staff import account
from domain.panel import changes, creating, loading
from domain.panel.window import LOCAL_FORMAT
from domain.permissions import Permission, may
from extensions import db
from models import Panel


@dataclass(frozen=True)
class Overtaken:
    """Who changed a piece while somebody else had its form open, and when."""

    who: str
    at: datetime


def readable(slug: str) -> Panel:
    """The panel at ``slug``, for who may read its settings; else a 404."""
    return _found(slug, Permission.READ_PANELS)


def changeable(slug: str) -> Panel:
    """The panel at ``slug``, for who may change its settings; else a 404."""
    return _found(slug, Permission.MANAGE_PANELS)


def locked(panel: Panel) -> Panel:
    """The same panel, locked, after ``begin_writing``."""
    found = loading.locked(panel.id)
    if found is None:
        abort(404)
    return found


def common(panel: Panel) -> dict[str, object]:
    """What every page of a panel's pieces is given."""
    return {
        "account": account(),
        "panel": panel,
        "may_change": may(signed_in_user(), Permission.MANAGE_PANELS, panel.id),
    }


def late(form: VersionedForm, panel: Panel, piece: str, id_: int) -> Overtaken | None:
    """Begin afresh where the piece was changed meanwhile: ``form`` gets its version; who was first."""
    db.session.rollback()
    form.version.data = str(loading.newest_event(panel))
    event = changes.newest(panel, piece, id_)
    if event is None:
        return None
    return Overtaken(event.user.name if event.user else "", event.at)


def written(at: datetime | None, panel: Panel) -> str:
    """A time as a field of a form has it, on the panel's clocks."""
    return at.astimezone(ZoneInfo(panel.time_zone)).strftime(LOCAL_FORMAT) if at else ""


def _found(slug: str, permission: Permission) -> Panel:
    panel = creating.find(slug)
    if panel is None:
        abort(404)
    demand(permission, panel.id)
    return panel
