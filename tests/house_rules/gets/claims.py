"""GETs about claims and what came to a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "moderating.next_question": ["?panel={panel}", "?panel={panel}&skip={question}"],
    "moderating.arrived": [
        "?panel={panel}&seen=20200101T000000.000000Z-1&rows={question}:1&open={question}",
    ],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {}
