"""GETs of readers and askers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "reading.home": ["?lang=en", "?lang=xx"],
    "reading.search": [
        "?q=question",
        "?q=question&executive={executive}",
        "?q=nowhere",
        "?q=question&after=1-1",
        "?q=%22",
    ],
    "reading.search_everywhere": ["?q=question", "?q=nowhere", "?q=question&after=1-1"],
    "reading.panel": ["?executive={executive}", "?sort=newest", "?after=20260101T000000.000000Z-1"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {
    "panel": lambda world: [world.panel.slug],
    "slug": lambda world: ["question-number"],
    "token": lambda world: [world.token(state) for state in world.questions],
}
