"""Signing in and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import abort, g, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, login_user, logout_user

from blueprints import limits
from blueprints.access import public, requires, signed_in_user
from blueprints.accounts import bp
from blueprints.accounts.current import SignedIn
from blueprints.accounts.forms import EndForm, SignInForm
from blueprints.staff import account, first_side
from domain.account import creating, passwords, sign_ins
from domain.permissions import Permission
from extensions import begin_writing, clock, db, limiter
from models import SignIn, User


@dataclass(frozen=True)
class Row:
    """One browser in which the person is signed in."""

    sign_in: SignIn
    current: bool
    form: EndForm


@bp.get("/sign-in")
@public
def sign_in() -> Any:
    """The form; who is signed in already goes where they belong."""
    if current_user.is_authenticated:
        return redirect(_own_address(request.args.get("next")) or first_side(signed_in_user()), 303)
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
    user = _verified(form.email.data or "", form.password.data or "")
    if user is None:
        form.password.errors = [gettext("E-mail and password don't fit each other. Check both.")]
        return render_template("accounts/sign_in.html", form=form, failed=True), 422
    _start(user.id)
    return redirect(_own_address(form.next.data) or first_side(signed_in_user()), 303)


@bp.post("/sign-out")
@requires(Permission.HAVE_ACCOUNT)
def sign_out() -> Any:
    """End this sign-in."""
    if not EndForm().validate():
        return _security(), 422
    _end(current_user.sign_in.id)
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


@bp.get("/security")
@requires(Permission.HAVE_ACCOUNT)
def security() -> str:
    """Where one is signed in."""
    return _security()


@bp.post("/sign-ins/<id:sign_in_id>/end")
@requires(Permission.HAVE_ACCOUNT)
def end_sign_in(sign_in_id: int) -> Any:
    """End one of one's own sign-ins."""
    if not EndForm().validate():
        return _security(), 422
    if sign_ins.of_user(sign_in_id, signed_in_user()) is None:
        abort(404)
    was_this = sign_in_id == current_user.sign_in.id
    _end(sign_in_id)
    if was_this:
        logout_user()
        session.clear()
        return redirect(url_for("accounts.sign_in"), 303)
    return redirect(url_for("accounts.security"), 303)


def _verified(email: str, password: str) -> User | None:
    user = creating.find(email[:254])
    known = user.password_hash if user and user.disabled_at is None else None
    db.session.rollback()
    return user if passwords.fits(password, known) else None


def _start(user_id: int) -> None:
    begin_writing()
    user = db.session.get_one(User, user_id)
    token = sign_ins.begin(user, user_agent=request.user_agent.string, at=clock.now())
    db.session.commit()
    found = sign_ins.find(token, clock.now())
    assert found is not None
    session.clear()
    login_user(SignedIn(found, token))


def _end(sign_in_id: int) -> None:
    begin_writing()
    sign_ins.end(db.session.get_one(SignIn, sign_in_id), clock.now())
    db.session.commit()


def _security() -> str:
    mine = signed_in_user()
    current_id = current_user.sign_in.id
    rows = [Row(row, row.id == current_id, EndForm(formdata=None)) for row in sign_ins.current(mine, g.now)]
    return render_template("accounts/security.html", account=account(mine), sign_ins=rows)


def _own_address(target: str | None) -> str | None:
    """``target`` where it is a path on this site, else None."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    unsafe = parts.scheme or parts.netloc or any(ord(c) < 33 for c in target) or "\\" in target
    return None if unsafe else target
