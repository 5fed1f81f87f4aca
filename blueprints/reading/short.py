"""The short address of a panel's ask form."""

from __future__ import annotations

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from blueprints import limits
from blueprints.access import public
from blueprints.angry_day import refuse_taken_down
from blueprints.reading import bp
from domain.panel import addresses
from domain.visibility import panel_readable
from extensions import limiter


@bp.get("/a/<string(maxlength=12):code>")
@public
@limiter.limit(limits.SHORT_ADDRESSES)
def short(code: str) -> Response:
    """On to the ask form of the panel with this code; none leads to a panel for staff."""
    panel = addresses.by_short_code(code)
    if panel is None or not panel_readable(panel):
        abort(404)
    refuse_taken_down(panel)
    return redirect(url_for("asking.ask", panel=panel.slug), 302)
