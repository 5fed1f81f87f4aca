"""GETs about the floor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "reading.panel": ["?topic={topic}", "?sort=support", "?topic={topic}&executive={executive}"],
    "reading.open_questions": [
        "?executive={executive}&topic={topic}",
        "?sort=newest",
        "?sort=oldest&after=20260101T000000.000000Z-1",
        "?after=1-1",
    ],
    "reading.versions": ["?version=1", "?changes=2"],
    "asking.similar": ["?text=Question number 1, is it so?", "?text=abc"],
    "reading.support": ["?next=/{panel}/open"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {}
