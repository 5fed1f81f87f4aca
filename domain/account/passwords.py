"""Password hashes: argon2id, a few at once at most, never inside a transaction."""

from __future__ import annotations

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.refusals import BadField

SHORTEST, LONGEST = 12, 256
HASHER = PasswordHasher(parallelism=1)
GATE = threading.BoundedSemaphore(1)
"""A hash takes 64 MiB and a core for some 50 ms: one at a time in a process."""


def hashed(password: str) -> str:
    """The argon2id hash of ``password``, of 12 to 256 characters.

    Raises:
        BadField: it is shorter or longer.
    """
    check(password)
    with GATE:
        return HASHER.hash(password)


def check(password: str) -> None:
    """Refuse a password that isn't of 12 to 256 characters. Raises BadField."""
    if len(password) < SHORTEST:
        raise BadField("password", "too-short", SHORTEST)
    if len(password) > LONGEST:
        raise BadField("password", "too-long", LONGEST)


def fits(password: str, password_hash: str | None) -> bool:
    """Whether ``password`` is the one behind the hash; as slow where there is no hash at all."""
    known = password_hash or _nobodys_hash()
    with GATE:
        try:
            fitting = HASHER.verify(known, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return fitting and password_hash is not None


def made_up() -> str:
    """A random password of 20 characters."""
    return secrets.token_urlsafe(15)


_nobody: list[str] = []


def _nobodys_hash() -> str:
    with GATE:
        if not _nobody:
            _nobody.append(HASHER.hash(secrets.token_urlsafe(24)))
    return _nobody[0]
