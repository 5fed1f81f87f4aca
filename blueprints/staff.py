"""The signed-in person, as layouts show them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, url_for

from blueprints.access import signed_in_user
from blueprints.phrases import initials
from domain.account import keys
from domain.account.keys import Keys
from domain.desk.figures import own
from domain.panel import hours
from domain.permissions import Permission, may_somewhere
from domain.tallies import Tally
from models import Panel, User

ANSWERING = (Permission.ANSWER_FOR_OWN, Permission.SIGN_OFF)


@dataclass(frozen=True)
class Account:
    """Who is signed in and which sides they may see."""

    name: str
    email: str
    initials: str
    may_desk: bool
    may_answers: bool
    may_reasons: bool
    may_panels: bool
    may_staff: bool
    may_pages: bool
    keys: Keys

    @property
    def may_manage(self) -> bool:
        """Whether any part of managing is theirs to see."""
        return self.may_panels or self.may_staff or self.may_pages

    def decided_today(self, panel: Panel | None) -> Tally | None:
        """How many decisions the signed-in person took today, by the panel's clocks; None: they take none."""
        user = signed_in_user()
        if panel is None or not may_somewhere(user, Permission.DECIDE):
            return None
        return own.decided(user, hours.midnight(g.now, panel))


def account(user: User | None = None) -> Account:
    """The signed-in person."""
    user = user or signed_in_user()
    return Account(
        name=user.name,
        email=user.email,
        initials=initials(user.name),
        may_desk=may_somewhere(user, Permission.READ_DESK),
        may_answers=any(may_somewhere(user, permission) for permission in ANSWERING),
        may_reasons=may_somewhere(user, Permission.READ_REASONS),
        may_panels=may_somewhere(user, Permission.READ_PANELS),
        may_staff=may_somewhere(user, Permission.READ_STAFF),
        may_pages=may_somewhere(user, Permission.READ_PAGES),
        keys=keys.of(user),
    )


def first_side(user: User | None = None, *, managing: bool = False) -> str:
    """Where signing in leads: the first side that the user may see; with ``managing`` of that alone."""
    mine = account(user)
    sides = [
        (mine.may_desk and not managing, "moderating.queue"),
        (mine.may_answers and not managing, "answering.slots"),
        (mine.may_panels, "managing.panels_list"),
        (mine.may_staff, "managing.staff_list"),
        (mine.may_pages, "managing.pages_list"),
        (mine.may_reasons, "moderating.reasons"),
    ]
    endpoint = next((endpoint for may, endpoint in sides if may), "accounts.security")
    return url_for(endpoint)
