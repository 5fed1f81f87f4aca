"""GETs of the desk's home and of second looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.posts.second_looks import looked
from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "moderating.home": ["?panel={panel}"],
    "moderating.second_look": ["?panel={panel}"],
    "moderating.disagreements": ["?panel={panel}"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {"second_look_id": lambda world: [looked(world).id]}
