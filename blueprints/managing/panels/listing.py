"""The list of panels."""

from __future__ import annotations

from flask import g, render_template

from blueprints.access import requires, signed_in_user
from blueprints.managing import bp
from blueprints.managing.panels import words
from blueprints.staff import account
from domain.panel import lists
from domain.permissions import Permission, may_somewhere


@bp.get("/panels")
@requires(Permission.READ_PANELS)
def panels_list() -> str:
    """The panels whose settings the signed-in person may read."""
    return render_template(
        "managing/panels/list.html",
        account=account(),
        rows=lists.managed(signed_in_user(), g.now),
        audiences=dict(words.choices(words.AUDIENCES)),
        may_make=may_somewhere(signed_in_user(), Permission.MAKE_PANELS),
    )
