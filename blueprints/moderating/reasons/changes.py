"""Reasons are written, put in order and taken out of use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm.exc import StaleDataError

from blueprints.access import acting_user, requires
from blueprints.moderating import bp
from blueprints.moderating.reasons import shown
from blueprints.moderating.reasons.forms import NewReasonForm, PressForm, ReasonForm
from blueprints.moderating.reasons.views import found
from domain.desk import reasons
from domain.permissions import Permission
from domain.refusals import BadField, Exists, NotAvailable, Stale
from extensions import begin_writing, clock, db
from models import Reason


@bp.post("/reasons/new")
@requires(Permission.WRITE_REASONS)
def make_reason() -> Any:
    """Make a reason."""
    form = NewReasonForm()
    if not form.validate():
        return _page(None, form, failed=True), 422
    begin_writing()
    try:
        reasons.create(form.code.data or "", form.words(), by=acting_user(), at=clock.now())
    except Exists:
        db.session.rollback()
        form.refuse(BadField("code", "taken"))
        return _page(None, form, failed=True), 422
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _page(None, form, failed=True), 422
    db.session.commit()
    return redirect(url_for("moderating.reasons"), 303)


@bp.post("/reasons/<reason>")
@requires(Permission.WRITE_REASONS)
def write_reason(reason: str) -> Any:
    """Change what a reason says."""
    row = found(reason)
    form = ReasonForm()
    if not form.validate():
        if form.version.errors:
            form.version.data = str(row.version)
        return _page(row, form, failed=True), 422
    begin_writing()
    try:
        reasons.edit(_locked(reason), form.words(), seen=form.seen, by=acting_user(), at=clock.now())
        db.session.commit()
    except (Stale, StaleDataError):
        return _late(reason, form), 409
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _page(found(reason), form, failed=True), 422
    return redirect(url_for("moderating.reason", reason=reason), 303)


@bp.post("/reasons/<reason>/retire")
@requires(Permission.WRITE_REASONS)
def retire_reason(reason: str) -> Any:
    """Take it out of use."""
    return _pressed(
        reason, lambda row, seen: reasons.retire(row, seen=seen, by=acting_user(), at=clock.now())
    )


@bp.post("/reasons/<reason>/restore")
@requires(Permission.WRITE_REASONS)
def restore_reason(reason: str) -> Any:
    """Bring it back into use."""
    return _pressed(
        reason, lambda row, seen: reasons.restore(row, seen=seen, by=acting_user(), at=clock.now())
    )


@bp.post("/reasons/<reason>/move")
@requires(Permission.WRITE_REASONS)
def move_reason(reason: str) -> Any:
    """Put it one place up, or with ``down`` one place down."""
    row, form = found(reason), PressForm()
    if not form.validate():
        return _list(gettext("This form was open for too long. Send it again.")), 422
    begin_writing()
    try:
        up = "down" not in request.form
        reasons.move(row, up=up, seen=form.seen, by=acting_user(), at=clock.now())
        db.session.commit()
    except NotAvailable:
        db.session.rollback()
        return _list(gettext("It stands at the end of the list already.")), 409
    except (Stale, StaleDataError):
        db.session.rollback()
        return _list(gettext("Somebody changed this reason meanwhile. It stands below as it is now.")), 409
    return redirect(url_for("moderating.reasons"), 303)


def _pressed(code: str, verb: Callable[[Reason, int], object]) -> Any:
    """Do what needs no more than a press, on the version that was on screen."""
    row, form = found(code), PressForm()
    if not form.validate():
        return _standing(row, gettext("This form was open for too long. Send it again.")), 422
    begin_writing()
    try:
        verb(_locked(code), form.seen)
        db.session.commit()
    except NotAvailable as refusal:
        db.session.rollback()
        return _standing(found(code), _sentence(refusal.action)), 409
    except (Stale, StaleDataError):
        db.session.rollback()
        changed = gettext("Somebody changed this reason meanwhile. It stands below as it is now.")
        return _standing(found(code), changed), 409
    return redirect(url_for("moderating.reason", reason=code), 303)


def _sentence(action: str) -> str:
    if action == "retire":
        return gettext("It is out of use already, or the last one in use: one must be left to choose.")
    return gettext("It is in use already.")


def _locked(code: str) -> Reason:
    row = reasons.locked(code)
    if row is None:
        abort(404)
    return row


def _late(code: str, form: ReasonForm) -> str:
    """The page from a fresh read, with what was typed and the version that stands now."""
    db.session.rollback()
    row = found(code)
    form.version.data, form.version.raw_data = str(row.version), None
    sentence = gettext(
        "Somebody changed this reason while you typed. Its text now: “%(text)s” What you typed is kept "
        "below; saving it again puts it in place of theirs.",
        text=row.standard_text,
    )
    return _page(row, form, problem=sentence)


def _standing(row: Reason, problem: str) -> str:
    form = ReasonForm(formdata=None)
    form.fill(row)
    return _page(row, form, problem=problem)


def _page(row: Reason | None, form: ReasonForm, *, failed: bool = False, problem: str | None = None) -> str:
    page = shown.edited(row, form, failed=failed, problem=problem)
    return render_template("moderating/reasons/edit.html", **page)


def _list(problem: str) -> str:
    return render_template("moderating/reasons/list.html", **shown.listed(problem=problem))
