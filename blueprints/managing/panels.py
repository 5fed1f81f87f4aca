"""The list of panels; making and copying one."""

from __future__ import annotations

from flask import abort

from blueprints.access import requires
from blueprints.managing import bp
from domain.permissions import Permission


@bp.get("/panels")
@requires(Permission.READ_PANELS)
def panels_list() -> str:
    """The panels."""
    abort(404)
