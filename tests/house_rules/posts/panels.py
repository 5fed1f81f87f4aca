"""POSTs about panels and who answers on them."""

from __future__ import annotations

from typing import Any

from blueprints.managing.panels import words
from extensions import db
from models import Panel
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World

MANAGE = "/manage/panels"


def _settings(world: World) -> str:
    return f"{MANAGE}/{world.panel.slug}"


def _version(world: World) -> dict[str, Any]:
    return {"version": str(db.session.get_one(Panel, world.panel.id).version)}


def _edited(world: World) -> dict[str, Any]:
    known = words.written(db.session.get_one(Panel, world.panel.id))
    sent = {name: value for name, value in known.items() if value is not False}
    return {**sent, **_version(world), "introduction": "Ask about **anything**."}


POSTS: list[Post] = [
    Post(
        name="make a panel",
        address=lambda world: f"{MANAGE}/new",
        fields=lambda world: {
            "title": "Ask the board",
            "slug": "ask-the-board",
            "introduction": "",
            "language": "en",
            "time_zone": "UTC",
            "audience": "public",
        },
        who="administrator",
        typed="introduction",
        records="create",
    ),
    Post(
        name="copy a panel",
        address=lambda world: f"{_settings(world)}/copy",
        fields=lambda world: {"title": "Ask us again", "slug": "ask-us-again"},
        who="administrator",
        typed="title",
        records="create",
    ),
    Post(
        name="save a panel",
        address=_settings,
        fields=_edited,
        who="administrator",
        typed="introduction",
        records="edit",
    ),
    Post(
        name="archive a panel",
        address=lambda world: f"{_settings(world)}/archive",
        fields=_version,
        who="administrator",
        records="archive",
        page=_settings,
    ),
]
