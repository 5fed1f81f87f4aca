"""POSTs about questions that staff enter, and where they move them."""

from __future__ import annotations

from typing import Any

from domain.panel import creating
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def moved(world: World) -> str:
    """Where the pending question is sent to another panel, which is made at the first call."""
    if creating.find("elsewhere") is None:
        world.made.panel("elsewhere")
    return f"{pending(world)}/move"


def pending(world: World) -> str:
    """The pending question on the desk."""
    return f"/desk/questions/{world.questions['pending'].id}"


def entry(world: World) -> dict[str, Any]:
    """What a letter says."""
    return {
        "panel": world.panel.slug,
        "text": "Why is the sky blue?",
        "details": "More",
        "asked_via": "letter",
        "name": "Rita",
        "idempotency_key": "a-key-of-the-desk",
    }


POSTS: list[Post] = [
    Post("enter", lambda world: "/desk/questions/new", entry, typed="text", records="submit"),
    Post(
        "desk move",
        moved,
        lambda world: {"version": str(world.questions["pending"].version), "panel": "elsewhere"},
        records="move",
        page=pending,
    ),
]
