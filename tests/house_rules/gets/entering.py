"""GETs about questions that staff enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "moderating.new_question": ["?panel={panel}"],
    "moderating.question": ["?open=move"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {}
