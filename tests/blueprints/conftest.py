"""People that tests of the doors begin with."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from domain.account import passwords
from models import Panel, User
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import PageClient


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as everywhere, at no cost."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", hasher)


@pytest.fixture
def panel(made: Made) -> Panel:
    """The panel at /ask-us/, with Ada Brook and Ben Cole."""
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    """A moderator of all panels."""
    return made.moderator(name="Mia Moss")


@pytest.fixture
def desk(mia: User, sign_in: SignIn) -> PageClient:
    """Mia's browser, signed in."""
    return sign_in(mia)
