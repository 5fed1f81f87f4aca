"""Passwords: only their hashes, and no telling who has an account."""

from __future__ import annotations

from typing import Any

import pytest
from argon2 import PasswordHasher

from domain.account import passwords
from domain.refusals import BadField

GOOD = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hashes that cost nothing; gives the list of every hash that was compared with."""
    compared: list[str] = []

    class Cheap(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Any:
            compared.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Cheap(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(passwords, "_nobody", [])
    return compared


def test_a_password_fits_its_hash_and_no_other_does() -> None:
    known = passwords.hashed(GOOD)
    assert passwords.fits(GOOD, known)
    for other in (GOOD + "x", GOOD.upper(), "", GOOD + "\0"):
        assert not passwords.fits(other, known)


def test_the_hash_is_argon2id_and_never_twice_the_same() -> None:
    assert passwords.hashed(GOOD).startswith("$argon2id$")
    assert passwords.hashed(GOOD) != passwords.hashed(GOOD)


@pytest.mark.parametrize(
    ("password", "code", "limit"), [("x" * 11, "too-short", 12), ("x" * 257, "too-long", 256)]
)
def test_a_password_has_twelve_to_256_characters(password: str, code: str, limit: int) -> None:
    with pytest.raises(BadField) as refused:
        passwords.hashed(password)
    assert refused.value == BadField("password", code, limit)
    assert passwords.hashed("x" * limit)


def test_where_there_is_no_account_a_hash_is_compared_all_the_same(cheap: list[str]) -> None:
    assert not passwords.fits(GOOD, None)
    assert not passwords.fits(GOOD, None)
    assert [found.startswith("$argon2id$") for found in cheap] == [True, True]


def test_a_broken_hash_fits_nothing() -> None:
    assert not passwords.fits(GOOD, "not a hash")


def test_an_endless_password_is_compared_no_further_than_the_limit() -> None:
    assert not passwords.fits("x" * 100_000, passwords.hashed("x" * 256))


def test_a_made_up_password_can_be_used_and_is_never_the_same() -> None:
    assert passwords.hashed(passwords.made_up())
    assert passwords.made_up() != passwords.made_up()
