"""Fetching a user in order to change them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select

from domain.refusals import Indispensable
from extensions import db
from models import Role, RoleGrant, User


def locked(user_id: int) -> User | None:
    """The user with their row locked until the transaction ends, read afresh; None: no such."""
    return _locked(User.id == user_id, user_id)


def locked_among_administrators(user_id: int) -> User | None:
    """The user as of ``locked``, and the rows of all who administer all panels locked with theirs.

    In one order, so that of two administrators who take the role from each other the second waits,
    and then finds the first gone.
    """
    administrators = select(RoleGrant.user_id).where(_everywhere())
    return _locked(or_(User.id == user_id, User.id.in_(administrators)), user_id)


def demand_another(user: User, action: str) -> None:
    """Refuse ``action`` where nobody but ``user`` administers all panels; all who do are locked.

    Raises:
        Indispensable: ``user`` is the last one.
    """
    standing = db.session.scalars(
        select(RoleGrant.user_id)
        .join(User, RoleGrant.user_id == User.id)
        .where(_everywhere(), User.disabled_at.is_(None), User.password_hash != "")
    ).all()
    if set(standing) == {user.id}:
        raise Indispensable(action)


def _locked(wanted: ColumnElement[bool], user_id: int) -> User | None:
    rows = db.session.scalars(
        select(User)
        .where(wanted)
        .order_by(User.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    return next((user for user in rows if user.id == user_id), None)


def _everywhere() -> ColumnElement[bool]:
    return and_(RoleGrant.role == Role.ADMINISTRATOR, RoleGrant.panel_id.is_(None))
