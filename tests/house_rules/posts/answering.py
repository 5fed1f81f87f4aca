"""What is sent while an answer is written."""

from __future__ import annotations

from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def slot(world: World) -> str:
    """Where the first executive answers the approved question."""
    return f"/answers/{world.questions['approved'].id}/{world.panel.executives[0].id}"


def pressed(button: str) -> Post:
    """The POST of an answer that is new, by one of its buttons."""
    return Post(
        f"answer {button}",
        slot,
        lambda world: {"body": "**Yes.**", "version": "0", button: "yes"},
        typed="body",
        records=f"answer-{button}",
    )


POSTS: list[Post] = [
    *(pressed(button) for button in ("save", "submit", "release")),
    Post(
        "preview",
        lambda world: "/answers/preview",
        lambda world: {"body": "**Yes.**"},
        typed="body",
        page=slot,
        status=200,
        kept=False,
    ),
]
