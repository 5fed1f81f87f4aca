"""The way in: the first part of managing that one may see."""

from __future__ import annotations

from typing import Any

from flask import redirect

from blueprints.access import requires
from blueprints.managing import bp
from blueprints.staff import first_side
from domain.permissions import Permission


@bp.get("/")
@requires(Permission.HAVE_ACCOUNT)
def front() -> Any:
    """Lead on to what the signed-in person may see."""
    return redirect(first_side(managing=True), 303)
