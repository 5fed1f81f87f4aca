"""Roles are given and taken, and somebody always remains who can."""

from __future__ import annotations

import pytest

from domain.account import granting
from domain.account.creating import Grant
from domain.permissions import Actor, Permission, may, may_somewhere
from domain.refusals import BadField, Indispensable, NotAllowed
from extensions import clock, db
from models import Role, User
from tests.domain.account.people import administrator, happened, locked
from tests.made import Made


@pytest.fixture
def by(made: Made) -> Actor:
    """An administrator."""
    return administrator(made)


def grant(user: User, given: Grant, by: Actor) -> None:
    granting.grant(locked(user), given, by=by, at=clock.now())
    db.session.commit()


def revoke(user: User, role: Role, by: Actor) -> None:
    taken = next(held for held in locked(user).grants if held.role is role)
    granting.revoke(taken, by=by, at=clock.now())
    db.session.commit()


def test_a_role_is_given_on_one_panel_and_the_record_says_who_gave_it(made: Made, by: Actor) -> None:
    here, elsewhere = made.panel(), made.panel("elsewhere")
    user = made.user()
    grant(user, Grant(Role.MODERATOR, panel=here), by)
    assert may(user, Permission.DECIDE, here.id)
    assert not may(user, Permission.DECIDE, elsewhere.id)
    held = user.grants[0]
    assert held.granted_by == by.user
    assert held.granted_at is not None
    assert happened(user)[-1] == ("grant", {"role": "moderator", "panel": here.id, "executive": None})


def test_a_role_that_is_taken_is_gone(made: Made, by: Actor) -> None:
    user = made.moderator()
    revoke(user, Role.MODERATOR, by)
    assert not may_somewhere(user, Permission.READ_DESK)
    assert happened(user)[-1] == ("revoke", {"role": "moderator", "panel": None, "executive": None})


def test_the_very_same_role_is_not_given_twice(made: Made, by: Actor) -> None:
    here = made.panel()
    executive = here.executives[0]
    user = made.moderator(here)
    with pytest.raises(BadField) as refused:
        grant(user, Grant(Role.MODERATOR, panel=here), by)
    assert refused.value == BadField("role", "granted-already")
    db.session.rollback()
    grant(user, Grant(Role.MODERATOR), by)
    grant(user, Grant(Role.EXECUTIVE, executive=executive), by)
    with pytest.raises(BadField):
        grant(user, Grant(Role.EXECUTIVE, executive=executive), by)


def test_an_executives_role_names_one(made: Made, by: Actor) -> None:
    here = made.panel()
    with pytest.raises(BadField) as missing:
        grant(made.user(), Grant(Role.EXECUTIVE, panel=here), by)
    assert missing.value == BadField("delegate_of", "missing")


def test_nobody_takes_their_own_last_role_of_an_administrator(made: Made, by: Actor) -> None:
    administrator(made)
    assert by.user is not None
    with pytest.raises(Indispensable) as refused:
        revoke(by.user, Role.ADMINISTRATOR, by)
    assert refused.value == Indispensable("revoke", own=True)


def test_the_last_administrator_of_all_panels_keeps_the_role(made: Made, by: Actor) -> None:
    here = made.panel()
    assert by.user is not None
    grant(by.user, Grant(Role.ADMINISTRATOR, panel=here), by)
    everywhere = next(held for held in locked(by.user).grants if held.panel_id is None)
    with pytest.raises(Indispensable) as refused:
        granting.revoke(everywhere, by=by, at=clock.now())
    assert refused.value == Indispensable("revoke")
    db.session.rollback()
    administrator(made)
    granting.revoke(
        next(held for held in locked(by.user).grants if held.panel_id is None), by=by, at=clock.now()
    )


def test_somebody_disabled_or_not_yet_here_is_no_administrator_to_rely_on(made: Made, by: Actor) -> None:
    disabled, invited = made.user(Role.ADMINISTRATOR), made.user(Role.ADMINISTRATOR)
    disabled.disabled_at, invited.password_hash = clock.now(), ""
    db.session.commit()
    helper = made.by(made.user(Role.ADMINISTRATOR, panel=None))
    assert by.user is not None
    assert helper.user is not None
    revoke(by.user, Role.ADMINISTRATOR, helper)
    grant(helper.user, Grant(Role.ADMINISTRATOR, panel=made.panel()), helper)
    everywhere = next(held for held in locked(helper.user).grants if held.panel_id is None)
    with pytest.raises(Indispensable) as refused:
        granting.revoke(everywhere, by=helper, at=clock.now())
    assert refused.value == Indispensable("revoke")


def test_only_who_manages_staff_gives_and_takes(made: Made, by: Actor) -> None:
    here = made.panel()
    subject = made.moderator()
    for user in (made.moderator(), made.user(Role.AUDITOR), made.user(Role.ADMINISTRATOR, panel=here)):
        with pytest.raises(NotAllowed):
            grant(subject, Grant(Role.AUDITOR), made.by(user))
        with pytest.raises(NotAllowed):
            revoke(subject, Role.MODERATOR, made.by(user))
