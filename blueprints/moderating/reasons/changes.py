"""Reasons are written, put in order and taken out of use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, render_template, request, url_for
from flask_babel import gettext

from blueprints.access import acting_user, requires
from blueprints.moderating import bp, saving
from blueprints.moderating.reasons import shown
from blueprints.moderating.reasons.forms import NewReasonForm, ReasonForm
from blueprints.moderating.reasons.views import found
from domain.desk import reasons
from domain.permissions import Permission
from domain.refusals import NotAvailable
from extensions import clock
from models import Reason


@bp.post("/reasons/new")
@requires(Permission.WRITE_REASONS)
def make_reason() -> Any:
    """Make a reason."""
    form = NewReasonForm()

    def again() -> str:
        return _page(None, form, failed=True)

    if not form.validate():
        return again(), 422
    return saving.saved(
        form,
        lambda: reasons.create(form.code.data or "", form.words(), by=acting_user(), at=clock.now()),
        saving.Pages(again, again),
        lambda: url_for("moderating.reasons"),
    )


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
    return saving.saved(
        form,
        lambda: reasons.edit(_locked(reason), form.words(), seen=form.seen, by=acting_user(), at=clock.now()),
        saving.Pages(lambda: _page(found(reason), form, failed=True), lambda: _late(reason, form)),
        lambda: url_for("moderating.reason", reason=reason),
    )


@bp.post("/reasons/<reason>/retire")
@requires(Permission.WRITE_REASONS)
def retire_reason(reason: str) -> Any:
    """Take it out of use."""
    return _pressed(
        reason, lambda seen: reasons.retire(_locked(reason), seen=seen, by=acting_user(), at=clock.now())
    )


@bp.post("/reasons/<reason>/restore")
@requires(Permission.WRITE_REASONS)
def restore_reason(reason: str) -> Any:
    """Bring it back into use."""
    return _pressed(
        reason, lambda seen: reasons.restore(_locked(reason), seen=seen, by=acting_user(), at=clock.now())
    )


@bp.post("/reasons/<reason>/move")
@requires(Permission.WRITE_REASONS)
def move_reason(reason: str) -> Any:
    """Put it one place up, or with ``down`` one place down."""
    row, up = found(reason), "down" not in request.form
    return saving.pressed(
        lambda seen: reasons.move(row, up=up, seen=seen, by=acting_user(), at=clock.now()),
        _list,
        refused=lambda _: gettext("It stands at the end of the list already."),
        changed=_changed(),
        onward=url_for("moderating.reasons"),
    )


def _pressed(code: str, verb: Callable[[int], object]) -> Any:
    found(code)
    return saving.pressed(
        verb,
        lambda problem: _standing(found(code), problem),
        refused=_sentence,
        changed=_changed(),
        onward=url_for("moderating.reason", reason=code),
    )


def _changed() -> str:
    return gettext("Somebody changed this reason meanwhile. It stands below as it is now.")


def _sentence(refusal: NotAvailable) -> str:
    if refusal.action == "retire":
        return gettext("It is out of use already, or the last one in use: one must be left to choose.")
    return gettext("It is in use already.")


def _locked(code: str) -> Reason:
    row = reasons.locked(code)
    if row is None:
        abort(404)
    return row


def _late(code: str, form: ReasonForm) -> str:
    """The page with what was typed and the version that stands now."""
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
