"""The private link: whoever holds it, and nobody else."""

from __future__ import annotations

import pytest

from domain.asker import passports
from extensions import db
from models import Passport
from tests.made import Made


@pytest.fixture
def passport(made: Made) -> Passport:
    """The passport of a question."""
    return made.question(made.panel()).passport


def test_the_link_opens_its_passport_however_often_it_is_made(made: Made, passport: Passport) -> None:
    token = passports.token(passport, made.link_key)
    assert token == passports.token(passport, made.link_key)
    assert passports.find(token, made.link_key) == passport


def test_the_token_is_stored_nowhere(made: Made, passport: Passport) -> None:
    selector, _, mac = passports.token(passport, made.link_key).partition(".")
    assert selector == passport.selector
    assert len(mac) >= 22, "fewer than 128 bits"
    kept = db.session.connection().exec_driver_sql("SELECT * FROM passports").one()
    assert all(mac not in str(value) for value in kept)


def test_a_tampered_token_opens_nothing(made: Made, passport: Passport) -> None:
    token = passports.token(passport, made.link_key)
    swapped = token[:-1] + ("A" if token[-1] != "A" else "B")
    other = made.question(passport.panel).passport
    crossed = other.selector + token[token.index(".") :]
    short = token[:-1]
    for bad in (
        swapped,
        crossed,
        short,
        token + "A",
        token + ".x",
        passport.selector,
        passport.selector + ".",
    ):
        assert passports.find(bad, made.link_key) is None, bad


@pytest.mark.parametrize("token", ["", ".", "a.b", "ключ.мак", "x" * 40 + "." + "y" * 90, "'; --.x"])
def test_nonsense_opens_nothing(made: Made, passport: Passport, token: str) -> None:
    assert passports.find(token, made.link_key) is None


def test_another_key_opens_nothing(made: Made, passport: Passport) -> None:
    token = passports.token(passport, b"another key of thirty-two characters")
    assert passports.find(token, made.link_key) is None


def test_a_raised_generation_ends_every_link_made_before(made: Made, passport: Passport) -> None:
    token = passports.token(passport, made.link_key)
    passport.generation += 1
    db.session.commit()
    assert passports.find(token, made.link_key) is None
    assert passports.find(passports.token(passport, made.link_key), made.link_key) == passport
