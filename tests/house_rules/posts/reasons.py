"""POSTs about reasons."""

from __future__ import annotations

from tests.house_rules.posts.post import Post

POSTS: list[Post] = []
