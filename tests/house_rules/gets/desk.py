"""GETs of those who decide and answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "moderating.queue": [
        *(f"?status={status}" for status in ("pending", "held", "approved", "published", "rejected")),
        "?panel=ask-us",
    ],
    "moderating.question": ["?open=reject"],
    "moderating.merge": ["?into={question}", "?find=question&status=pending&topic=none"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {
    "question_id": lambda world: [question.id for question in world.questions.values()],
    "executive_id": lambda world: [world.panel.executives[0].id],
}
