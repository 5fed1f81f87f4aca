"""GETs of those who decide many questions at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.posts.batches import batch
from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "moderating.bulk": ["?everything=1&panel={panel}", "?questions={question}:1"]
}
PARTS: dict[str, Callable[[World], list[Any]]] = {
    "batch_id": lambda world: [
        batch(world, done=True).rpartition("/")[2],
        batch(world, done=False).rpartition("/")[2],
    ]
}
