"""Dated lines above a panel's questions."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, url_for

from blueprints.access import acting_user, requires
from blueprints.managing import bp, pieces
from blueprints.managing.pieces.forms import NoticeForm, RemoveForm
from domain.panel import loading, notices
from domain.permissions import Permission
from domain.refusals import BadField, Stale
from extensions import begin_writing, clock, db
from models import Notice, Panel


@bp.get("/panels/<panel:panel>/notices")
@requires(Permission.READ_PANELS)
def notices_list(panel: str) -> str:
    """The panel's notices, and a form for another one."""
    found = pieces.readable(panel)
    return _page(found, NoticeForm.blank(found, loading.newest_event(found)))


@bp.post("/panels/<panel:panel>/notices")
@requires(Permission.MANAGE_PANELS)
def add_notice(panel: str) -> Any:
    """Pin another one."""
    found = pieces.changeable(panel)
    form = NoticeForm.sent(found)
    if not form.validate():
        return _page(found, form), 422
    begin_writing()
    found = pieces.locked(found)
    try:
        notices.add(found, form.wanted(), by=acting_user(), at=clock.now())
    except BadField as refusal:
        return _refused(found, form, refusal)
    return _done(found)


@bp.get("/panels/<panel:panel>/notices/<id:notice_id>")
@requires(Permission.READ_PANELS)
def notice(panel: str, notice_id: int) -> str:
    """One notice in its form."""
    found = pieces.readable(panel)
    chosen = _notice(found, notice_id)
    form = NoticeForm.blank(found, loading.newest_event(found))
    form.fill(chosen)
    return _page(found, form, chosen)


@bp.post("/panels/<panel:panel>/notices/<id:notice_id>")
@requires(Permission.MANAGE_PANELS)
def edit_notice(panel: str, notice_id: int) -> Any:
    """Change it."""
    found = pieces.changeable(panel)
    chosen = _notice(found, notice_id)
    form = NoticeForm.sent(found)
    if not form.validate():
        return _page(found, form, chosen), 422
    begin_writing()
    found = pieces.locked(found)
    chosen = _notice(found, notice_id)
    try:
        notices.edit(chosen, form.wanted(), seen=form.seen, by=acting_user(), at=clock.now())
    except Stale:
        overtaken = pieces.late(form, found, "notice", notice_id)
        return _page(found, form, chosen, overtaken=overtaken), 409
    except BadField as refusal:
        return _refused(found, form, refusal, chosen)
    return _done(found)


@bp.post("/panels/<panel:panel>/notices/<id:notice_id>/remove")
@requires(Permission.MANAGE_PANELS)
def remove_notice(panel: str, notice_id: int) -> Any:
    """Take it away."""
    found = pieces.changeable(panel)
    chosen = _notice(found, notice_id)
    remove = RemoveForm()
    if not remove.validate():
        form = NoticeForm.blank(found, loading.newest_event(found))
        form.fill(chosen)
        return _page(found, form, chosen, pressed=remove), 422
    begin_writing()
    found = pieces.locked(found)
    notices.remove(_notice(found, notice_id), by=acting_user(), at=clock.now())
    return _done(found)


def _notice(panel: Panel, notice_id: int) -> Notice:
    found = notices.find(panel, notice_id)
    if found is None:
        abort(404)
    return found


def _page(panel: Panel, form: NoticeForm, chosen: Notice | None = None, **more: object) -> str:
    return render_template(
        "managing/pieces/notices.html",
        notices=notices.every(panel),
        shown={notice.id for notice in notices.shown(panel, g.now)},
        chosen=chosen,
        form=form,
        **more,
        **pieces.common(panel),
    )


def _refused(
    panel: Panel, form: NoticeForm, refusal: BadField, chosen: Notice | None = None
) -> tuple[str, int]:
    db.session.rollback()
    form.refuse(refusal)
    return _page(panel, form, chosen), 422


def _done(panel: Panel) -> Any:
    address = url_for("managing.notices_list", panel=panel.slug)
    db.session.commit()
    return redirect(address, 303)
