"""``flask accounts create``: an account with its roles, its password typed or made up."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.account import creating
from domain.account.passwords import fits
from extensions import db
from models import Panel, Role, User
from tests.blueprints.operations.commands import refused, run
from tests.made import Made

CREATE = ("accounts", "create")
SECRET = "a long enough password"


def users() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(User)) or 0


def grants(email: str) -> list[tuple[Role, str | None, str | None]]:
    user = creating.find(email)
    assert user
    return [
        (grant.role, getattr(grant.panel, "slug", None), getattr(grant.executive, "name", None))
        for grant in user.grants
    ]


def test_a_random_password_is_printed_once_and_fits(app: Flask) -> None:
    done = run(app, *CREATE, "mia.moss@floor.example", "--role", "moderator")
    assert (done.exit_code, done.stderr) == (0, "")
    printed = next(line for line in done.stdout.splitlines() if line.startswith("password: "))
    user = creating.find("mia.moss@floor.example")
    assert user
    assert fits(printed.removeprefix("password: "), user.password_hash)
    assert user.name == "Mia Moss"


def test_a_password_from_standard_input_is_not_printed(app: Flask) -> None:
    done = run(
        app, *CREATE, "mia@floor.example", "--role", "moderator", "--password-stdin", typed=SECRET + "\n"
    )
    assert done.exit_code == 0
    assert SECRET not in done.output
    user = creating.find("mia@floor.example")
    assert user
    assert fits(SECRET, user.password_hash)


@pytest.mark.parametrize("role", [role.value for role in Role if role is not Role.EXECUTIVE])
def test_each_role_is_given_on_all_panels_unless_told(app: Flask, role: str) -> None:
    assert run(app, *CREATE, "mia@floor.example", "--role", role).exit_code == 0
    assert grants("mia@floor.example") == [(Role(role), None, None)]


def test_several_roles_on_one_panel(app: Flask, panel: Panel) -> None:
    words = ("--role", "moderator", "--role", "auditor", "--panel", "ask-us")
    assert run(app, *CREATE, "mia@floor.example", *words).exit_code == 0
    assert grants("mia@floor.example") == [
        (Role.MODERATOR, "ask-us", None),
        (Role.AUDITOR, "ask-us", None),
    ]


def test_an_executive_is_the_delegate_of_those_named(app: Flask, panel: Panel) -> None:
    words = ("--role", "executive", "--delegate-of", "ask-us/Ada Brook", "--delegate-of", "ask-us/Ben Cole")
    assert run(app, *CREATE, "dana@floor.example", *words).exit_code == 0
    assert grants("dana@floor.example") == [
        (Role.EXECUTIVE, "ask-us", "Ada Brook"),
        (Role.EXECUTIVE, "ask-us", "Ben Cole"),
    ]


FAULTS = {
    "no address": (("no-address", "--role", "moderator"), "email"),
    "an empty address": (("", "--role", "moderator"), "email"),
    "an unknown panel": (("a@floor.example", "--role", "moderator", "--panel", "nowhere"), "--panel"),
    "no delegate": (("a@floor.example", "--role", "executive"), "--delegate-of"),
    "a delegate without the role": (
        ("a@floor.example", "--role", "moderator", "--delegate-of", "ask-us/Ada Brook"),
        "--role executive",
    ),
    "no slash": (("a@floor.example", "--role", "executive", "--delegate-of", "Ada Brook"), "SLUG/NAME"),
    "nobody of that name": (
        ("a@floor.example", "--role", "executive", "--delegate-of", "ask-us/Eve"),
        "Eve",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_is_one_line_and_makes_nothing(app: Flask, panel: Panel, fault: str) -> None:
    words, said = FAULTS[fault]
    lines = refused(run(app, *CREATE, *words))
    assert len(lines) == 1
    assert said in lines[0]
    assert users() == 0


@pytest.mark.parametrize("typed", ["", "\n", "short\n", "a" * 257 + "\n"])
def test_a_password_that_is_too_short_or_too_long_is_refused(app: Flask, typed: str) -> None:
    words = ("mia@floor.example", "--role", "moderator", "--password-stdin")
    lines = refused(run(app, *CREATE, *words, typed=typed))
    assert len(lines) == 1
    assert "characters" in lines[0]
    assert users() == 0


def test_an_address_has_one_account_in_whatever_case(app: Flask, made: Made) -> None:
    assert run(app, *CREATE, "mia@floor.example", "--role", "moderator").exit_code == 0
    lines = refused(run(app, *CREATE, "MIA@floor.example", "--role", "auditor"))
    assert lines == ["mia@floor.example has an account already."]
    assert users() == 1


@pytest.mark.parametrize("words", [(), ("mia@floor.example",), ("mia@floor.example", "--role", "boss")])
def test_words_that_are_missing_or_unknown_make_nothing(app: Flask, words: tuple[str, ...]) -> None:
    assert run(app, *CREATE, *words).exit_code != 0
    assert users() == 0
