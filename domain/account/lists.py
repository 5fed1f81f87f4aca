"""What is read of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from domain.tallies import Tally, up_to_cap
from extensions import db
from models import Event, Executive, Invitation, Panel, RoleGrant, SignIn, SubjectKind, User

PAGE = 50
PANELS = 500
"""The most panels that a choice offers, those that opened last."""


@dataclass(frozen=True)
class Member:
    """One account in the list of staff: when it was last seen, and its last invitation."""

    user: User
    seen_at: datetime | None
    invitation: Invitation | None


@dataclass(frozen=True)
class Members:
    """A page of the list; ``next_after`` is the id of the last one where there are more."""

    rows: list[Member]
    next_after: int | None


def staff(*, words: str = "", after: int | None = None) -> Members:
    """Everybody who has an account, by name; of ``words`` those whose name or address has them.

    ``after`` is the id of the account that the page before ended with.
    """
    wanted = select(User).where(_matching(words))
    if after is not None:
        name = select(User.name).where(User.id == after).scalar_subquery()
        wanted = wanted.where(tuple_(User.name, User.id) > tuple_(name, after))
    users = db.session.scalars(
        wanted.options(*_with_grants()).order_by(User.name, User.id).limit(PAGE + 1)
    ).all()
    rows, more = users[:PAGE], len(users) > PAGE
    ids = [user.id for user in rows]
    seen, invited = _last_seen(ids), _invitations(ids)
    members = [Member(user, seen.get(user.id), invited.get(user.id)) for user in rows]
    return Members(members, rows[-1].id if more else None)


def count(words: str = "") -> Tally:
    """How many accounts there are, or match."""
    return up_to_cap(select(User.id).where(_matching(words)))


def member(user_id: int) -> User | None:
    """One account with its grants."""
    return db.session.scalar(select(User).where(User.id == user_id).options(*_with_grants()))


def panels() -> Sequence[Panel]:
    """The panels on which a role can be given, with their executives; those that opened last first."""
    return db.session.scalars(
        select(Panel)
        .options(selectinload(Panel.executives))
        .order_by(Panel.opens_at.desc(), Panel.id.desc())
        .limit(PANELS)
    ).all()


def password_set_at(user: User) -> datetime | None:
    """When ``user`` last chose a password; None where it was given to them."""
    return db.session.scalar(
        select(Event.at)
        .where(
            Event.subject_kind == SubjectKind.USER,
            Event.subject_id == user.id,
            Event.action.in_(("password", "join")),
        )
        .order_by(Event.seq.desc())
        .limit(1)
    )


def _matching(words: str) -> ColumnElement[bool]:
    return or_(User.name.icontains(words, autoescape=True), User.email.icontains(words, autoescape=True))


def _with_grants() -> tuple[ExecutableOption, ...]:
    grants = selectinload(User.grants)
    return (
        grants.joinedload(RoleGrant.panel),
        grants.joinedload(RoleGrant.executive).joinedload(Executive.panel),
        grants.joinedload(RoleGrant.granted_by),
    )


def _last_seen(ids: list[int]) -> dict[int, datetime]:
    rows = db.session.execute(
        select(SignIn.user_id, func.max(SignIn.last_seen_at))
        .where(SignIn.user_id.in_(ids))
        .group_by(SignIn.user_id)
    )
    return {user_id: seen_at for user_id, seen_at in rows}  # noqa: C416 - dict() asks a result for keys


def _invitations(ids: list[int]) -> dict[int, Invitation]:
    """The last invitation of each."""
    rows = db.session.scalars(
        select(Invitation)
        .where(Invitation.user_id.in_(ids))
        .options(joinedload(Invitation.invited_by))
        .order_by(Invitation.id)
    )
    return {invitation.user_id: invitation for invitation in rows}
