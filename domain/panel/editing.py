"""A panel's settings are changed."""

from __future__ import annotations

from datetime import datetime

from domain.panel import addresses, expiring
from domain.panel.settings import Settings, check, present
from domain.permissions import Actor, Permission, demand
from domain.record import events
from domain.refusals import Stale
from extensions import db
from models import Audience, Panel


def edit(panel: Panel, settings: Settings, *, seen: int, by: Actor, at: datetime) -> list[str]:
    """Set all settings of ``panel``, whose row is locked; the names of those that changed.

    Where nothing changed, nothing is written. A panel that from now on only its link opens gets a
    new tail to its slug and a new short code: its earlier addresses end. When the panel's end
    moves, the expiry of what its askers told follows.

    Raises:
        NotAllowed: the actor doesn't manage this panel.
        Stale: somebody else changed it meanwhile.
        BadField: a setting can't be used.
    """
    demand(by, Permission.MANAGE_PANELS, panel.id)
    if seen != panel.version:
        raise Stale(seen, panel.version)
    wanted, known = check(settings), present(panel)
    changed = [
        name for name in Settings.__dataclass_fields__ if getattr(wanted, name) != getattr(known, name)
    ]
    if not changed:
        return []
    for name in changed:
        value = getattr(wanted, name)
        setattr(panel, name, list(value) if name == "languages" else value)
    if "audience" in changed and wanted.audience is Audience.LINK:
        panel.slug = addresses.tailed(panel.slug)
        panel.short_code = addresses.new_short_code(wanted.audience)
    elif panel.short_code is None:
        panel.short_code = addresses.new_short_code(panel.audience)
    panel.version = seen + 1
    db.session.flush()
    if "closes_at" in changed:
        expiring.follow(panel)
    events.write(panel, "edit", by=by, at=at, details={"fields": sorted(changed)})
    return changed
