"""Who may be asked on a panel."""

from __future__ import annotations

from flask import abort

from blueprints.access import requires
from blueprints.managing import bp
from domain.permissions import Permission


@bp.get("/executives")
@requires(Permission.READ_PANELS)
def executives_list() -> str:
    """The executives of a panel."""
    abort(404)
