"""One panel's settings."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from sqlalchemy.orm.exc import StaleDataError

from blueprints.access import acting_user, requires
from blueprints.managing import bp, pieces
from blueprints.managing.panels import showing
from blueprints.managing.panels.forms import SettingsForm
from domain.panel import editing
from domain.permissions import Permission
from domain.refusals import BadField, Stale
from extensions import begin_writing, clock, db
from models import Panel

OFFERED = "nearest"
"""The button that saves the form with the colour that was offered in place of the one refused."""


@bp.get("/panels/<panel:panel>")
@requires(Permission.READ_PANELS)
def settings(panel: str) -> str:
    """All settings of the panel."""
    found = pieces.readable(panel)
    return showing.page(found, SettingsForm.of(found, blank=True))


@bp.post("/panels/<panel:panel>")
@requires(Permission.MANAGE_PANELS)
def save_settings(panel: str) -> Any:
    """Set them, on the version that was on screen."""
    found = pieces.changeable(panel)
    form = _sent(found)
    if not form.validate():
        return _refused(found, form)
    begin_writing()
    locked = pieces.locked(found)
    form.panel = locked
    try:
        editing.edit(locked, form.wanted(), seen=form.seen, by=acting_user(), at=clock.now())
        address = url_for("managing.settings", panel=locked.slug)
        db.session.commit()
    except (Stale, StaleDataError):
        return showing.conflict(panel, "edit", form), 409
    except BadField as refusal:
        db.session.rollback()
        found = pieces.readable(panel)
        form.panel = found
        form.refuse(refusal)
        return _refused(found, form)
    return redirect(address, 303)


def _sent(panel: Panel) -> SettingsForm:
    form = SettingsForm.of(panel)
    offered = request.form.get(OFFERED)
    if offered:
        form.accent.data = offered
    return form


def _refused(panel: Panel, form: SettingsForm) -> tuple[str, int]:
    if form.version.errors:
        form.version.data = str(panel.version)
    return showing.page(panel, form), 422
