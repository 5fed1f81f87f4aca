"""Inviting by link: who holds it comes in once, within seven days, while nobody took it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from domain.account import disabling, inviting
from domain.account.creating import Grant
from domain.asker import passports
from domain.permissions import Actor
from domain.refusals import BadField, Exists, NotAllowed, NotAvailable
from extensions import clock, db
from models import Invitation, Role
from tests.domain.account.people import administrator, happened, invited, locked
from tests.made import Made


@pytest.fixture
def by(made: Made) -> Actor:
    """An administrator."""
    return administrator(made)


def opens(made: Made, token: str) -> bool:
    return inviting.find(token, made.link_key, clock.now()) is not None


def accept(made: Made, invitation: Invitation, name: str = "Nora New") -> None:
    inviting.accept(invitation, name=name, password_hash="a hash", seal=made.seal, at=clock.now())


def test_an_invited_account_has_its_role_and_no_password_that_fits(made: Made, by: Actor) -> None:
    invitation = invited(made, by)
    user = invitation.user
    assert (user.email, user.name, user.password_hash) == ("new@floor.example", "", "")
    assert [(grant.role, grant.granted_by, grant.granted_at) for grant in user.grants] == [
        (Role.MODERATOR, by.user, invitation.created_at)
    ]
    assert happened(user) == [("invite", {"role": "moderator", "panel": None, "executive": None})]


def test_the_link_opens_for_seven_days(made: Made, by: Actor) -> None:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False) as traveller:
        token = inviting.token(invited(made, by), made.link_key)
        traveller.shift(timedelta(days=7) - timedelta(seconds=1))
        assert opens(made, token)
        traveller.shift(timedelta(seconds=1))
        assert not opens(made, token)


def test_whoever_comes_has_a_name_and_a_password_and_the_link_is_used_up(made: Made, by: Actor) -> None:
    invitation = invited(made, by)
    token = inviting.token(invitation, made.link_key)
    accept(made, invitation, "  Nora   New ")
    assert (invitation.user.name, invitation.user.password_hash) == ("Nora New", "a hash")
    assert happened(invitation.user)[-1] == ("join", {})
    assert not opens(made, token)
    with pytest.raises(NotAvailable):
        accept(made, invitation, "Somebody else")


@pytest.mark.parametrize(
    ("name", "code"), [("", "missing"), ("x" * 81, "too-long"), ("a\0b", "unusable-characters")]
)
def test_a_name_is_needed_that_can_be_kept(made: Made, by: Actor, name: str, code: str) -> None:
    invitation = invited(made, by)
    with pytest.raises(BadField) as refused:
        accept(made, invitation, name)
    assert (refused.value.field, refused.value.code) == ("name", code)


def test_a_link_taken_back_opens_nothing_and_can_be_made_anew(made: Made, by: Actor) -> None:
    invitation = invited(made, by)
    user, old = invitation.user, inviting.token(invitation, made.link_key)
    inviting.take_back(locked(user), by=by, at=clock.now())
    assert not opens(made, old)
    with pytest.raises(NotAvailable):
        inviting.take_back(locked(user), by=by, at=clock.now())
    new = inviting.renew(locked(user), by=by, at=clock.now())
    assert not opens(made, old)
    assert opens(made, inviting.token(new, made.link_key))
    assert [action for action, _ in happened(user)] == ["invite", "take-back-invitation", "invite-again"]


def test_a_new_link_ends_the_one_before_it(made: Made, by: Actor) -> None:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False) as traveller:
        invitation = invited(made, by)
        old = inviting.token(invitation, made.link_key)
        traveller.shift(timedelta(days=8))
        new = inviting.renew(locked(invitation.user), by=by, at=clock.now())
        assert new == invitation
        assert not opens(made, old)
        assert opens(made, inviting.token(new, made.link_key))


def test_nobody_is_invited_who_has_come_or_is_disabled(made: Made, by: Actor) -> None:
    come = made.moderator()
    with pytest.raises(NotAvailable):
        inviting.renew(locked(come), by=by, at=clock.now())
    invitation = invited(made, by)
    token = inviting.token(invitation, made.link_key)
    disabling.disable(locked(invitation.user), by=by, at=clock.now())
    assert not opens(made, token)
    with pytest.raises(NotAvailable):
        inviting.renew(locked(invitation.user), by=by, at=clock.now())


def test_an_address_with_an_account_is_not_invited_again(made: Made, by: Actor) -> None:
    invited(made, by)
    with pytest.raises(Exists) as refused:
        inviting.invite(email=" New@Floor.example", grant=Grant(Role.AUDITOR), by=by, at=clock.now())
    assert refused.value == Exists("email", "new@floor.example")


def test_a_link_of_another_kind_opens_no_invitation(made: Made, by: Actor) -> None:
    invitation = invited(made, by)
    passport = made.question(made.panel()).passport
    passport.selector = "x" * 16
    invitation.selector = passport.selector
    db.session.commit()
    assert not opens(made, passports.token(passport, made.link_key))
    assert passports.find(inviting.token(invitation, made.link_key), made.link_key) is None


@pytest.mark.parametrize("token", ["", ".", "a.b", "ключ.мак", "x" * 200])
def test_nonsense_opens_nothing(made: Made, token: str) -> None:
    assert not opens(made, token)


def test_only_who_manages_staff_invites(made: Made, by: Actor) -> None:
    invitation = invited(made, by)
    here = made.panel()
    for user in (made.moderator(), made.user(Role.AUDITOR), made.user(Role.ADMINISTRATOR, panel=here)):
        other = made.by(user)
        with pytest.raises(NotAllowed):
            inviting.invite(email="x@floor.example", grant=Grant(Role.AUDITOR), by=other, at=clock.now())
        with pytest.raises(NotAllowed):
            inviting.renew(locked(invitation.user), by=other, at=clock.now())
        with pytest.raises(NotAllowed):
            inviting.take_back(locked(invitation.user), by=other, at=clock.now())
