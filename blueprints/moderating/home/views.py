"""The page of the desk's home."""

from __future__ import annotations

from flask import render_template

from blueprints.access import requires
from blueprints.moderating import bp
from blueprints.moderating.choosing import chosen
from blueprints.moderating.home import shown
from blueprints.moderating.queue.shown import panels
from blueprints.staff import account
from domain.permissions import Permission


@bp.get("/home")
@requires(Permission.READ_DESK)
def home() -> str:
    """What came, what waits and what was decided on a panel; what waits for the signed-in person."""
    mine = panels()
    panel = chosen(mine)
    if panel is None:
        return render_template("moderating/list/no_panel.html", account=account(), panels=[], panel=None)
    return render_template("moderating/home/page.html", **shown.page(panel, mine))
