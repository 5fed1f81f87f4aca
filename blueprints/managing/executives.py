"""Who may be asked on a panel."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, request, url_for

from adapters import images
from blueprints import pictures
from blueprints.access import acting_user, demand, requires, signed_in_user, takes
from blueprints.managing import bp, pieces
from blueprints.managing.pieces.forms import ExecutiveForm, MoveForm, RemoveForm
from blueprints.staff import account
from domain.panel import executives, lists, loading
from domain.panel import pictures as verbs
from domain.permissions import Permission
from domain.refusals import BadField, Exists, NotAvailable, Stale
from extensions import begin_writing, clock, db
from models import Executive, Image, Panel, Purpose


@bp.get("/executives")
@requires(Permission.READ_PANELS)
def executives_list() -> str:
    """The executives of a panel, of the newest unless told."""
    found = _chosen()
    if found is None:
        return render_template("managing/pieces/no_panel.html", account=account())
    return _page(found)


@bp.get("/executives/new")
@requires(Permission.READ_PANELS)
def new_executive() -> str:
    """A form for somebody who is to be seated."""
    found = _chosen()
    if found is None:
        abort(404)
    demand(Permission.MANAGE_PANELS, found.id)
    return _page(found, ExecutiveForm.blank(found, loading.newest_event(found)))


@bp.post("/executives/new")
@takes(pictures.LARGEST_BODY)
@requires(Permission.MANAGE_PANELS)
def add_executive() -> Any:
    """Seat somebody."""
    found = pieces.changeable(request.args.get("panel", ""))
    form = ExecutiveForm.sent(found)
    if not form.validate():
        return _page(found, form), 422
    try:
        made = pictures.received(form.portrait, images.PORTRAIT)
    except BadField as refusal:
        return _refused(found, form, refusal)
    begin_writing()
    found = pieces.locked(found)
    try:
        added = executives.add(found, form.told(), by=acting_user(), at=clock.now(), portrait=_kept(made))
    except (BadField, Exists) as refusal:
        return _refused(found, form, refusal)
    return _done(added)


@bp.get("/executives/<id:executive_id>")
@requires(Permission.READ_PANELS)
def executive(executive_id: int) -> str:
    """Somebody in their form."""
    chosen = _executive(executive_id, Permission.READ_PANELS)
    return _page(chosen.panel, _filled(chosen), chosen)


@bp.post("/executives/<id:executive_id>")
@takes(pictures.LARGEST_BODY)
@requires(Permission.MANAGE_PANELS)
def edit_executive(executive_id: int) -> Any:
    """Change what is told of somebody."""
    chosen = _executive(executive_id, Permission.MANAGE_PANELS)
    form = ExecutiveForm.sent(chosen.panel)
    if not form.validate():
        return _page(chosen.panel, form, chosen), 422
    try:
        made = pictures.received(form.portrait, images.PORTRAIT)
    except BadField as refusal:
        return _refused(chosen.panel, form, refusal, chosen)
    chosen = _locked(executive_id)
    try:
        executives.edit(
            chosen,
            form.told(),
            seen=form.seen,
            by=acting_user(),
            at=clock.now(),
            portrait=_kept(made),
        )
    except Stale:
        panel = chosen.panel
        overtaken = pieces.late(form, panel, "executive", executive_id)
        return _page(panel, form, chosen, overtaken=overtaken), 409
    except (BadField, Exists) as refusal:
        return _refused(chosen.panel, form, refusal, chosen)
    return _done(chosen)


@bp.post("/executives/<id:executive_id>/move")
@requires(Permission.MANAGE_PANELS)
def move_executive(executive_id: int) -> Any:
    """Let somebody change places with their neighbour."""
    chosen = _executive(executive_id, Permission.MANAGE_PANELS)
    move = MoveForm()
    if not move.validate():
        return _page(chosen.panel, _filled(chosen), chosen, pressed=move), 422
    chosen = _locked(executive_id)
    try:
        executives.move(chosen, up=move.up, by=acting_user(), at=clock.now())
    except NotAvailable:
        db.session.rollback()  # they sit at the end already, which is what was wanted
    return _done(chosen)


@bp.post("/executives/<id:executive_id>/initials")
@requires(Permission.MANAGE_PANELS)
def use_initials(executive_id: int) -> Any:
    """Show initials instead of the portrait."""
    chosen = _executive(executive_id, Permission.MANAGE_PANELS)
    remove = RemoveForm()
    if not remove.validate():
        return _page(chosen.panel, _filled(chosen), chosen, pressed=remove), 422
    chosen = _locked(executive_id)
    try:
        verbs.remove_portrait(chosen, by=acting_user(), at=clock.now())
    except NotAvailable:
        db.session.rollback()  # somebody did so already
    return _done(chosen)


def _chosen() -> Panel | None:
    """The panel that the address asks for, else the first one that may be seen."""
    slug = request.args.get("panel")
    if slug:
        return pieces.readable(slug)
    return next(iter(lists.for_desk(signed_in_user(), Permission.READ_PANELS, g.now)), None)


def _executive(executive_id: int, permission: Permission) -> Executive:
    found = executives.find(executive_id)
    if found is None:
        abort(404)
    demand(permission, found.panel_id)
    return found


def _locked(executive_id: int) -> Executive:
    """Somebody, with their panel locked, in a transaction that writes."""
    begin_writing()
    found = executives.find(executive_id)
    if found is None:
        abort(404)
    pieces.locked(found.panel)
    db.session.refresh(found)
    return found


def _kept(made: images.Picture | None) -> Image | None:
    if made is None:
        return None
    return verbs.keep(made.digest, Purpose.PORTRAIT, width=made.width, height=made.height, at=clock.now())


def _filled(executive: Executive) -> ExecutiveForm:
    form: ExecutiveForm = ExecutiveForm.blank(executive.panel, loading.newest_event(executive.panel))
    form.fill(executive)
    return form


def _page(
    panel: Panel, form: ExecutiveForm | None = None, chosen: Executive | None = None, **more: object
) -> str:
    return render_template(
        "managing/pieces/executives.html",
        panels=lists.for_desk(signed_in_user(), Permission.READ_PANELS, g.now),
        seated=lists.seated(panel, g.now),
        work=executives.work(panel),
        chosen=chosen,
        form=form,
        **more,
        **pieces.common(panel),
    )


def _refused(
    panel: Panel, form: ExecutiveForm, refusal: BadField | Exists, chosen: Executive | None = None
) -> tuple[str, int]:
    db.session.rollback()
    form.refuse(BadField("name", "taken") if isinstance(refusal, Exists) else refusal)
    return _page(panel, form, chosen), 422


def _done(executive: Executive) -> Any:
    address = url_for(
        "managing.executives_list", panel=executive.panel.slug, _anchor=f"executive-{executive.id}"
    )
    db.session.commit()
    return redirect(address, 303)
