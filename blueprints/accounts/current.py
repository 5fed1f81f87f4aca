"""Flask-Login's current user: a sign-in, loaded from its row on every request."""

from __future__ import annotations

from datetime import datetime

from flask import request, session
from flask_login import UserMixin, login_user

from domain.account import sign_ins
from extensions import begin_writing, clock, db, login_manager
from models import SignIn


class SignedIn(UserMixin):
    """A sign-in and the user behind it."""

    def __init__(self, sign_in: SignIn, token: str) -> None:
        self.sign_in = sign_in
        self.user = sign_in.user
        self.token = token

    def get_id(self) -> str:
        """What the session cookie carries."""
        return self.token


@login_manager.user_loader
def load(token: str) -> SignedIn | None:
    """The signed-in user of a cookie's token; None once the sign-in has ended or lapsed."""
    now = clock.now()
    sign_in = sign_ins.find(token, now)
    if sign_in is None:
        return None
    if request.method == "GET" and sign_ins.unseen(sign_in, now):
        sign_in = _see(token, now)
    return SignedIn(sign_in, token) if sign_in else None


def _see(token: str, now: datetime) -> SignIn | None:
    """Note that the sign-in is used, in a transaction of its own that says that it writes.

    One that began by reading would fail at once on SQLite where another wrote meanwhile.
    """
    begin_writing()
    sign_in = sign_ins.find(token, now)
    if sign_in is not None:
        sign_ins.see(sign_in, now)
    db.session.commit()
    return sign_ins.find(token, now)


def enter(token: str) -> None:
    """Let this browser in with the sign-in of ``token``, which was just committed."""
    signed_in = load(token)
    assert signed_in is not None
    session.clear()
    login_user(signed_in)
