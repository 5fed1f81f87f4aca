"""Roles are given and taken."""

from __future__ import annotations

from datetime import datetime

from domain.account import creating
from domain.account.creating import Grant
from domain.account.loading import demand_another
from domain.permissions import Actor, Permission, demand_everywhere
from domain.record import events
from domain.refusals import BadField, Indispensable
from extensions import db
from models import Event, Role, RoleGrant, User


def grant(user: User, given: Grant, *, by: Actor, at: datetime) -> RoleGrant:
    """Give ``user``, whose row is locked, a role.

    Raises:
        NotAllowed: the actor doesn't manage staff.
        BadField: an executive's role names no executive, or they hold this very role.
    """
    demand_everywhere(by, Permission.MANAGE_STAFF)
    made = creating.row(given, by=by, at=at)
    panel_id = made.panel.id if made.panel else None
    executive_id = made.executive.id if made.executive else None
    for known in user.grants:
        if (known.role, known.panel_id, known.executive_id) == (made.role, panel_id, executive_id):
            raise BadField("role", "granted-already")
    user.grants.append(made)
    db.session.flush()
    events.write(user, "grant", by=by, at=at, details=creating.details(made))
    return made


def revoke(taken: RoleGrant, *, by: Actor, at: datetime) -> Event:
    """Take a role from its user, who is locked among administrators; it works on their next request.

    Raises:
        NotAllowed: the actor doesn't manage staff.
        Indispensable: it is the actor's own last role of an administrator, or the last one of anybody
            that holds on all panels.
    """
    demand_everywhere(by, Permission.MANAGE_STAFF)
    user = taken.user
    if taken.role is Role.ADMINISTRATOR:
        others = [g for g in user.grants if g.role is Role.ADMINISTRATOR and g is not taken]
        if by.user is not None and by.user.id == user.id and not others:
            raise Indispensable("revoke", own=True)
        if taken.panel_id is None:
            demand_another(user, "revoke")
    details = creating.details(taken)
    db.session.delete(taken)
    event = events.write(user, "revoke", by=by, at=at, details=details)
    db.session.flush()
    db.session.expire(user, ["grants"])
    return event
