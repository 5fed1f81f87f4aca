"""What is selected: the page with its decisions, and sending one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for

from blueprints.access import acting_user, requires, signed_in_user
from blueprints.moderating import bp
from blueprints.moderating.bulk import working
from blueprints.moderating.bulk.forms import BulkForm
from blueprints.moderating.bulk.shown import selection_page
from domain.desk import filters
from domain.desk.batches import making, selecting
from domain.desk.filters import Filters
from domain.panel import creating
from domain.panel.lists import for_desk
from domain.permissions import Permission, may
from domain.refusals import BadField, NotAllowed
from extensions import begin_writing, clock, db
from models import Batch, Panel


@dataclass
class Selection:
    """What was sent: the panel, the version of each question, the filters of the list beside it."""

    panel: Panel
    filters: Filters
    versions: Mapping[int, int]
    left: int = 0
    refused: BadField | None = None


@bp.get("/bulk")
@requires(Permission.DECIDE)
def bulk() -> Any:
    """What is selected, and the decisions that can be taken on all of it."""
    selection = _sent(request.args)
    form = BulkForm(formdata=None).of(selection.panel)
    form.renew()
    if selection.refused is not None:
        form.refuse(selection.refused)
        return _refused(selection, form)
    return render_template("moderating/bulk/page.html", **selection_page(selection, form))


@bp.post("/bulk")
@requires(Permission.DECIDE)
def decide_bulk() -> Any:
    """Take one decision on everything that is selected, each at the version that was on screen."""
    selection = _sent(request.form)
    form = BulkForm().of(selection.panel)
    if selection.refused is not None:
        form.validate()
        form.refuse(selection.refused)
        return _refused(selection, form)
    if not form.validate():
        return _refused(selection, form)
    begin_writing()
    try:
        batch = _create(selection, form)
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _refused(_sent(request.form), form)
    except NotAllowed:
        abort(404)
    batch_id, total = batch.id, batch.total
    db.session.commit()
    working.work(batch_id, total)
    return redirect(url_for("moderating.batch", batch_id=batch_id), 303)


@bp.context_processor
def selecting_of_rows() -> dict[str, Any]:
    """What the list needs for its boxes: whether they are for this person, and the list's own filters."""
    return {
        "may_select": lambda panel: may(signed_in_user(), Permission.DECIDE, panel.id),
        "narrowed_to": filters.written,
    }


def _create(selection: Selection, form: BulkForm) -> Batch:
    return making.create(
        selection.panel,
        form.action.data or "",
        selection.versions,
        key=form.idempotency_key.data or secrets.token_urlsafe(16),
        by=acting_user(),
        at=clock.now(),
        fields=form.fields(),
        left=selection.left,
    )


def _refused(selection: Selection, form: BulkForm) -> tuple[str, int]:
    """The page with all that was typed and selected; a key that was used is replaced."""
    if form.idempotency_key.errors or form.action.errors or not form.idempotency_key.data:
        form.renew()
    page = selection_page(selection, form, opened=form.action.data or "", failed=True)
    return render_template("moderating/bulk/page.html", **page), 422


def _sent(fields: Any) -> Selection:
    """What ``fields`` select; a 404 where a question or the panel is nowhere for the signed-in person."""
    panel = _panel(fields.get("panel"))
    narrowed = _filters(fields)
    versions: Mapping[int, int] = {}
    try:
        if fields.get("everything"):
            panel = panel or _first()
            found = selecting.everything(panel, narrowed, user_id=signed_in_user().id, at=g.now)
            return Selection(panel, narrowed, found.versions, found.left)
        versions = selecting.parsed([*fields.getlist("questions"), *fields.getlist("twice")])
        if len(versions) > making.MOST:
            raise BadField("questions", "too-many", making.MOST)
        owner = selecting.on_one_panel(versions, panel, signed_in_user()) if versions else panel or _first()
    except BadField as refusal:
        return Selection(panel or _first(), narrowed, versions, refused=refusal)
    return Selection(owner or abort(404), narrowed, versions)


def _filters(fields: Any) -> Filters:
    """The filters of the list that the selection was made in; those that can't be read count as none."""
    try:
        return filters.read(fields.to_dict(flat=False))
    except BadField:
        return Filters()


def _first() -> Panel:
    panels = for_desk(signed_in_user(), Permission.DECIDE, g.now)
    return next(iter(panels), None) or abort(404)


def _panel(slug: str | None) -> Panel | None:
    """The panel of that slug among those where one may decide; None where none is named."""
    if not slug:
        return None
    panel = creating.find(slug)
    if panel is None or not may(signed_in_user(), Permission.DECIDE, panel.id):
        abort(404)
    return panel
