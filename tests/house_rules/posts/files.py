"""POSTs about questions as files."""

from __future__ import annotations

from tests.house_rules.posts.post import Post

POSTS: list[Post] = [
    Post(
        "export with names",
        lambda world: f"/manage/panels/{world.panel.slug}/export",
        lambda world: {"form": "csv", "personal": "y"},
        who="administrator",
        records="export",
        status=200,
    ),
]
