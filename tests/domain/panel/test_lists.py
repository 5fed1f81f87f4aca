"""Panels as the public and the desk list them."""

from __future__ import annotations

from datetime import timedelta

from domain.panel import lists
from domain.permissions import Permission
from extensions import clock, db
from models import Audience, Role
from tests.domain.question.situations import Scene
from tests.made import Made
from tests.price import price

DAY = timedelta(days=1)


def test_the_home_page_lists_public_panels_the_last_opened_first(made: Made) -> None:
    now = clock.now()
    old = made.panel("old", opens_at=now - 3 * DAY, closes_at=now - DAY)
    new = made.panel("new", opens_at=now - 2 * DAY)
    coming = made.panel("coming", opens_at=now + DAY)
    for slug, audience in (("private", Audience.LINK), ("staff", Audience.STAFF)):
        made.panel(slug).audience = audience
        db.session.commit()
    listed = lists.public(now)
    assert [(found.panel, found.state) for found in listed] == [
        (coming, "upcoming"),
        (new, "open"),
        (old, "closed"),
    ]


def test_what_waits_is_told_only_where_the_panel_lists_it(made: Made) -> None:
    moderator = made.moderator()
    quiet, telling = made.panel("quiet"), made.panel("telling", list_open=True)
    for panel in (quiet, telling):
        made.approved(panel, moderator)
        made.published(panel, moderator)
    told = {found.panel.slug: (found.published, found.waiting) for found in lists.public(clock.now())}
    assert told == {"quiet": (1, None), "telling": (1, 1)}
    assert (lists.waiting(quiet, clock.now()), lists.waiting(telling, clock.now())) == (None, 1)


def test_each_executive_is_counted_with_their_published_answers(made: Made) -> None:
    scene = Scene(made)
    for situation in (
        "published",
        "published, another answer released",
        "scheduled",
        "approved and answered",
    ):
        scene.question(situation)
    counts = {found.executive.name: found.published for found in lists.seated(scene.panel, clock.now())}
    assert counts == {"Ada Brook": 2, "Ben Cole": 0}


def test_the_home_page_costs_the_same_for_one_panel_and_for_five(made: Made) -> None:
    def read() -> None:
        for found in lists.public(clock.now()):
            assert [executive.name for executive in found.panel.executives]

    made.panel("one")
    few = price(read)
    for number in range(4):
        made.panel(f"panel-{number}")
    assert price(read) == few


def test_the_desk_lists_the_panels_that_one_may_read(made: Made) -> None:
    first, second = made.panel("first"), made.panel("second", opens_at=clock.now() - 2 * DAY)
    reads, now = Permission.READ_DESK, clock.now()
    assert lists.for_desk(made.moderator(), reads, now) == [first, second]
    assert lists.for_desk(made.moderator(second), reads, now) == [second]
    assert lists.for_desk(made.user(Role.AUDITOR, panel=first), reads, now) == [first]
    assert lists.for_desk(made.user(Role.AUDITOR), Permission.DECIDE, now) == []
    assert lists.for_desk(made.user(Role.EXECUTIVE, delegate_of=first.executives[0]), reads, now) == []
