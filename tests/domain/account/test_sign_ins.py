"""Sign-ins are rows: ending one, or its user, works on the very next request."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from domain.account import sign_ins
from extensions import clock, db
from models import SignIn, User
from tests.made import Made


@pytest.fixture
def user(made: Made) -> User:
    """A moderator."""
    return made.moderator()


def begin(user: User) -> str:
    token = sign_ins.begin(user, user_agent="A browser", at=clock.now())
    db.session.commit()
    return token


def test_the_token_finds_its_sign_in_with_user_and_grants(user: User) -> None:
    found = sign_ins.find(begin(user), clock.now())
    assert found is not None
    assert found.user == user
    assert len(found.user.grants) == 1


def test_the_token_is_not_kept(user: User) -> None:
    token = begin(user)
    row = db.session.scalars(select(SignIn)).one()
    assert token.encode() not in row.token_digest
    assert len(row.token_digest) == 32


@pytest.mark.parametrize("token", ["", "x", "ключ", "x" * 5000])
def test_another_token_finds_nothing(user: User, token: str) -> None:
    begin(user)
    assert sign_ins.find(token, clock.now()) is None


def test_a_sign_in_lasts_two_weeks(user: User) -> None:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False) as traveller:
        token = begin(user)
        traveller.shift(sign_ins.LASTS - timedelta(seconds=1))
        assert sign_ins.find(token, clock.now()) is not None
        traveller.shift(timedelta(seconds=1))
        assert sign_ins.find(token, clock.now()) is None
        assert sign_ins.current(user, clock.now()) == []


def test_an_ended_sign_in_is_worth_nothing(user: User) -> None:
    token, other = begin(user), begin(user)
    found = sign_ins.find(token, clock.now())
    assert found is not None
    ended = clock.now()
    sign_ins.end(found, ended)
    sign_ins.end(found, ended + timedelta(days=1))
    db.session.commit()
    assert found.ended_at == ended
    assert sign_ins.find(token, clock.now()) is None
    assert sign_ins.find(other, clock.now()) is not None


def test_a_disabled_user_is_signed_in_nowhere(user: User) -> None:
    token = begin(user)
    user.disabled_at = clock.now()
    db.session.commit()
    assert sign_ins.find(token, clock.now()) is None


def test_one_sees_where_one_is_signed_in_the_newest_first(made: Made, user: User) -> None:
    begin(user), begin(user), begin(made.moderator())
    mine = sign_ins.current(user, clock.now())
    assert [found.user for found in mine] == [user, user]
    assert mine[0].id > mine[1].id


def test_being_seen_is_noted_once_a_minute(user: User) -> None:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False) as traveller:
        found = sign_ins.find(begin(user), clock.now())
        assert found is not None
        traveller.shift(59)
        assert not sign_ins.see(found, clock.now())
        traveller.shift(1)
        assert sign_ins.see(found, clock.now())
        assert found.last_seen_at == clock.now()
        assert not sign_ins.see(found, clock.now())


def test_nobody_reaches_anothers_sign_in(made: Made, user: User) -> None:
    found = sign_ins.find(begin(user), clock.now())
    assert found is not None
    assert sign_ins.of_user(found.id, user) == found
    assert sign_ins.of_user(found.id, made.moderator()) is None
    assert sign_ins.of_user(0, user) is None


def test_a_long_name_of_a_browser_is_cut(user: User) -> None:
    sign_ins.begin(user, user_agent="x" * 5000, at=clock.now())
    db.session.commit()
    assert len(db.session.scalars(select(SignIn)).one().user_agent) == 300
