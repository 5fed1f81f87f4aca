"""A panel is made, from nothing or like another."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from blueprints.access import acting_user, requires
from blueprints.converters import reserved_slugs
from blueprints.form import Form
from blueprints.managing import bp, pieces
from blueprints.managing.panels import words
from blueprints.managing.panels.forms import CopyForm, NewForm
from blueprints.staff import account
from domain.panel import copying, creating
from domain.permissions import Permission
from domain.refusals import BadField, Exists
from extensions import begin_writing, clock, db
from models import Audience, Panel


@bp.get("/panels/new")
@requires(Permission.MAKE_PANELS)
def new_panel() -> str:
    """The form for a new panel."""
    form = NewForm(formdata=None)
    form.time_zone.data, form.language.data = "UTC", "en"
    form.audience.data = Audience.PUBLIC.value
    return _new_page(form)


@bp.post("/panels/new")
@requires(Permission.MAKE_PANELS)
def make_panel() -> Any:
    """Make it; its own page has everything else."""
    form = NewForm()
    form.offer()
    if not form.validate():
        return _new_page(form), 422
    plan = form.plan(clock.now())
    begin_writing()
    try:
        made = creating.create(plan, reserved=reserved_slugs(current_app), by=acting_user(), at=clock.now())
    except (BadField, Exists) as refusal:
        _refuse(form, refusal)
        return _new_page(form), 422
    return _on_to(made)


@bp.get("/panels/<panel:panel>/copy")
@requires(Permission.MAKE_PANELS)
def copy_form(panel: str) -> str:
    """The form for a panel like this one."""
    found = pieces.readable(panel)
    suggested = copying.suggested(found, g.now)
    form = CopyForm(formdata=None)
    form.title.data = suggested.title
    form.time_zone.data = found.time_zone
    form.opens.data = pieces.written(suggested.opens_at, found)
    form.closes.data = pieces.written(suggested.closes_at, found)
    return _copy_page(found, form)


@bp.post("/panels/<panel:panel>/copy")
@requires(Permission.MAKE_PANELS)
def copy_panel(panel: str) -> Any:
    """Make it."""
    found = pieces.readable(panel)
    form = CopyForm()
    form.time_zone.data = found.time_zone
    if not form.validate():
        return _copy_page(found, form), 422
    wanted = form.wanted(clock.now())
    begin_writing()
    found = pieces.locked(found)
    try:
        made = copying.copy(
            found, wanted, reserved=reserved_slugs(current_app), by=acting_user(), at=clock.now()
        )
    except (BadField, Exists) as refusal:
        _refuse(form, refusal)
        return _copy_page(pieces.readable(panel), form), 422
    return _on_to(made)


def _refuse(form: Form, refusal: BadField | Exists) -> None:
    db.session.rollback()
    form.refuse(BadField("slug", "taken") if isinstance(refusal, Exists) else refusal)


def _on_to(made: Panel) -> Response:
    address = url_for("managing.settings", panel=made.slug)
    db.session.commit()
    return redirect(address, 303)


def _new_page(form: NewForm) -> str:
    form.offer()
    return render_template(
        "managing/panels/new.html",
        account=account(),
        form=form,
        hints=words.hints(words.AUDIENCES),
        base_url=current_app.config["FLOOR"].base_url,
    )


def _copy_page(panel: Panel, form: CopyForm) -> str:
    form.offer()
    return render_template(
        "managing/panels/copy.html",
        account=account(),
        panel=panel,
        form=form,
        base_url=current_app.config["FLOOR"].base_url,
    )
