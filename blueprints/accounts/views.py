"""Signing in."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request
from flask_babel import gettext
from flask_login import current_user

from blueprints import limits
from blueprints.access import public, signed_in_user
from blueprints.accounts import bp
from blueprints.accounts.current import enter
from blueprints.accounts.forms import SignInForm
from blueprints.returning import own_address
from blueprints.staff import first_side
from domain.account import creating, loading, passwords, sign_ins
from extensions import begin_writing, clock, db, limiter


@bp.get("/sign-in")
@public
def sign_in() -> Any:
    """The form; who is signed in already goes where they belong."""
    if current_user.is_authenticated:
        return redirect(own_address(request.args.get("next")) or first_side(signed_in_user()), 303)
    form = SignInForm(formdata=None)
    form.next.data = request.args.get("next", "")
    return render_template("accounts/sign_in.html", form=form, failed=False)


@bp.post("/sign-in")
@public
@limiter.limit(limits.GUESSES_BY_ADDRESS, deduct_when=lambda response: response.status_code == 422)
@limiter.limit(
    limits.GUESSES_BY_ACCOUNT,
    key_func=limits.account_named,
    deduct_when=lambda response: response.status_code == 422,
)
def begin() -> Any:
    """Sign in. The hash is verified before the writing transaction begins."""
    form = SignInForm()
    if not form.validate():
        return render_template("accounts/sign_in.html", form=form, failed=True), 422
    verified = _verified(form.email.data or "", form.password.data or "")
    token = _start(*verified) if verified else None
    if token is None:
        form.password.errors = [gettext("E-mail and password don't fit each other. Check both.")]
        return render_template("accounts/sign_in.html", form=form, failed=True), 422
    enter(token)
    return redirect(own_address(form.next.data) or first_side(signed_in_user()), 303)


def _verified(email: str, password: str) -> tuple[int, str] | None:
    """The user's id and the hash that the password fits; None where it fits none."""
    user = creating.find(email[:254])
    user_id = user.id if user else 0
    known = (user.password_hash or None) if user and user.disabled_at is None else None
    db.session.rollback()
    return (user_id, known) if passwords.fits(password, known) and known else None


def _start(user_id: int, verified: str) -> str | None:
    """The token of a new sign-in; None where the password or the account changed since it was verified."""
    begin_writing()
    known = loading.locked(user_id)
    if known is None or known.password_hash != verified or known.disabled_at is not None:
        db.session.rollback()
        return None
    token = sign_ins.begin(known, user_agent=request.user_agent.string, at=clock.now())
    db.session.commit()
    return token
