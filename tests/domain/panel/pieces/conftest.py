"""A panel and who may change it."""

from __future__ import annotations

import pytest

from domain.permissions import Actor
from models import Panel, Role
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    """The panel at /ask-us/, with Ada Brook and Ben Cole."""
    return made.panel()


@pytest.fixture
def by(made: Made) -> Actor:
    """An administrator of all panels."""
    return made.by(made.user(Role.ADMINISTRATOR))


@pytest.fixture
def stranger(made: Made) -> Actor:
    """An administrator of another panel."""
    return made.by(made.user(Role.ADMINISTRATOR, panel=made.panel("ask-them")))
