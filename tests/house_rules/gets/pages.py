"""GETs about pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models import PageName
from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {"reading.about": ["?version=1", "?version=2", "?version=x"]}
PARTS: dict[str, Callable[[World], list[Any]]] = {"page": lambda world: [name.value for name in PageName]}
