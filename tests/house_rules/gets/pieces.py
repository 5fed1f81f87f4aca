"""GETs about the pieces of a panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.posts.pieces import illustrated, notice, topics_not_taken
from tests.house_rules.world import World


def _digests(world: World) -> list[Any]:
    illustrated(world)
    return ["a" * 64, "Z" * 64]


QUERIES: dict[str, list[str]] = {
    "managing.executives_list": ["?panel={panel}", "?panel=none-such"],
    "managing.new_executive": ["?panel={panel}"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {
    "executive_id": lambda world: [world.panel.executives[1].id],
    "notice_id": lambda world: [notice(world).id, 0],
    "not_taken_id": lambda world: [topics_not_taken(world)[0].id, 0],
    "topic_id": lambda world: [world.panel.topics[0].id, 0],
    "digest": _digests,
    "width": lambda world: [88, 89],
}
