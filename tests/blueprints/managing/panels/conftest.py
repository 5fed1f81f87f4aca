"""People who manage panels."""

from __future__ import annotations

import pytest

from models import Role, User
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import PageClient


@pytest.fixture
def jonah(made: Made) -> User:
    """An administrator of all panels."""
    return made.user(Role.ADMINISTRATOR, name="Jonah Kirwan")


@pytest.fixture
def manage(jonah: User, sign_in: SignIn) -> PageClient:
    """Jonah's browser, signed in."""
    return sign_in(jonah)
