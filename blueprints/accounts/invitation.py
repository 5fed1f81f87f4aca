"""The way in for whoever was invited: they choose a name and a password."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, g, redirect, render_template, request

from blueprints.access import holder, signed_in_user
from blueprints.accounts import bp
from blueprints.accounts.current import enter
from blueprints.accounts.forms import JoinForm
from blueprints.staff import first_side
from domain.account import inviting, loading, passwords, sign_ins
from domain.refusals import BadField, NotAvailable
from extensions import begin_writing, clock, db
from models import Invitation


@bp.get("/invitation/<token>")
@holder(Invitation)
def invitation(invitation: Invitation) -> str:
    """The form; nothing happens until it is sent."""
    return _page(invitation, JoinForm(formdata=None))


@bp.post("/invitation/<token>")
@holder(Invitation)
def join(invitation: Invitation) -> Any:
    """Take the name and password, and sign in. The hash is made before the transaction."""
    form = JoinForm()
    if not form.validate():
        return _page(invitation, form), 422
    invitation_id, user_id = invitation.id, invitation.user_id
    db.session.rollback()
    password_hash = passwords.hashed(form.password.data or "")
    begin_writing()
    loading.locked(user_id)
    found = db.session.get_one(Invitation, invitation_id, populate_existing=True)
    now = clock.now()
    try:
        user = inviting.accept(
            found,
            name=form.name.data or "",
            password_hash=password_hash,
            seal=current_app.config["FLOOR"].audit_key,
            at=now,
        )
    except NotAvailable:
        db.session.rollback()
        g.unknown = "invitation"
        abort(404)
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _page(db.session.get_one(Invitation, invitation_id), form), 422
    token = sign_ins.begin(user, user_agent=request.user_agent.string, at=now)
    db.session.commit()
    enter(token)
    return redirect(first_side(signed_in_user()), 303)


def _page(invitation: Invitation, form: JoinForm) -> str:
    return render_template(
        "accounts/invitation.html",
        form=form,
        token=g.token,
        email=invitation.user.email,
        until=invitation.expires_at,
        invited_by=invitation.invited_by,
        failed=bool(form.errors),
    )
