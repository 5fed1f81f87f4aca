"""Topics that a panel does not take."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, url_for

from blueprints.access import acting_user, requires
from blueprints.managing import bp, pieces
from blueprints.managing.pieces.forms import MoveForm, NotTakenForm, RemoveForm
from domain.panel import loading, not_taken
from domain.permissions import Permission
from domain.refusals import BadField, NotAvailable, Stale
from extensions import begin_writing, clock, db
from models import NotTaken, Panel


@bp.get("/panels/<panel:panel>/not-taken")
@requires(Permission.READ_PANELS)
def not_taken_list(panel: str) -> str:
    """What the panel does not take, and a form for another topic."""
    found = pieces.readable(panel)
    return _page(found, NotTakenForm.blank(found, loading.newest_event(found)))


@bp.post("/panels/<panel:panel>/not-taken")
@requires(Permission.MANAGE_PANELS)
def add_not_taken(panel: str) -> Any:
    """Add one."""
    found = pieces.changeable(panel)
    form = NotTakenForm.sent(found)
    if not form.validate():
        return _page(found, form), 422
    begin_writing()
    found = pieces.locked(found)
    try:
        not_taken.add(found, form.wanted(), by=acting_user(), at=clock.now())
    except BadField as refusal:
        return _refused(found, form, refusal)
    return _done(found)


@bp.get("/panels/<panel:panel>/not-taken/<id:not_taken_id>")
@requires(Permission.READ_PANELS)
def one_not_taken(panel: str, not_taken_id: int) -> str:
    """One topic in its form."""
    found = pieces.readable(panel)
    chosen = _topic(found, not_taken_id)
    return _page(found, _filled(found, chosen), chosen)


@bp.post("/panels/<panel:panel>/not-taken/<id:not_taken_id>")
@requires(Permission.MANAGE_PANELS)
def edit_not_taken(panel: str, not_taken_id: int) -> Any:
    """Change it."""
    found = pieces.changeable(panel)
    chosen = _topic(found, not_taken_id)
    form = NotTakenForm.sent(found)
    if not form.validate():
        return _page(found, form, chosen), 422
    begin_writing()
    found = pieces.locked(found)
    chosen = _topic(found, not_taken_id)
    try:
        not_taken.edit(chosen, form.wanted(), seen=form.seen, by=acting_user(), at=clock.now())
    except Stale:
        overtaken = pieces.late(form, found, "not_taken", not_taken_id)
        return _page(found, form, chosen, overtaken=overtaken), 409
    except BadField as refusal:
        return _refused(found, form, refusal, chosen)
    return _done(found)


@bp.post("/panels/<panel:panel>/not-taken/<id:not_taken_id>/move")
@requires(Permission.MANAGE_PANELS)
def move_not_taken(panel: str, not_taken_id: int) -> Any:
    """Let it change places with its neighbour."""
    found = pieces.changeable(panel)
    chosen = _topic(found, not_taken_id)
    move = MoveForm()
    if not move.validate():
        return _page(found, _filled(found, chosen), chosen, pressed=move), 422
    begin_writing()
    found = pieces.locked(found)
    try:
        not_taken.move(_topic(found, not_taken_id), up=move.up, by=acting_user(), at=clock.now())
    except NotAvailable:
        db.session.rollback()  # it is at the end already, which is what was wanted
    return _done(found)


@bp.post("/panels/<panel:panel>/not-taken/<id:not_taken_id>/remove")
@requires(Permission.MANAGE_PANELS)
def remove_not_taken(panel: str, not_taken_id: int) -> Any:
    """Take it away."""
    found = pieces.changeable(panel)
    chosen = _topic(found, not_taken_id)
    remove = RemoveForm()
    if not remove.validate():
        return _page(found, _filled(found, chosen), chosen, pressed=remove), 422
    begin_writing()
    found = pieces.locked(found)
    not_taken.remove(_topic(found, not_taken_id), by=acting_user(), at=clock.now())
    return _done(found)


def _topic(panel: Panel, not_taken_id: int) -> NotTaken:
    found = not_taken.find(panel, not_taken_id)
    if found is None:
        abort(404)
    return found


def _filled(panel: Panel, topic: NotTaken) -> NotTakenForm:
    form: NotTakenForm = NotTakenForm.blank(panel, loading.newest_event(panel))
    form.fill(topic)
    return form


def _page(panel: Panel, form: NotTakenForm, chosen: NotTaken | None = None, **more: object) -> str:
    return render_template(
        "managing/pieces/not_taken.html",
        topics=not_taken.met(panel),
        chosen=chosen,
        form=form,
        **more,
        **pieces.common(panel),
    )


def _refused(
    panel: Panel, form: NotTakenForm, refusal: BadField, chosen: NotTaken | None = None
) -> tuple[str, int]:
    db.session.rollback()
    form.refuse(refusal)
    return _page(panel, form, chosen), 422


def _done(panel: Panel) -> Any:
    address = url_for("managing.not_taken_list", panel=panel.slug)
    db.session.commit()
    return redirect(address, 303)
