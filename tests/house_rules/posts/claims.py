"""POSTs about claims."""

from __future__ import annotations

from tests.house_rules.posts.post import Post

POSTS: list[Post] = [
    Post(
        "keep a claim",
        lambda world: f"/desk/questions/{world.questions['pending'].id}/claim",
        lambda world: {},
        page=lambda world: f"/desk/questions/{world.questions['pending'].id}",
        status=204,
        kept=False,
    ),
]
