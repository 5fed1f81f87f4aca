"""``flask accounts create``."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.account import passwords
from extensions import db
from models import Role, User
from tests.blueprints.operations.conftest import Run
from tests.made import Made


def users() -> list[User]:
    """Every account."""
    return list(db.session.scalars(select(User).order_by(User.id)))


def test_an_account_is_made_with_a_random_password_that_is_printed(run: Run, made: Made) -> None:
    result = run("accounts", "create", "Mia.Moss@floor.example", "--role", "moderator")
    assert result.exit_code == 0, result.output
    [user] = users()
    password = result.output.split("password: ")[1].strip()
    assert (user.email, user.name) == ("mia.moss@floor.example", "Mia Moss")
    assert [grant.role for grant in user.grants] == [Role.MODERATOR]
    assert passwords.fits(password, user.password_hash)


def test_a_password_from_standard_input_is_taken_and_not_printed(run: Run, made: Made) -> None:
    secret = "a password of my own"
    result = run(
        *("accounts", "create", "mia@floor.example", "--role", "moderator", "--password-stdin"),
        given=f"{secret}\n",
    )
    assert result.exit_code == 0, result.output
    assert secret not in result.output
    assert passwords.fits(secret, users()[0].password_hash)


def test_several_roles_and_one_panel(run: Run, made: Made) -> None:
    panel = made.panel()
    result = run(
        *("accounts", "create", "mia@floor.example", "--role", "moderator", "--role", "approver"),
        *("--panel", panel.slug),
    )
    assert result.exit_code == 0, result.output
    assert {(g.role, g.panel_id) for g in users()[0].grants} == {
        (Role.MODERATOR, panel.id),
        (Role.APPROVER, panel.id),
    }


def test_a_delegate_is_named_by_panel_and_executive(run: Run, made: Made) -> None:
    panel = made.panel()
    words = ("accounts", "create", "d@floor.example", "--role", "executive")
    result = run(*words, "--delegate-of", "ask-us/Ben Cole")
    assert result.exit_code == 0, result.output
    assert users()[0].grants[0].executive_id == panel.executives[1].id


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("x@floor.example", "--role", "executive"), "--delegate-of"),
        (("x@floor.example", "--role", "moderator", "--delegate-of", "ask-us/Ben Cole"), "--role executive"),
        (("x@floor.example", "--role", "executive", "--delegate-of", "ask-us/Nobody"), "Nobody"),
        (("x@floor.example", "--role", "executive", "--delegate-of", "Ben Cole"), "SLUG/NAME"),
        (("x@floor.example", "--role", "moderator", "--panel", "nowhere"), "nowhere"),
        (("not-an-address", "--role", "moderator"), "email"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_makes_no_account(
    run: Run, made: Made, words: tuple[str, ...], says: str
) -> None:
    made.panel()
    result = run("accounts", "create", *words)
    assert result.exit_code == 1
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert users() == []


def test_a_weak_password_is_refused(run: Run, made: Made) -> None:
    words = ("accounts", "create", "x@floor.example", "--role", "moderator", "--password-stdin")
    result = run(*words, given="short\n")
    assert result.exit_code == 1
    assert "12 characters" in result.stderr
    assert users() == []


def test_an_address_has_one_account(run: Run, made: Made) -> None:
    words = ("accounts", "create", "x@floor.example", "--role", "moderator")
    assert run(*words).exit_code == 0
    again = run("accounts", "create", "X@Floor.example", "--role", "auditor")
    assert again.exit_code == 1
    assert "already" in again.stderr
    assert len(users()) == 1
