"""GETs of the queue as it is narrowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "moderating.queue": [
        "?executive={executive}&topic={topic}&topic=none&language=en&age=today&mine=1&open=filter",
        "?status=held&executive=none&sort=support&q=legal",
    ],
    "moderating.question": ["?status=pending&topic=none&sort=support&open=filter"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {}
