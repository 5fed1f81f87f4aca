"""A disabled account is signed in nowhere, and comes back with its roles."""

from __future__ import annotations

import pytest

from domain.account import disabling, sign_ins
from domain.permissions import Actor, Permission, may_somewhere
from domain.refusals import Indispensable, NotAllowed, NotAvailable
from extensions import clock, db
from models import Role, User
from tests.domain.account.people import administrator, happened, locked
from tests.made import Made


@pytest.fixture
def by(made: Made) -> Actor:
    """An administrator."""
    return administrator(made)


def begin(user: User) -> str:
    token = sign_ins.begin(user, user_agent="A browser", at=clock.now())
    db.session.commit()
    return token


def test_every_sign_in_ends_and_stays_ended_when_the_account_is_enabled(made: Made, by: Actor) -> None:
    user = made.moderator()
    tokens = [begin(user), begin(user)]
    disabling.disable(locked(user), by=by, at=clock.now())
    db.session.commit()
    assert [sign_ins.find(token, clock.now()) for token in tokens] == [None, None]
    disabling.enable(locked(user), by=by, at=clock.now())
    db.session.commit()
    assert [sign_ins.find(token, clock.now()) for token in tokens] == [None, None]
    assert sign_ins.find(begin(user), clock.now()) is not None
    assert may_somewhere(user, Permission.READ_DESK)
    assert happened(user)[-2:] == [("disable", {"sign_ins": 2}), ("enable", {})]


def test_what_is_so_already_is_refused(made: Made, by: Actor) -> None:
    user = made.moderator()
    with pytest.raises(NotAvailable):
        disabling.enable(locked(user), by=by, at=clock.now())
    disabling.disable(locked(user), by=by, at=clock.now())
    with pytest.raises(NotAvailable):
        disabling.disable(locked(user), by=by, at=clock.now())


def test_nobody_disables_themself(made: Made, by: Actor) -> None:
    administrator(made)
    assert by.user is not None
    with pytest.raises(Indispensable) as refused:
        disabling.disable(locked(by.user), by=by, at=clock.now())
    assert refused.value == Indispensable("disable", own=True)


def test_an_administrator_is_disabled_while_another_is_left(made: Made, by: Actor) -> None:
    other = administrator(made)
    assert other.user is not None
    disabling.disable(locked(other.user), by=by, at=clock.now())
    assert other.user.disabled_at is not None


def test_one_sign_in_is_ended_and_the_others_stay(made: Made, by: Actor) -> None:
    user = made.moderator()
    first, second = begin(user), begin(user)
    found = sign_ins.find(first, clock.now())
    assert found is not None
    disabling.end_sign_in(found, by=by, at=clock.now())
    db.session.commit()
    assert sign_ins.find(first, clock.now()) is None
    assert sign_ins.find(second, clock.now()) is not None
    disabling.end_sign_ins(locked(user), by=by, at=clock.now())
    db.session.commit()
    assert sign_ins.find(second, clock.now()) is None
    assert [action for action, _ in happened(user)[-2:]] == ["end-sign-ins"] * 2


def test_only_who_manages_staff_may(made: Made, by: Actor) -> None:
    subject = made.moderator()
    begin(subject)
    signed_in = sign_ins.current(subject, clock.now())[0]
    for user in (
        made.moderator(),
        made.user(Role.AUDITOR),
        made.user(Role.ADMINISTRATOR, panel=made.panel()),
    ):
        other = made.by(user)
        for verb in (disabling.disable, disabling.enable, disabling.end_sign_ins):
            with pytest.raises(NotAllowed):
                verb(locked(subject), by=other, at=clock.now())
        with pytest.raises(NotAllowed):
            disabling.end_sign_in(signed_in, by=other, at=clock.now())
