"""What askers send."""

from __future__ import annotations

from collections.abc import Callable

from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def passport(state: str, ending: str = "") -> Callable[[World], str]:
    """The passport of the question in ``state``, or one of the addresses below it."""
    return lambda world: f"/passport/{world.token(state)}{ending}"


POSTS: list[Post] = [
    Post(
        "ask",
        lambda world: f"/{world.panel.slug}/ask",
        lambda world: {
            "text": "Why is the sky blue?",
            "details": "More",
            "idempotency_key": "a-key-of-its-own",
            "name": "Rita",
        },
        who=None,
        typed="text",
        records="submit",
    ),
    Post(
        "revise",
        passport("returned", "/revise"),
        lambda world: {"text": "Why in 2026?", "details": ""},
        who=None,
        typed="text",
        records="revise",
        page=passport("returned"),
    ),
    Post(
        "withdraw",
        passport("pending", "/withdraw"),
        lambda world: {"confirm": "yes"},
        who=None,
        records="withdraw",
        page=passport("pending"),
    ),
]
