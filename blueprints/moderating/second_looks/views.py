"""The pages of second looks."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, url_for
from sqlalchemy.orm.exc import StaleDataError

from blueprints.access import acting_user, demand, requires, signed_in_user
from blueprints.moderating import bp
from blueprints.moderating.choosing import chosen
from blueprints.moderating.queue.shown import panels
from blueprints.moderating.second_looks import shown
from blueprints.moderating.second_looks.forms import LookForm, WhyForm
from blueprints.staff import account
from domain.desk.second_looks import lists, looking
from domain.permissions import Permission, may
from domain.refusals import BadField, NotAvailable
from extensions import begin_writing, clock, db
from models import Panel, SecondLook


@bp.get("/second-look")
@requires(Permission.READ_DESK)
def second_look() -> str:
    """The oldest decision that comes up again for the signed-in person, and how far two agree."""
    panel = chosen(panels())
    if panel is None:
        return _without_panel()
    user = signed_in_user()
    found = lists.next_for(panel, user, g.now) if may(user, Permission.DECIDE, panel.id) else None
    return render_template("moderating/second_looks/page.html", **shown.blind(panel, found, shown.blank()))


@bp.get("/second-look/disagreements")
@requires(Permission.READ_DESK)
def disagreements() -> str:
    """Where two disagreed, the newest first."""
    panel = chosen(panels())
    if panel is None:
        return _without_panel()
    return render_template("moderating/second_looks/disagreements.html", **shown.disagreements(panel))


@bp.get("/second-look/<id:second_look_id>")
@requires(Permission.READ_DESK)
def looked(second_look_id: int) -> str:
    """What was decided first and second; blind where nobody has looked yet, and only for who may."""
    found = _readable(second_look_id)
    if found.looked_at is not None:
        return render_template("moderating/second_looks/result.html", **shown.result(found))
    return render_template(
        "moderating/second_looks/page.html", **shown.blind(_panel(found), _mine(found), shown.blank())
    )


@bp.post("/second-look/<id:second_look_id>")
@requires(Permission.DECIDE)
def look(second_look_id: int) -> Any:
    """Say what one would have decided; the first who says it is counted."""
    found = _decidable(second_look_id)
    form = LookForm()
    form.offer()
    if not form.validate():
        return _unclear(found, form)
    begin_writing()
    locked = looking.locked(second_look_id)
    if locked is None:
        abort(404)
    try:
        looking.look(
            locked,
            action=form.action.data or "",
            reason=form.chosen_reason,
            by=acting_user(),
            at=clock.now(),
        )
        db.session.commit()
    except (NotAvailable, StaleDataError):
        db.session.rollback()
        return _too_late(second_look_id, form)
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _unclear(_decidable(second_look_id), form)
    return redirect(url_for("moderating.looked", second_look_id=second_look_id), 303)


@bp.post("/second-look/<id:second_look_id>/why")
@requires(Permission.DECIDE)
def explain(second_look_id: int) -> Any:
    """Write why one sees it differently."""
    _decidable(second_look_id)
    form = WhyForm()
    if not form.validate():
        return _not_explained(second_look_id, form, 422)
    begin_writing()
    locked = looking.locked(second_look_id)
    if locked is None:
        abort(404)
    try:
        looking.explain(locked, why=form.why.data or "", by=acting_user(), at=clock.now())
        db.session.commit()
    except NotAvailable:
        db.session.rollback()
        return _not_explained(second_look_id, form, 409)
    return redirect(url_for("moderating.looked", second_look_id=second_look_id), 303)


def _without_panel() -> str:
    return render_template("moderating/list/no_panel.html", account=account(), panels=[], panel=None)


def _unclear(found: SecondLook, form: LookForm) -> tuple[str, int]:
    """The form as it was sent; where somebody was first meanwhile, what came of it."""
    if found.looked_at is not None:
        return _too_late(found.id, form)
    page = shown.blind(_panel(found), _mine(found), form, failed=True)
    return render_template("moderating/second_looks/page.html", **page), 422


def _too_late(second_look_id: int, form: LookForm) -> tuple[str, int]:
    """Who was first is counted; what this one chose is kept on the page."""
    found = _decidable(second_look_id)
    if found.looked_at is None:
        abort(404)
    page = shown.result(found, kept=shown.said(form.action.data or "", form.chosen_reason))
    return render_template("moderating/second_looks/result.html", **page), 409


def _not_explained(second_look_id: int, form: WhyForm, status: int) -> tuple[str, int]:
    found = _decidable(second_look_id)
    if found.looked_at is None:
        abort(404)
    page = shown.result(found, form=form)
    return render_template("moderating/second_looks/result.html", **page), status


def _readable(second_look_id: int) -> SecondLook:
    found = lists.find(second_look_id)
    if found is None:
        abort(404)
    demand(Permission.READ_DESK, found.panel_id)
    return found


def _decidable(second_look_id: int) -> SecondLook:
    found = _readable(second_look_id)
    demand(Permission.DECIDE, found.panel_id)
    return found


def _mine(found: SecondLook) -> SecondLook:
    """``found``, where the signed-in person may look at it, else a 404: it would give a draw away."""
    user = signed_in_user()
    if not may(user, Permission.DECIDE, found.panel_id) or not lists.may_look(found, user, g.now):
        abort(404)
    return found


def _panel(found: SecondLook) -> Panel:
    return db.session.get_one(Panel, found.panel_id)
