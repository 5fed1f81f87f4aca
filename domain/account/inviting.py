"""Inviting by link: whoever holds it chooses the name and password of the account made for them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain import links
from domain.account import creating
from domain.account.creating import Grant
from domain.links import Kind
from domain.permissions import Actor, Permission, demand_everywhere
from domain.question import fields
from domain.record import events
from domain.refusals import NotAvailable
from extensions import db
from models import ActorKind, Event, Invitation, User

LASTS = timedelta(days=7)


def invite(*, email: str, grant: Grant, by: Actor, at: datetime) -> Invitation:
    """Make an account that nobody can sign in to yet, with its first role, and its invitation.

    Raises:
        NotAllowed: the actor doesn't manage staff.
        BadField: the address or the role can't be used.
        Exists: the address has an account.
    """
    demand_everywhere(by, Permission.MANAGE_STAFF)
    user = creating.insert(email=email, name="", password_hash="", grants=[grant], by=by, at=at)
    invitation = _made(user, by=by, at=at)
    events.write(user, "invite", by=by, at=at, details=creating.details(user.grants[0]))
    db.session.flush()
    return invitation


def renew(user: User, *, by: Actor, at: datetime) -> Invitation:
    """A new link for ``user``, whose row is locked: the earlier one ends, seven days begin anew.

    Raises: NotAllowed, NotAvailable (they have come already, or are disabled).
    """
    demand_everywhere(by, Permission.MANAGE_STAFF)
    if user.password_hash or user.disabled_at is not None:
        raise NotAvailable("invite-again")
    invitation = newest(user)
    if invitation is None or invitation.ended_at is not None:
        invitation = _made(user, by=by, at=at)
    else:
        invitation.generation += 1
        invitation.expires_at = at + LASTS
    events.write(user, "invite-again", by=by, at=at)
    db.session.flush()
    return invitation


def take_back(user: User, *, by: Actor, at: datetime) -> Event:
    """End the link of ``user``, whose row is locked. Raises NotAllowed, NotAvailable (there is none)."""
    demand_everywhere(by, Permission.MANAGE_STAFF)
    invitation = newest(user)
    if invitation is None or invitation.accepted_at is not None or invitation.ended_at is not None:
        raise NotAvailable("take-back-invitation")
    invitation.ended_at = at
    event = events.write(user, "take-back-invitation", by=by, at=at)
    db.session.flush()
    return event


def accept(invitation: Invitation, *, name: str, password_hash: str, seal: bytes, at: datetime) -> User:
    """Whoever was invited comes: their name and password are kept, and the link is used up.

    The row of the user is locked. ``seal`` is the audit key: nobody is signed in yet.

    Raises:
        NotAvailable: the link was used, taken back or has run out.
        BadField: there is no name, or it is too long.
    """
    user = invitation.user
    if not usable(invitation, at):
        raise NotAvailable("join")
    user.name = chosen_name(name)
    user.password_hash = password_hash
    invitation.accepted_at = at
    events.write(user, "join", by=Actor(ActorKind.USER, seal, user), at=at)
    db.session.flush()
    return user


def chosen_name(value: str) -> str:
    """A name as colleagues will read it. Raises BadField."""
    return fields.line("name", value, fields.NAME_LONGEST)


def newest(user: User) -> Invitation | None:
    """The last invitation of ``user``, however it ended."""
    return db.session.scalar(
        select(Invitation).where(Invitation.user_id == user.id).order_by(Invitation.id.desc()).limit(1)
    )


def usable(invitation: Invitation, at: datetime) -> bool:
    """Whether the link still opens the way in."""
    user = invitation.user
    ended = invitation.accepted_at is not None or invitation.ended_at is not None
    return not ended and invitation.expires_at > at and not user.password_hash and user.disabled_at is None


def token(invitation: Invitation, link_key: bytes) -> str:
    """What the link carries; it is stored nowhere and can be shown again."""
    return links.token(Kind.INVITATION, invitation.selector, invitation.generation, link_key)


def find(token: str, link_key: bytes, at: datetime) -> Invitation | None:
    """The invitation that ``token`` opens; None once it was used, taken back or has run out."""
    selector = links.selector_of(token)
    if selector is None:
        return None
    found = db.session.scalar(
        select(Invitation).where(Invitation.selector == selector).options(joinedload(Invitation.user))
    )
    if found is None or not usable(found, at):
        return None
    opens = links.opens(token, Kind.INVITATION, found.selector, found.generation, link_key)
    return found if opens else None


def _made(user: User, *, by: Actor, at: datetime) -> Invitation:
    invitation = Invitation(
        user=user,
        selector=links.new_selector(),
        invited_by=by.user,
        generation=1,
        created_at=at,
        expires_at=at + LASTS,
    )
    db.session.add(invitation)
    return invitation
