"""The signed-in person, as layouts show them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from blueprints.access import signed_in_user
from blueprints.phrases import initials
from domain.permissions import Permission, may_somewhere
from models import User

ANSWERING = (Permission.ANSWER_FOR_OWN, Permission.SIGN_OFF)


@dataclass(frozen=True)
class Account:
    """Who is signed in and which sides they may see."""

    name: str
    email: str
    initials: str
    may_desk: bool
    may_answers: bool


def account(user: User | None = None) -> Account:
    """The signed-in person."""
    user = user or signed_in_user()
    return Account(
        name=user.name,
        email=user.email,
        initials=initials(user.name),
        may_desk=may_somewhere(user, Permission.READ_DESK),
        may_answers=any(may_somewhere(user, permission) for permission in ANSWERING),
    )


def first_side(user: User) -> str:
    """Where signing in leads: the first side that the user may see."""
    mine = account(user)
    if mine.may_desk:
        return url_for("moderating.queue")
    if mine.may_answers:
        return url_for("answering.slots")
    return url_for("accounts.security")
