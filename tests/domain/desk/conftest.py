"""What tests of the desk's tools begin with."""

from __future__ import annotations

import pytest

from models import Panel, User
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    """The panel at /ask-us/, with Ada Brook and Ben Cole."""
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    """A moderator of all panels."""
    return made.moderator(name="Mia Moss")
