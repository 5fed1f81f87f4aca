"""GETs about panels and who answers on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "managing.accent": ["?colour=%23f0663f", "?colour=red"],
    "managing.accent_sheet": ["?colour=%23f0663f"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {
    "code": lambda world: [world.panel.short_code, "nobody"],
}
