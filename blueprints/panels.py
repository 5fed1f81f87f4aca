"""The panel of an address, for every door that has one."""

from __future__ import annotations

from flask import abort, g

from domain.panel import creating
from domain.visibility import panel_readable
from models import Panel


def readable(slug: str) -> Panel:
    """The panel at ``slug`` that anybody may read, else a 404; errors and layout know it too."""
    panel = creating.find(slug)
    if panel is None or not panel_readable(panel):
        abort(404)
    g.panel = panel
    return panel
