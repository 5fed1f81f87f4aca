"""What people change of their own account."""

from __future__ import annotations

from datetime import datetime

from domain.account import sign_ins
from domain.permissions import Actor
from domain.record import events
from domain.refusals import BadField
from extensions import db
from models import Event, SignIn, User


def change_password(
    user: User, password_hash: str, *, verified: str, keep: SignIn, by: Actor, at: datetime
) -> Event:
    """Give ``user``, whose row is locked, another password; every sign-in but ``keep`` ends.

    ``verified`` is the hash that the old password was found to fit, before this transaction.

    Raises:
        BadField: the password was changed meanwhile.
    """
    if user.password_hash != verified:
        raise BadField("old", "wrong")
    user.password_hash = password_hash
    ended = sign_ins.end_all(user, at, but=keep)
    event = events.write(user, "password", by=by, at=at, details={"sign_ins": ended})
    db.session.flush()
    return event
