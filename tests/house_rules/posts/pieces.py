"""POSTs about the pieces of a panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.panel import loading, not_taken, notices, pictures, topics
from extensions import begin_writing, clock, db
from models import Notice, NotTaken, Panel, Purpose
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def of_panel(ending: str) -> Callable[[World], str]:
    """An address below the panel's."""
    return lambda world: f"/manage/panels/{world.panel.slug}/{ending}"


def of_executive(number: int, ending: str = "") -> Callable[[World], str]:
    """The address of an executive, or one below it."""
    return lambda world: f"/manage/executives/{world.panel.executives[number].id}{ending}"


def of_topic(ending: str = "") -> Callable[[World], str]:
    """The address of the panel's first topic, or one below it."""
    return lambda world: f"/manage/panels/{world.panel.slug}/topics/{world.panel.topics[0].id}{ending}"


def of_notice(ending: str = "") -> Callable[[World], str]:
    """The address of a notice that was pinned for it, or one below."""
    return lambda world: f"/manage/panels/{world.panel.slug}/notices/{notice(world).id}{ending}"


def of_not_taken(ending: str = "") -> Callable[[World], str]:
    """The address of the second of two topics not taken that were made for it, or one below."""
    return lambda world: (
        f"/manage/panels/{world.panel.slug}/not-taken/{topics_not_taken(world)[1].id}{ending}"
    )


def notice(world: World) -> Notice:
    """The panel's notice, pinned where there is none."""
    known = notices.every(world.panel)
    if known:
        return known[0]
    panel = _panel(world)
    by = world.made.by(world.people["administrator"])
    made = notices.add(panel, notices.Wanted("Answers from May on."), by=by, at=clock.now())
    db.session.commit()
    return made


def topics_not_taken(world: World) -> list[NotTaken]:
    """The panel's topics not taken, two made where there is none."""
    known = list(not_taken.every(world.panel))
    if known:
        return known
    panel = _panel(world)
    by = world.made.by(world.people["administrator"])
    for title in ("The court case", "A lost bag"):
        not_taken.add(panel, not_taken.Wanted(title, "Not here.", ("court",)), by=by, at=clock.now())
    db.session.commit()
    return list(not_taken.every(panel))


def illustrated(world: World) -> Panel:
    """The panel with a banner and its first executive with a portrait, though no file is there."""
    if world.panel.banner_id is None:
        panel, now = _panel(world), clock.now()
        by = world.made.by(world.people["administrator"])
        banner = pictures.keep("b" * 64, Purpose.BANNER, width=640, height=360, at=now)
        pictures.set_banner(panel, banner, "", seen=loading.newest_event(panel), by=by, at=now)
        panel.executives[0].portrait = pictures.keep("a" * 64, Purpose.PORTRAIT, width=88, height=101, at=now)
        db.session.commit()
    return world.panel


def _panel(world: World) -> Panel:
    """The panel, locked, in a transaction that the caller ends."""
    begin_writing()
    panel = loading.locked(world.panel.id)
    assert panel is not None
    return panel


def newest(world: World) -> str:
    """The number of the panel's newest event, which its forms carry."""
    return str(loading.newest_event(world.panel))


def about(typed: str, **more: Any) -> Callable[[World], dict[str, Any]]:
    """A form about a piece with a ``typed`` text of its own."""
    return lambda world: {"version": newest(world), typed: "Something of its own", **more}


def downwards(world: World) -> dict[str, Any]:
    """A topic's way down, past another one that was added for it."""
    if len(topics.every(world.panel)) < 2:
        by = world.made.by(world.people["administrator"])
        topics.add(_panel(world), "People", by=by, at=clock.now())
        db.session.commit()
    return {"direction": "down"}


def pressed(world: World) -> dict[str, Any]:
    """A form of one button."""
    return {}


EXECUTIVE = {"standing": "answering", "title": "Chair"}
NOT_TAKEN = {"standard_text": "It is not taken here.", "words": "court, pier"}


def with_banner(fields: Callable[[World], dict[str, Any]]) -> Callable[[World], dict[str, Any]]:
    """``fields``, and a banner hangs already."""

    def made(world: World) -> dict[str, Any]:
        illustrated(world)
        return fields(world)

    return made


def _administrators(
    name: str,
    address: Callable[[World], str],
    fields: Callable[[World], dict[str, Any]],
    records: str,
    page: Callable[[World], str] | None = None,
    typed: str | None = None,
) -> Post:
    return Post(name, address, fields, who="administrator", typed=typed, records=records, page=page)


POSTS: list[Post] = [
    _administrators(
        "executive add",
        lambda world: f"/manage/executives/new?panel={world.panel.slug}",
        about("name", **EXECUTIVE),
        "executive-add",
        typed="name",
    ),
    _administrators(
        "executive edit", of_executive(0), about("name", **EXECUTIVE), "executive-edit", typed="name"
    ),
    _administrators(
        "executive move",
        of_executive(1, "/move"),
        lambda world: {"direction": "up"},
        "executive-move",
        page=of_executive(1),
    ),
    _administrators(
        "executive initials",
        of_executive(0, "/initials"),
        with_banner(pressed),
        "portrait-remove",
        page=of_executive(0),
    ),
    _administrators("notice add", of_panel("notices"), about("notice"), "notice-add", typed="notice"),
    _administrators("notice edit", of_notice(), about("notice"), "notice-edit", typed="notice"),
    _administrators("notice remove", of_notice("/remove"), pressed, "notice-remove", page=of_notice()),
    _administrators(
        "not taken add", of_panel("not-taken"), about("title", **NOT_TAKEN), "not-taken-add", typed="title"
    ),
    _administrators(
        "not taken edit", of_not_taken(), about("title", **NOT_TAKEN), "not-taken-edit", typed="title"
    ),
    _administrators(
        "not taken move",
        of_not_taken("/move"),
        lambda world: {"direction": "up"},
        "not-taken-move",
        page=of_not_taken(),
    ),
    _administrators(
        "not taken remove", of_not_taken("/remove"), pressed, "not-taken-remove", page=of_not_taken()
    ),
    _administrators("topic add", of_panel("topics"), about("title"), "topic-add", typed="title"),
    _administrators("topic rename", of_topic(), about("title"), "topic-rename", typed="title"),
    _administrators("topic move", of_topic("/move"), downwards, "topic-move", page=of_topic()),
    _administrators("topic remove", of_topic("/remove"), pressed, "topic-remove", page=of_topic()),
    _administrators("banner set", of_panel("banner"), with_banner(about("alt")), "banner-set", typed="alt"),
    _administrators(
        "banner remove",
        of_panel("banner/remove"),
        with_banner(pressed),
        "banner-remove",
        page=of_panel("banner"),
    ),
]
