"""Every POST of the product, one row each; each family of pages has a module with its own ``POSTS``.

Two tests are driven by the rows alone: that a form without its token stores nothing and loses nothing
(``test_form_tokens``), and that a change has its event (``test_every_change_has_its_event``). The callables
of a row are given the world as it was built, and may make what else their post needs.
"""

from __future__ import annotations

from tests.house_rules.posts import (
    accounts,
    angry_day,
    answering,
    asking,
    batches,
    claims,
    deciding,
    entering,
    files,
    floor,
    keys,
    pages,
    panels,
    passports,
    pieces,
    reasons,
    second_looks,
    staff,
    views,
    words,
)
from tests.house_rules.posts.post import Post

__all__ = ["POSTS", "Post"]

MODULES = (
    asking,
    deciding,
    batches,
    answering,
    accounts,
    panels,
    pieces,
    staff,
    pages,
    passports,
    entering,
    floor,
    reasons,
    files,
    keys,
    claims,
    words,
    angry_day,
    second_looks,
    views,
)
POSTS: list[Post] = [post for module in MODULES for post in module.POSTS]
