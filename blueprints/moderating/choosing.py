"""Of which panel a page of the desk speaks."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, request

from models import Panel


def chosen(panels: Sequence[Panel]) -> Panel | None:
    """The panel that the address asks for, else the first; None of none. One that isn't theirs is a 404."""
    slug = request.args.get("panel")
    if not slug:
        return panels[0] if panels else None
    return next((panel for panel in panels if panel.slug == slug), None) or abort(404)
