"""An account is disabled and enabled again; its sign-ins are ended. Each works on the next request."""

from __future__ import annotations

from datetime import datetime

from domain.account import sign_ins
from domain.account.loading import demand_another
from domain.permissions import Actor, Permission, demand_everywhere
from domain.record import events
from domain.refusals import Indispensable, NotAvailable
from extensions import db
from models import Event, SignIn, User


def disable(user: User, *, by: Actor, at: datetime) -> Event:
    """Let ``user``, who is locked among administrators, in no more: their sign-ins end, their roles stay.

    Raises:
        NotAllowed: the actor doesn't manage staff.
        NotAvailable: they are disabled already.
        Indispensable: it is the actor, or the last who administers all panels.
    """
    acting = demand_everywhere(by, Permission.MANAGE_STAFF)
    if user.disabled_at is not None:
        raise NotAvailable("disable")
    if acting.id == user.id:
        raise Indispensable("disable", own=True)
    demand_another(user, "disable")
    user.disabled_at = at
    ended = sign_ins.end_all(user, at)
    event = events.write(user, "disable", by=by, at=at, details={"sign_ins": ended})
    db.session.flush()
    return event


def enable(user: User, *, by: Actor, at: datetime) -> Event:
    """Let ``user`` sign in again. Raises NotAllowed, NotAvailable (they aren't disabled)."""
    demand_everywhere(by, Permission.MANAGE_STAFF)
    if user.disabled_at is None:
        raise NotAvailable("enable")
    user.disabled_at = None
    event = events.write(user, "enable", by=by, at=at)
    db.session.flush()
    return event


def end_sign_in(sign_in: SignIn, *, by: Actor, at: datetime) -> Event:
    """End one browser's sign-in of somebody else's. Raises NotAllowed."""
    demand_everywhere(by, Permission.MANAGE_STAFF)
    sign_ins.end(sign_in, at)
    event = events.write(sign_in.user, "end-sign-ins", by=by, at=at, details={"sign_ins": 1})
    db.session.flush()
    return event


def end_sign_ins(user: User, *, by: Actor, at: datetime) -> Event:
    """End every sign-in of ``user``, whose row is locked. Raises NotAllowed."""
    demand_everywhere(by, Permission.MANAGE_STAFF)
    ended = sign_ins.end_all(user, at)
    event = events.write(user, "end-sign-ins", by=by, at=at, details={"sign_ins": ended})
    db.session.flush()
    return event
