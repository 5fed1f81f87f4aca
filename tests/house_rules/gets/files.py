"""GETs about questions as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {}
PARTS: dict[str, Callable[[World], list[Any]]] = {"form": lambda world: ["csv", "json"]}
