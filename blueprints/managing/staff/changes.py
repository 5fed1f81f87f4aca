"""What is changed of an account: its roles, its sign-ins, whether it is disabled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext

from blueprints.access import acting_user, requires
from blueprints.managing import bp
from blueprints.managing.staff import shown
from blueprints.managing.staff.forms import GrantForm, PressForm
from blueprints.managing.staff.views import found
from domain.account import disabling, granting, inviting, loading, sign_ins
from domain.permissions import Permission
from domain.refusals import BadField, Indispensable, NotAvailable
from extensions import begin_writing, clock, db
from models import RoleGrant, User


@bp.post("/staff/<id:user_id>/grant")
@requires(Permission.MANAGE_STAFF)
def grant(user_id: int) -> Any:
    """Give a role."""
    form = GrantForm()
    user = found(user_id)
    if not form.validate():
        return _page(user, form), 422
    begin_writing()
    try:
        granting.grant(locked(user_id), form.grant(), by=acting_user(), at=clock.now())
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _page(found(user_id), form), 422
    db.session.commit()
    return _back(user_id)


@bp.post("/staff/<id:user_id>/grants/<id:grant_id>/revoke")
@requires(Permission.MANAGE_STAFF)
def revoke(user_id: int, grant_id: int) -> Any:
    """Take a role; it works on their next request."""

    def take(user: User) -> None:
        taken = db.session.get(RoleGrant, grant_id)
        if taken is None or taken.user_id != user.id:
            abort(404)
        granting.revoke(taken, by=acting_user(), at=clock.now())

    return pressed(user_id, take)


@bp.post("/staff/<id:user_id>/sign-ins/<id:sign_in_id>/end")
@requires(Permission.MANAGE_STAFF)
def end_sign_in(user_id: int, sign_in_id: int) -> Any:
    """End one of their sign-ins."""

    def end(user: User) -> None:
        sign_in = sign_ins.of_user(sign_in_id, user)
        if sign_in is None:
            abort(404)
        disabling.end_sign_in(sign_in, by=acting_user(), at=clock.now())

    return pressed(user_id, end)


@bp.post("/staff/<id:user_id>/sign-ins/end")
@requires(Permission.MANAGE_STAFF)
def end_sign_ins(user_id: int) -> Any:
    """End all of their sign-ins."""
    return pressed(user_id, lambda user: disabling.end_sign_ins(user, by=acting_user(), at=clock.now()))


@bp.post("/staff/<id:user_id>/disable")
@requires(Permission.MANAGE_STAFF)
def disable(user_id: int) -> Any:
    """Let them in no more."""
    return pressed(user_id, lambda user: disabling.disable(user, by=acting_user(), at=clock.now()))


@bp.post("/staff/<id:user_id>/enable")
@requires(Permission.MANAGE_STAFF)
def enable(user_id: int) -> Any:
    """Let them sign in again."""
    return pressed(user_id, lambda user: disabling.enable(user, by=acting_user(), at=clock.now()))


@bp.post("/staff/<id:user_id>/invitation/renew")
@requires(Permission.MANAGE_STAFF)
def renew_invitation(user_id: int) -> Any:
    """A new link for who has not come yet; the earlier one ends."""
    return pressed(user_id, lambda user: inviting.renew(user, by=acting_user(), at=clock.now()))


@bp.post("/staff/<id:user_id>/invitation/take-back")
@requires(Permission.MANAGE_STAFF)
def take_back_invitation(user_id: int) -> Any:
    """End the link of who has not come yet."""
    return pressed(user_id, lambda user: inviting.take_back(user, by=acting_user(), at=clock.now()))


def pressed(user_id: int, verb: Callable[[User], object]) -> Any:
    """Do what needs no more than a press, on the account as it is now."""
    user = found(user_id)
    if not PressForm().validate():
        return _page(user, problem=gettext("This form was open for too long. Send it again.")), 422
    begin_writing()
    try:
        verb(locked(user_id))
    except Indispensable as refusal:
        db.session.rollback()
        return _page(found(user_id), problem=shown.sentence(refusal.action, own=refusal.own)), 409
    except NotAvailable:
        db.session.rollback()
        gone = gettext(
            "This is no longer possible: the account has changed meanwhile. It stands below as it is."
        )
        return _page(found(user_id), problem=gone), 409
    db.session.commit()
    return _back(user_id)


def locked(user_id: int) -> User:
    """The account, locked among administrators, else a 404."""
    user = loading.locked_among_administrators(user_id)
    if user is None:
        abort(404)
    return user


def _page(user: User, form: GrantForm | None = None, *, problem: str | None = None) -> str:
    page = shown.person(user, form=form, problem=problem, failed=form is not None)
    return render_template("managing/staff/member.html", **page)


def _back(user_id: int) -> Any:
    return redirect(url_for("managing.member", user_id=user_id), 303)
