"""Inviting somebody by link."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for

from blueprints.access import acting_user, requires
from blueprints.managing import bp
from blueprints.managing.staff.forms import InviteForm
from blueprints.staff import account
from domain.account import creating, inviting
from domain.permissions import Permission
from domain.refusals import BadField, Exists
from extensions import begin_writing, clock, db
from models import User


@bp.get("/staff/invite")
@requires(Permission.MANAGE_STAFF)
def invite() -> str:
    """The form."""
    return _page(InviteForm(formdata=None))


@bp.post("/staff/invite")
@requires(Permission.MANAGE_STAFF)
def send_invitation() -> Any:
    """Make the account and its link, which their page then shows to be copied."""
    form = InviteForm()
    if not form.validate():
        return _page(form), 422
    begin_writing()
    try:
        invitation = inviting.invite(
            email=form.email.data or "", grant=form.grant(), by=acting_user(), at=clock.now()
        )
    except Exists as refusal:
        db.session.rollback()
        form.refuse(BadField("email", "has-account"))
        return _page(form, creating.find(refusal.value)), 422
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _page(form), 422
    user_id = invitation.user_id
    db.session.commit()
    return redirect(url_for("managing.member", user_id=user_id), 303)


def _page(form: InviteForm, known: User | None = None) -> str:
    form.offer()
    return render_template(
        "managing/staff/invite.html",
        account=account(),
        form=form,
        failed=bool(form.errors),
        known_url=url_for("managing.member", user_id=known.id) if known else None,
    )
