"""POSTs about saved views."""

from __future__ import annotations

from domain.desk import views
from domain.desk.filters import Age, Filters
from extensions import begin_writing, clock, db
from models import User
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World

CHOOSING = "panel=ask-us&status=pending&age=today"


def choosing(world: World) -> str:
    """The page with the form that keeps a view, and with those that forget one."""
    return f"/desk/?{CHOOSING}&open=filter"


def kept(world: World) -> str:
    """Where a view of the panel is forgotten."""
    begin_writing()
    by = world.made.by(db.session.get_one(User, world.moderator.id))
    panel = db.session.merge(world.panel)
    view = views.save(panel, "Today", Filters(age=Age.TODAY), for_panel=True, by=by, at=clock.now())
    db.session.commit()
    return f"/desk/views/{view.id}/remove?{CHOOSING}"


POSTS: list[Post] = [
    Post(
        "save a view for oneself",
        lambda world: f"/desk/views?{CHOOSING}",
        lambda world: {"title": "Of this day", "whose": "own"},
        typed="title",
        page=choosing,
    ),
    Post(
        "save a view for the panel",
        lambda world: f"/desk/views?{CHOOSING}",
        lambda world: {"title": "Of all days", "whose": "panel"},
        typed="title",
        records="save-view",
        page=choosing,
    ),
    Post(
        "remove a view of the panel",
        kept,
        lambda world: {},
        records="remove-view",
        page=choosing,
    ),
]
