"""What is sent of one's own keyboard."""

from __future__ import annotations

from typing import Any

from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def page(world: World) -> str:
    """The page of one's keys."""
    return "/account/keys"


CAME: dict[str, Any] = {
    "on": "y",
    "key_approve": "y",
    "key_reject": "r",
    "key_hold": "h",
    "key_send_back": "b",
    "key_undo": "u",
    "key_next": "j",
    "key_previous": "k",
    "key_search": "/",
    "key_select": "x",
    "key_keys": "?",
    "key_reword": "e",
    "key_topics": "t",
    "key_note": "n",
    **{f"reason_{digit}": "" for digit in range(1, 10)},
}

POSTS: list[Post] = [
    Post("choose keys", page, lambda world: dict(CAME), records="keys"),
    Post(
        "switch keys",
        lambda world: "/account/keys/switch",
        lambda world: {"on": "y"},
        records="keys",
        page=page,
    ),
    Post("reset keys", lambda world: "/account/keys/reset", lambda world: {}, records="keys", page=page),
]
