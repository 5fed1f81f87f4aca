"""Filters are kept under a name, and forgotten."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request
from flask_babel import gettext

from blueprints.access import acting_user, demand, requires
from blueprints.form import Form
from blueprints.moderating import bp
from blueprints.moderating.queue import shown
from blueprints.moderating.queue.filters import PANEL_OPEN, asked_for, queue_url
from blueprints.moderating.queue.forms import PANEL, ViewForm
from domain.desk import views
from domain.permissions import Permission
from domain.refusals import BadField, NotAllowed, NotAvailable
from extensions import begin_writing, clock, db
from models import Panel

ANCHOR = "filter-views"


@bp.post("/views")
@requires(Permission.DECIDE)
def save_view() -> Any:
    """Keep the filters of this address under a name."""
    panel = _panel(request.args.get("panel", ""))
    filters, form = asked_for(), ViewForm()
    if not form.validate():
        return _refused(panel, form)
    begin_writing()
    try:
        views.save(
            panel,
            form.title.data or "",
            filters,
            for_panel=form.whose.data == PANEL,
            by=acting_user(),
            at=clock.now(),
        )
        db.session.commit()
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _refused(panel, form)
    return redirect(queue_url(panel, filters, open=PANEL_OPEN, _anchor=ANCHOR), 303)


@bp.post("/views/<id:view_id>/remove")
@requires(Permission.DECIDE)
def remove_view(view_id: int) -> Any:
    """Forget a view; one that is gone already is as it should be."""
    filters = asked_for()
    panel = _panel(request.args.get("panel", ""))
    view = views.find(view_id)
    if view is None:
        return redirect(queue_url(panel, filters, open=PANEL_OPEN, _anchor=ANCHOR), 303)
    if view.panel_id != panel.id:
        abort(404)
    if not Form().validate():
        form = ViewForm(formdata=None)
        form.title.errors = [gettext("This form was open for too long. Send it again.")]
        return _refused(panel, form)
    begin_writing()
    try:
        views.remove(view, by=acting_user(), at=clock.now())
        db.session.commit()
    except (NotAvailable, NotAllowed):
        db.session.rollback()
        abort(404)
    return redirect(queue_url(panel, filters, open=PANEL_OPEN, _anchor=ANCHOR), 303)


def _panel(slug: str) -> Panel:
    """The panel of that slug, else the newest, where the reader decides."""
    for panel in shown.panels():
        if slug in ("", panel.slug):
            demand(Permission.DECIDE, panel.id)
            return panel
    abort(404)


def _refused(panel: Panel, form: ViewForm) -> tuple[str, int]:
    page = shown.queue(panel, asked_for(), form=form)
    return render_template("moderating/list/page.html", question=None, **page), 422
