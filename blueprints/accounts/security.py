"""One's own account: where one is signed in, ending that, another password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, g, redirect, render_template, session, url_for
from flask_login import current_user, logout_user

from blueprints import limits
from blueprints.access import acting_user, requires, signed_in_user
from blueprints.accounts import bp
from blueprints.accounts.forms import EndForm, PasswordForm
from blueprints.staff import account
from domain.account import changing, lists, loading, passwords, sign_ins
from domain.permissions import Permission
from domain.refusals import BadField
from extensions import begin_writing, clock, db, limiter
from models import SignIn, User


@dataclass(frozen=True)
class Row:
    """One browser in which the person is signed in."""

    sign_in: SignIn
    current: bool
    form: EndForm


@bp.get("/security")
@requires(Permission.HAVE_ACCOUNT)
def security() -> str:
    """Where one is signed in, and the form for another password."""
    return _page()


@bp.post("/password")
@requires(Permission.HAVE_ACCOUNT)
@limiter.limit(
    limits.GUESSES_BY_ACCOUNT,
    key_func=limits.account_signed_in,
    deduct_when=lambda response: response.status_code == 422,
)
def change_password() -> Any:
    """Another password; every other sign-in ends. Both hashes are made before the transaction."""
    form = PasswordForm()
    if not form.validate():
        return _page(form), 422
    user_id, sign_in_id = signed_in_user().id, current_user.sign_in.id
    known = signed_in_user().password_hash
    db.session.rollback()
    if not passwords.fits(form.old.data or "", known or None):
        form.refuse(BadField("old", "wrong"))
        return _page(form), 422
    password_hash = passwords.hashed(form.new.data or "")
    begin_writing()
    try:
        changing.change_password(
            _locked(user_id),
            password_hash,
            verified=known,
            keep=db.session.get_one(SignIn, sign_in_id),
            by=acting_user(),
            at=clock.now(),
        )
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _page(form), 422
    db.session.commit()
    return redirect(url_for("accounts.security"), 303)


@bp.post("/sign-out")
@requires(Permission.HAVE_ACCOUNT)
def sign_out() -> Any:
    """End this sign-in."""
    if not EndForm().validate():
        return _page(), 422
    _end(current_user.sign_in.id)
    return _left()


@bp.post("/sign-ins/<id:sign_in_id>/end")
@requires(Permission.HAVE_ACCOUNT)
def end_sign_in(sign_in_id: int) -> Any:
    """End one of one's own sign-ins."""
    if not EndForm().validate():
        return _page(), 422
    if sign_ins.of_user(sign_in_id, signed_in_user()) is None:
        abort(404)
    was_this = sign_in_id == current_user.sign_in.id
    _end(sign_in_id)
    return _left() if was_this else redirect(url_for("accounts.security"), 303)


@bp.post("/sign-ins/end-others")
@requires(Permission.HAVE_ACCOUNT)
def end_other_sign_ins() -> Any:
    """End all of one's own sign-ins but this one."""
    if not EndForm().validate():
        return _page(), 422
    user_id, sign_in_id = signed_in_user().id, current_user.sign_in.id
    begin_writing()
    sign_ins.end_all(_locked(user_id), clock.now(), but=db.session.get_one(SignIn, sign_in_id))
    db.session.commit()
    return redirect(url_for("accounts.security"), 303)


def _locked(user_id: int) -> User:
    user = loading.locked(user_id)
    assert user is not None, "accounts are never deleted"
    return user


def _end(sign_in_id: int) -> None:
    begin_writing()
    sign_ins.end(db.session.get_one(SignIn, sign_in_id), clock.now())
    db.session.commit()


def _left() -> Any:
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


def _page(form: PasswordForm | None = None) -> str:
    mine = signed_in_user()
    current_id = current_user.sign_in.id
    rows = [Row(row, row.id == current_id, EndForm(formdata=None)) for row in sign_ins.current(mine, g.now)]
    return render_template(
        "accounts/security.html",
        account=account(mine),
        sign_ins=rows,
        password_form=form or PasswordForm(formdata=None),
        password_set_at=lists.password_set_at(mine),
        end_form=EndForm(formdata=None),
        failed=form is not None,
    )
