"""A panel is opened, closed or archived at once."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from sqlalchemy.orm.exc import StaleDataError

from blueprints.access import acting_user, requires
from blueprints.managing import bp, pieces
from blueprints.managing.panels import showing
from blueprints.managing.panels.forms import SettingsForm, TurnForm
from domain.panel import opening
from domain.permissions import Permission
from domain.refusals import NotAvailable, Stale
from extensions import begin_writing, clock, db


@bp.post("/panels/<panel:panel>/<any(open,close,archive):action>")
@requires(Permission.MANAGE_PANELS)
def turn(panel: str, action: str) -> Any:
    """Do it, on the version that was on screen."""
    found = pieces.changeable(panel)
    pressed = TurnForm()
    if not pressed.validate():
        return showing.page(found, SettingsForm.of(found, blank=True), pressed=pressed), 422
    begin_writing()
    locked = pieces.locked(found)
    try:
        opening.VERBS[action](locked, seen=pressed.seen, by=acting_user(), at=clock.now())
        db.session.commit()
    except (Stale, NotAvailable, StaleDataError):
        return showing.conflict(panel, action), 409
    return redirect(url_for("managing.settings", panel=panel), 303)
