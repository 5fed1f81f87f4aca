"""Making accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.permissions import Actor
from domain.question import fields
from domain.record import events
from domain.refusals import BadField, Exists
from extensions import db
from models import Executive, Panel, Role, RoleGrant, User


@dataclass(frozen=True)
class Grant:
    """A role to be given: on one panel or all, for the delegate of one executive."""

    role: Role
    panel: Panel | None = None
    executive: Executive | None = None


def create(
    *, email: str, name: str, password_hash: str, grants: Iterable[Grant], by: Actor, at: datetime
) -> User:
    """Make an account with these roles.

    Raises:
        BadField: the address can't be used; an executive's role names no executive.
        Exists: the address has an account.
    """
    user = insert(email=email, name=name, password_hash=password_hash, grants=grants, by=by, at=at)
    given = [details(grant) for grant in user.grants]
    events.write(user, "create", by=by, at=at, details={"grants": given})
    return user


def insert(
    *, email: str, name: str, password_hash: str, grants: Iterable[Grant], by: Actor, at: datetime
) -> User:
    """The row of a new account with its grants, before its event. Raises BadField, Exists."""
    address = fields.email(email)
    if address is None:
        raise BadField("email", "missing")
    address = address.casefold()
    if find(address) is not None:
        raise Exists("email", address)
    user = User(email=address, name=name, password_hash=password_hash, created_at=at)
    user.grants = [row(grant, by=by, at=at) for grant in grants]
    db.session.add(user)
    db.session.flush()
    return user


def find(email: str) -> User | None:
    """The user with this address, in whatever case it was typed."""
    return db.session.scalar(select(User).where(User.email == email.strip().casefold()))


def row(grant: Grant, *, by: Actor, at: datetime) -> RoleGrant:
    """The row of ``grant``; a delegate holds the role on their executive's panel. Raises BadField."""
    if (grant.role is Role.EXECUTIVE) != (grant.executive is not None):
        raise BadField("delegate_of", "missing" if grant.executive is None else "not-an-executive")
    panel = grant.executive.panel if grant.executive else grant.panel
    return RoleGrant(
        role=grant.role, panel=panel, executive=grant.executive, granted_at=at, granted_by=by.user
    )


def details(grant: RoleGrant) -> dict[str, Any]:
    """What the record keeps of a grant: numbers and no names."""
    return {"role": grant.role.value, "panel": grant.panel_id, "executive": grant.executive_id}
