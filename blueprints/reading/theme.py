"""The colours of one panel."""

from __future__ import annotations

from flask import Response, abort

from blueprints import theme as sheets
from blueprints.access import public
from blueprints.panels import readable
from blueprints.reading import bp
from domain.panel import colours


@bp.get("/<panel:panel>/theme.css")
@public(cached=True)
def theme(panel: str) -> Response:
    """The panel's accent and what follows from it, for both themes; only values, no rules."""
    found = readable(panel)
    if found.accent is None:
        abort(404)
    return sheets.stylesheet(sheets.of_page(colours.palette(found.accent)))
