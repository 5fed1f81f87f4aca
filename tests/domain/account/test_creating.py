"""Accounts with their roles."""

from __future__ import annotations

import pytest

from domain.account import creating
from domain.permissions import Actor
from domain.refusals import BadField, Exists
from extensions import clock
from models import ActorKind, Role, User
from tests.made import Made


def create(email: str = "mo@floor.example", *grants: creating.Grant) -> User:
    by = Actor(ActorKind.SYSTEM, b"a seal")
    return creating.create(email=email, name="Mo", password_hash="x", grants=grants, by=by, at=clock.now())


def test_an_account_has_the_roles_it_was_given(made: Made) -> None:
    panel = made.panel()
    user = create(
        "mo@floor.example", creating.Grant(Role.MODERATOR, panel=panel), creating.Grant(Role.AUDITOR)
    )
    assert [(grant.role, grant.panel) for grant in user.grants] == [
        (Role.MODERATOR, panel),
        (Role.AUDITOR, None),
    ]


def test_a_delegate_holds_the_role_on_their_executives_panel(made: Made) -> None:
    panel = made.panel()
    user = create("mo@floor.example", creating.Grant(Role.EXECUTIVE, executive=panel.executives[0]))
    assert [(g.panel, g.executive) for g in user.grants] == [(panel, panel.executives[0])]


def test_an_executives_role_names_an_executive_and_no_other_does(made: Made) -> None:
    panel = made.panel()
    with pytest.raises(BadField) as missing:
        create("mo@floor.example", creating.Grant(Role.EXECUTIVE, panel=panel))
    assert missing.value == BadField("delegate_of", "missing")
    with pytest.raises(BadField) as wrong:
        create("mo@floor.example", creating.Grant(Role.MODERATOR, executive=panel.executives[0]))
    assert wrong.value == BadField("delegate_of", "not-an-executive")


def test_an_address_has_one_account_in_whatever_case(made: Made) -> None:
    user = create("Mo@Floor.example")
    assert user.email == "mo@floor.example"
    assert creating.find(" MO@floor.EXAMPLE ") == user
    assert creating.find("else@floor.example") is None
    with pytest.raises(Exists) as refused:
        create("mo@FLOOR.example")
    assert refused.value == Exists("email", "mo@floor.example")


@pytest.mark.parametrize(
    ("email", "code"),
    [("", "missing"), ("mo", "no-at"), ("mo@", "not-an-address"), ("a\0@b.example", "unusable-characters")],
)
def test_an_address_must_be_one(made: Made, email: str, code: str) -> None:
    with pytest.raises(BadField) as refused:
        create(email)
    assert refused.value == BadField("email", code)
