"""POSTs about the floor."""

from __future__ import annotations

from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def _support(world: World) -> str:
    return f"/{world.panel.slug}/questions/{world.questions['published'].id}/support"


POSTS: list[Post] = [
    Post("support", _support, lambda world: {}, who=None),
    Post("support, taken back", _support, lambda world: {"undo": "yes"}, who=None),
]
