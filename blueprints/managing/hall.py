"""The QR code and short address for the screen in the hall."""

from __future__ import annotations

from flask import g, render_template

from blueprints import qr
from blueprints.access import requires
from blueprints.managing import bp, pieces
from blueprints.managing.panels.showing import addresses
from domain.panel import window
from domain.permissions import Permission
from models import Audience


@bp.get("/panels/<panel:panel>/hall")
@requires(Permission.READ_PANELS)
def hall(panel: str) -> str:
    """One address, as large as a screen allows."""
    found = pieces.readable(panel)
    ways = addresses(found)
    shown = ways["short_address"] if found.audience is not Audience.STAFF else None
    leads_to = shown or f"{ways['address']}ask"
    return render_template(
        "managing/panels/hall.html",
        state=window.state(found, g.now),
        shown=leads_to.partition("://")[2],
        code=qr.draw(leads_to),
        for_staff=found.audience is Audience.STAFF,
        **pieces.common(found),
    )
