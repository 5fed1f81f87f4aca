"""Sign-ins: rows, so that ending one works on the very next request."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from extensions import db
from models import SignIn, User

LASTS = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=1)


def begin(user: User, *, user_agent: str, at: datetime) -> str:
    """Sign ``user`` in on one browser; the token that its cookie carries, kept only as a digest."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(
            user=user,
            token_digest=_digest(token),
            user_agent=user_agent[:300],
            created_at=at,
            last_seen_at=at,
            expires_at=at + LASTS,
        )
    )
    return token


def find(token: str, at: datetime) -> SignIn | None:
    """The sign-in of ``token`` while it lasts and its user isn't disabled, with user and grants."""
    sign_in = db.session.scalar(
        select(SignIn)
        .where(SignIn.token_digest == _digest(token))
        .options(joinedload(SignIn.user).selectinload(User.grants))
    )
    if sign_in is None or sign_in.ended_at is not None or sign_in.expires_at <= at:
        return None
    return None if sign_in.user.disabled_at is not None else sign_in


def current(user: User, at: datetime) -> list[SignIn]:
    """Where ``user`` is signed in, the newest first."""
    return list(
        db.session.scalars(
            select(SignIn)
            .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None), SignIn.expires_at > at)
            .order_by(SignIn.id.desc())
        )
    )


def unseen(sign_in: SignIn, at: datetime) -> bool:
    """Whether it is a minute or more since the sign-in was last noted as used."""
    return at - sign_in.last_seen_at >= SEEN_EVERY


def see(sign_in: SignIn, at: datetime) -> bool:
    """Note that the sign-in was used, at most once a minute; whether there is something to commit."""
    if not unseen(sign_in, at):
        return False
    sign_in.last_seen_at = at
    return True


def end(sign_in: SignIn, at: datetime) -> None:
    """End the sign-in: its cookie is worth nothing from now on."""
    if sign_in.ended_at is None:
        sign_in.ended_at = at


def end_all(user: User, at: datetime, *, but: SignIn | None = None) -> int:
    """End every sign-in of ``user``, but for one; how many that were."""
    standing = [row for row in current(user, at) if but is None or row.id != but.id]
    db.session.execute(
        update(SignIn)
        .where(SignIn.id.in_([row.id for row in standing]), SignIn.ended_at.is_(None))
        .values(ended_at=at)
    )
    return len(standing)


def of_user(sign_in_id: int, user: User) -> SignIn | None:
    """The user's own sign-in with this id, or None."""
    found = db.session.get(SignIn, sign_in_id)
    return found if found is not None and found.user_id == user.id else None


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
