"""POSTs about pages."""

from __future__ import annotations

from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def rules(world: World) -> str:
    """The page on which the rules are written."""
    return "/manage/pages/rules"


POSTS: list[Post] = [
    Post(
        "write a page",
        rules,
        lambda world: {"version": "1", "title": "Our rules", "lang": "en", "body": "1. Ask."},
        who="administrator",
        typed="body",
        records="write",
    ),
    Post(
        "preview a page",
        lambda world: "/manage/pages/preview",
        lambda world: {"body": "1. Ask."},
        who="administrator",
        page=rules,
        status=200,
        kept=False,
    ),
]
