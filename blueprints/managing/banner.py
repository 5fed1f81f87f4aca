"""The picture above a panel."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for

from adapters import images
from blueprints import pictures
from blueprints.access import acting_user, requires, takes
from blueprints.managing import bp, pieces
from blueprints.managing.pieces.forms import BannerForm, RemoveForm
from domain.panel import loading
from domain.panel import pictures as verbs
from domain.permissions import Permission
from domain.refusals import BadField, NotAvailable, Stale
from extensions import begin_writing, clock, db
from models import Panel, Purpose


@bp.get("/panels/<panel:panel>/banner")
@requires(Permission.READ_PANELS)
def banner(panel: str) -> str:
    """The banner as it hangs, and a form for another one."""
    found = pieces.readable(panel)
    return _page(found, _filled(found))


@bp.post("/panels/<panel:panel>/banner")
@takes(pictures.LARGEST_BODY)
@requires(Permission.MANAGE_PANELS)
def set_banner(panel: str) -> Any:
    """Hang another one, or say anew what it shows."""
    found = pieces.changeable(panel)
    form = BannerForm.sent(found)
    if not form.validate():
        return _page(found, form), 422
    try:
        made = pictures.received(form.banner, images.BANNER)
        if made is None and found.banner_id is None:
            raise BadField("banner", "missing")
    except BadField as refusal:
        return _refused(found, form, refusal)
    begin_writing()
    found = pieces.locked(found)
    now = clock.now()
    image = (
        verbs.keep(made.digest, Purpose.BANNER, width=made.width, height=made.height, at=now)
        if made
        else None
    )
    try:
        verbs.set_banner(found, image, form.alt.data or "", seen=form.seen, by=acting_user(), at=now)
    except Stale:
        return _page(found, form, overtaken=pieces.late(form, found, "banner", found.id)), 409
    except NotAvailable:
        return _refused(found, form, BadField("banner", "missing"))
    except BadField as refusal:
        return _refused(found, form, refusal)
    return _done(found)


@bp.post("/panels/<panel:panel>/banner/remove")
@requires(Permission.MANAGE_PANELS)
def remove_banner(panel: str) -> Any:
    """Take it down."""
    found = pieces.changeable(panel)
    remove = RemoveForm()
    if not remove.validate():
        return _page(found, _filled(found), pressed=remove), 422
    begin_writing()
    found = pieces.locked(found)
    try:
        verbs.remove_banner(found, by=acting_user(), at=clock.now())
    except NotAvailable:
        db.session.rollback()  # somebody took it down already
    return _done(found)


def _filled(panel: Panel) -> BannerForm:
    form: BannerForm = BannerForm.blank(panel, loading.newest_event(panel))
    form.fill(panel)
    return form


def _page(panel: Panel, form: BannerForm, **more: object) -> str:
    return render_template("managing/pieces/banner.html", form=form, **more, **pieces.common(panel))


def _refused(panel: Panel, form: BannerForm, refusal: BadField) -> tuple[str, int]:
    db.session.rollback()
    form.refuse(refusal)
    return _page(panel, form), 422


def _done(panel: Panel) -> Any:
    address = url_for("managing.banner", panel=panel.slug)
    db.session.commit()
    return redirect(address, 303)
