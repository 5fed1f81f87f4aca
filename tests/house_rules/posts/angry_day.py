"""POSTs about an angry day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.panel import angry_day, loading
from extensions import begin_writing, clock, db
from models import Panel, User
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World

VERBS: dict[str, Callable[..., None]] = {
    angry_day.PAUSE: angry_day.pause,
    angry_day.HOLD_NEW: angry_day.hold_new,
    angry_day.TAKE_DOWN: angry_day.take_down,
}
REASON = {"reason": "We look into it."}


def page(measure: str) -> Callable[[World], str]:
    """Where ``measure`` is confirmed."""
    return lambda world: f"/desk/panels/{world.panel.slug}/angry-day/{measure}"


def is_running(panel: Panel, begin: str) -> bool:
    """Whether it is in force."""
    return begin in [one.measure for one in angry_day.in_force(panel, clock.now())]


def running(begin: str) -> Callable[[World], str]:
    """The page on which what is in force is taken back. Nothing is before somebody looks for that page."""

    def begun(world: World) -> str:
        begin_writing()
        panel = loading.locked(world.panel.id)
        assert panel is not None
        if not is_running(panel, begin):
            VERBS[begin](
                panel,
                seen=angry_day.seen(panel, begin),
                by=world.made.by(db.session.get_one(User, world.moderator.id)),
                at=clock.now(),
                **(REASON if begin == angry_day.TAKE_DOWN else {}),
            )
        db.session.commit()
        return page(angry_day.ENDS[begin])(world)

    return begun


def seen(measure: str) -> Callable[[World], dict[str, Any]]:
    """The number of the newest event about ``measure``, as its form carries it."""
    return lambda world: {"version": str(angry_day.seen(db.session.get_one(Panel, world.panel.id), measure))}


def seen_when_running(begin: str) -> Callable[[World], dict[str, Any]]:
    """The same where it is taken back; where it isn't in force yet, the next event begins it."""

    def version(world: World) -> dict[str, Any]:
        panel = db.session.get_one(Panel, world.panel.id)
        number = angry_day.seen(panel, begin) if is_running(panel, begin) else loading.newest_event(panel) + 1
        return {"version": str(number)}

    return version


POSTS: list[Post] = [
    Post("pause asking", page("pause"), lambda world: {**seen("pause")(world), "until": ""}, records="pause"),
    Post("hold everything new", page("hold-new"), seen("hold-new"), records="hold-new"),
    Post(
        "unpublish a panel",
        page("take-down"),
        lambda world: {**seen("take-down")(world), **REASON},
        typed="reason",
        records="take-down",
    ),
    *(
        Post(f"{end} again", page(end), seen_when_running(begin), records=end, page=running(begin))
        for begin, end in angry_day.ENDS.items()
    ),
]
