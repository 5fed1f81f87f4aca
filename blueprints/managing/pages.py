"""The pages under ``/about/``."""

from __future__ import annotations

from flask import abort

from blueprints.access import requires
from blueprints.managing import bp
from domain.permissions import Permission


@bp.get("/pages")
@requires(Permission.READ_PAGES)
def pages_list() -> str:
    """The pages."""
    abort(404)
