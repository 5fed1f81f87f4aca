"""Every decision of the desk that has a door."""

from __future__ import annotations

from typing import Any

from tests.house_rules.posts.post import Post
from tests.house_rules.world import World

FIRST = "the first of the panel's"
ROOT = "the approved question"
DECISIONS: dict[str, tuple[str, dict[str, Any], str | None]] = {
    "approve": ("pending", {}, None),
    "reject": ("pending", {"reason": "spam", "explanation": "No."}, "explanation"),
    "hold": ("pending", {"note": "Ask legal."}, "note"),
    "resume": ("held", {}, None),
    "send-back": ("pending", {"message": "Which year?"}, "message"),
    "reopen": ("rejected", {}, None),
    "undo": ("rejected", {}, None),
    "reword": ("approved", {"text": "What will it cost?", "details": ""}, "text"),
    "address": ("pending", {"executives": FIRST}, None),
    "topics": ("pending", {"topics": FIRST}, None),
    "note": ("published", {"note": "Well said."}, "note"),
    "publish": ("answered", {}, None),
    "unpublish": ("published", {"reason": "A figure was wrong."}, "reason"),
    "merge": ("pending", {"into": ROOT}, None),
    "unmerge": ("merged", {}, None),
    "split": ("pending", {"texts": ["Why this, then?", "And why that?"]}, None),
}
"""For each decision: the state it is taken in, its own fields, and which of them is free text."""


def decision(action: str) -> Post:
    """The POST that takes ``action``."""
    state, more, typed = DECISIONS[action]

    def page(world: World) -> str:
        return f"/desk/questions/{world.questions[state].id}"

    def fields(world: World) -> dict[str, Any]:
        first = {"executives": world.panel.executives[0].id, "topics": world.panel.topics[0].id}
        own = {name: [str(first[name])] if value is FIRST else value for name, value in more.items()}
        if own.get("into") is ROOT:
            own["into"] = str(world.questions["approved"].id)
        return {"version": str(world.questions[state].version), **own}

    return Post(
        f"desk {action}",
        lambda world: f"{page(world)}/{action}",
        fields,
        typed=typed,
        records=action,
        page=page,
    )


POSTS: list[Post] = [decision(action) for action in DECISIONS]
