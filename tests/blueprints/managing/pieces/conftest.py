"""Administrators and an auditor, with their browsers."""

from __future__ import annotations

import pytest

from models import Panel, Role
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import PageClient


@pytest.fixture
def office(made: Made, sign_in: SignIn) -> PageClient:
    """The browser of an administrator of all panels."""
    return sign_in(made.user(Role.ADMINISTRATOR, name="Helmi Laine"))


@pytest.fixture
def auditor(made: Made, sign_in: SignIn) -> PageClient:
    """The browser of an auditor of all panels."""
    return sign_in(made.user(Role.AUDITOR))


@pytest.fixture
def stranger(made: Made, panel: Panel, sign_in: SignIn) -> PageClient:
    """The browser of an administrator of another panel."""
    return sign_in(made.user(Role.ADMINISTRATOR, panel=made.panel("ask-them", title="Ask them")))
