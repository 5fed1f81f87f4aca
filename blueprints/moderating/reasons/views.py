"""Reasons: the list, and one of them."""

from __future__ import annotations

from flask import abort, render_template

from blueprints.access import requires
from blueprints.moderating import bp
from blueprints.moderating.reasons import shown
from blueprints.moderating.reasons.forms import NewReasonForm, ReasonForm
from domain.desk import reasons as known
from domain.permissions import Permission
from models import Reason


@bp.get("/reasons")
@requires(Permission.READ_REASONS)
def reasons() -> str:
    """Every reason, and how often it was used, appealed and taken back."""
    return render_template("moderating/reasons/list.html", **shown.listed())


@bp.get("/reasons/new")
@requires(Permission.WRITE_REASONS)
def new_reason() -> str:
    """The form of a new one."""
    form = NewReasonForm(formdata=None)
    form.version.data, form.in_ledger.data = "0", True
    return render_template("moderating/reasons/edit.html", **shown.edited(None, form))


@bp.get("/reasons/<reason>")
@requires(Permission.READ_REASONS)
def reason(reason: str) -> str:
    """One reason beside the letter that it makes."""
    row = found(reason)
    form = ReasonForm(formdata=None)
    form.fill(row)
    return render_template("moderating/reasons/edit.html", **shown.edited(row, form))


def found(code: str) -> Reason:
    """The reason of an address, else a 404."""
    row = known.find(code)
    if row is None:
        abort(404)
    return row
