"""A batch's own page: how far it is, what became of it, going on with it and taking it back."""

from __future__ import annotations

from typing import Any

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext

from blueprints import paging
from blueprints.access import acting_user, demand, requires, signed_in_user
from blueprints.form import Form
from blueprints.moderating import bp
from blueprints.moderating.bulk import working
from blueprints.moderating.bulk.outcome import batch_page, progress_of
from domain.desk.batches import lists, running, taking_back
from domain.permissions import Permission
from domain.refusals import NotAvailable
from extensions import begin_writing, clock, db
from models import Batch


@bp.get("/batches/<id:batch_id>")
@requires(Permission.READ_DESK)
def batch(batch_id: int) -> Any:
    """What became of a batch; while it runs how far it is."""
    return _page(_found(batch_id))


@bp.get("/batches/<id:batch_id>/progress")
@requires(Permission.READ_DESK)
def batch_progress(batch_id: int) -> Any:
    """How far it is, for the script that asks again and again: 304 where nothing moved."""
    found = _found(batch_id)
    response = make_response(
        render_template("moderating/bulk/progress.html", panel=found.panel, **progress_of(found))
    )
    response.add_etag()
    return response.make_conditional(request)


@bp.post("/batches/<id:batch_id>/go-on")
@requires(Permission.DECIDE)
def go_on(batch_id: int) -> Any:
    """Go on with a batch whose runner is gone; with one that runs nothing more happens."""
    found = _own(batch_id)
    if not Form().validate():
        return _page(found, problem=_too_long_open()), 422
    working.work(found.id, found.total)
    return redirect(url_for("moderating.batch", batch_id=batch_id), 303)


@bp.post("/batches/<id:batch_id>/undo")
@requires(Permission.DECIDE)
def undo_batch(batch_id: int) -> Any:
    """Take the whole batch back."""
    found = _own(batch_id)
    if not Form().validate():
        return _page(found, problem=_too_long_open()), 422
    total = found.total
    begin_writing()
    locked = running.locked(batch_id) or abort(404)
    try:
        taking_back.ask(locked, by=acting_user(), at=clock.now())
    except NotAvailable:
        db.session.rollback()
        return _page(_own(batch_id), problem=gettext("The two minutes to take it back are over.")), 409
    db.session.commit()
    working.work(batch_id, total)
    return redirect(url_for("moderating.batch", batch_id=batch_id), 303)


def _page(found: Batch, *, problem: str | None = None) -> str:
    after = paging.whole_number(request.args.get("beyond")) or 0
    page = batch_page(found, after=after, problem=problem)
    return render_template("moderating/bulk/batch.html", **page)


def _found(batch_id: int) -> Batch:
    """The batch, for whoever may read the desk of its panel."""
    found = lists.find(batch_id) or abort(404)
    demand(Permission.READ_DESK, found.panel_id)
    return found


def _own(batch_id: int) -> Batch:
    """One's own batch; a colleague's is read only."""
    found = _found(batch_id)
    if found.user_id != signed_in_user().id:
        abort(404)
    demand(Permission.DECIDE, found.panel_id)
    return found


def _too_long_open() -> str:
    return gettext("This form was open for too long. Send it again.")
