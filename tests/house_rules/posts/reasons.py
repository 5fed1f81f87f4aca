"""POSTs about reasons."""

from __future__ import annotations

from typing import Any

from domain.desk import reasons
from extensions import begin_writing, clock, db
from models import User
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def spam(world: World) -> str:
    """The page of one reason."""
    return "/desk/reasons/spam"


def retired(world: World) -> str:
    """Where a reason that is out of use is brought back."""
    begin_writing()
    row = reasons.locked("campaign")
    assert row is not None
    if row.retired_at is None:
        by = world.made.by(db.session.get_one(User, world.moderator.id))
        reasons.retire(row, seen=row.version, by=by, at=clock.now())
    db.session.commit()
    return "/desk/reasons/campaign/restore"


def version(code: str) -> dict[str, Any]:
    """The version of the reason of that code, as a form carries it."""
    row = reasons.find(code)
    assert row is not None
    return {"version": str(row.version)}


WORDS = {"title": "Because", "standard_text": "It is so: {question}", "rule": "1", "in_ledger": "y"}

POSTS: list[Post] = [
    Post(
        "make a reason",
        lambda world: "/desk/reasons/new",
        lambda world: {"version": "0", "code": "because", **WORDS},
        typed="standard_text",
        records="create",
    ),
    Post(
        "write a reason",
        spam,
        lambda world: {**version("spam"), **WORDS},
        typed="standard_text",
        records="edit",
    ),
    Post(
        "take a reason out of use",
        lambda world: "/desk/reasons/spam/retire",
        lambda world: version("spam"),
        records="retire",
        page=spam,
    ),
    Post(
        "bring a reason back",
        retired,
        lambda world: version("campaign"),
        records="restore",
        page=spam,
    ),
    Post(
        "move a reason",
        lambda world: "/desk/reasons/spam/move",
        lambda world: {**version("spam"), "up": "yes"},
        records="move",
        page=lambda world: "/desk/reasons",
    ),
]
