"""POSTs about words at the desk: names that are out of sight, mentions, templates."""

from __future__ import annotations

from typing import Any

from domain.desk import templates
from extensions import begin_writing, clock, db
from models import Mention, Template, User
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World

TEXT = {"title": "Which part?", "template_text": "Keep {?which part}.", "lang": "en"}


def first() -> Template:
    """The first template."""
    return templates.whole()[0]


def one(world: World) -> str:
    """Its page."""
    return f"/desk/templates/{first().id}"


def version(world: World) -> dict[str, Any]:
    """Its version, as a form carries it."""
    return {"version": str(first().version)}


def retired(world: World) -> str:
    """Where the last template, now out of use, is brought back."""
    begin_writing()
    row = templates.locked(templates.whole()[-1].id)
    assert row is not None
    if row.retired_at is None:
        by = world.made.by(db.session.get_one(User, world.moderator.id))
        templates.retire(row, seen=row.version, by=by, at=clock.now())
    db.session.commit()
    return f"/desk/templates/{row.id}/restore"


def seen(world: World) -> str:
    """Where a colleague says that they saw where they are named."""
    return f"/desk/mentions/{db.session.scalars(db.select(Mention.event_id)).one()}/seen"


POSTS: list[Post] = [
    Post(
        "look at the asker's name",
        lambda world: f"/desk/questions/{world.questions['pending'].id}/reveal",
        lambda world: {},
        records="reveal",
        page=lambda world: f"/desk/questions/{world.questions['pending'].id}",
    ),
    Post(
        "see a mention",
        seen,
        lambda world: {},
        who="colleague",
        page=lambda world: f"/desk/questions/{world.questions['held'].id}",
    ),
    Post(
        "make a template",
        lambda world: "/desk/templates/new",
        lambda world: {"version": "0", "kind": "message", **TEXT},
        typed="template_text",
        records="create",
    ),
    Post(
        "write a template",
        one,
        lambda world: {**version(world), **TEXT},
        typed="template_text",
        records="edit",
    ),
    Post(
        "take a template out of use",
        lambda world: f"{one(world)}/retire",
        version,
        records="retire",
        page=one,
    ),
    Post(
        "bring a template back",
        retired,
        lambda world: {"version": str(templates.whole()[-1].version)},
        records="restore",
        page=one,
    ),
    Post(
        "move a template",
        lambda world: f"{one(world)}/move",
        lambda world: {**version(world), "down": "yes"},
        records="move",
        page=lambda world: "/desk/templates",
    ),
]
