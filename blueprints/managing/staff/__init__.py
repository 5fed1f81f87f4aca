"""Staff: invitations, roles, sign-ins."""

from __future__ import annotations

from flask import abort

from blueprints.access import requires
from blueprints.managing import bp
from domain.permissions import Permission


@bp.get("/staff")
@requires(Permission.READ_STAFF)
def staff_list() -> str:
    """Everybody who has an account."""
    abort(404)
