"""Reasons for a rejection, and the letter that each makes."""

from __future__ import annotations

from flask import abort

from blueprints.access import requires
from blueprints.moderating import bp
from domain.permissions import Permission


@bp.get("/reasons")
@requires(Permission.READ_REASONS)
def reasons() -> str:
    """The reasons."""
    abort(404)
