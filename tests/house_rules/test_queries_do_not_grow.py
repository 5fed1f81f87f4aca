"""No page asks the database more often when there is more to show."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import urlsplit

import pytest
from flask import Flask

from domain.panel import creating
from extensions import begin_writing, clock, db
from models import Executive, Notice, NotTaken, Standing, Support
from tests.blueprints.browsers import SignIn
from tests.house_rules.gets import addresses
from tests.house_rules.posts.driving import Browsers
from tests.house_rules.world import World, build, grow
from tests.made import Made
from tests.price import queries

WHO = (None, "moderator", "administrator", "executive")
MOST = 60
"""No page needs more: what is asked more often wants a join."""
MORE = 2
"""Of everything there are so many more the second time; a query for each row grows by no less."""


@pytest.fixture
def world(made: Made) -> World:
    return build(made)


def furnish(world: World) -> None:
    """Two more of everything that a panel has, and of every question."""
    grow(world, MORE)
    begin_writing()
    panel, now = db.session.merge(world.panel), clock.now()
    for number in range(MORE):
        tail = f"{number} of {now:%H%M%S%f}"
        creating.topic(panel, f"Topic {tail}")
        name, position = f"Executive {tail}", 10 + number
        db.session.add(
            Executive(panel_id=panel.id, name=name, position=position, standing=Standing.ANSWERING)
        )
        db.session.add(Notice(panel_id=panel.id, text=f"Notice {tail}", shown_from=now, created_at=now))
        topic = {"title": f"Not {tail}", "standard_text": "Elsewhere.", "words": ["refund"]}
        db.session.add(NotTaken(panel_id=panel.id, written_at=now, **topic))
        for question in world.questions.values():
            digest = f"{tail} {question.id}".encode().ljust(32)[:32]
            db.session.add(Support(question_id=question.id, reader_digest=digest, at=now))
    db.session.commit()


def asked(app: Flask, browsers: Browsers, address: str) -> int | None:
    """How many queries a page takes for the first person who may see it; None where nobody may."""
    for who in WHO:
        client = browsers.of(who)
        db.session.rollback()
        with queries() as sent:
            response = client.get(address)
        if response.status_code == 200:
            return len(sent)
    return None


def one_of_each(app: Flask, every: list[str]) -> list[str]:
    """Of the addresses of one endpoint with the same query, three."""
    adapter = app.url_map.bind("localhost")

    def kind(address: str) -> tuple[str, str]:
        parts = urlsplit(address)
        return adapter.match(parts.path, "GET")[0], parts.query

    ordered = sorted(every, key=kind)
    return [address for _, group in groupby(ordered, kind) for address in list(group)[:3]]


def test_no_page_asks_more_often_when_there_is_more_to_show(
    app: Flask, world: World, sign_in: SignIn
) -> None:
    browsers = Browsers(app, world, sign_in)
    furnish(world)
    chosen = one_of_each(app, addresses(app, world))
    before = {address: asked(app, browsers, address) for address in chosen}
    furnish(world)
    after = {address: asked(app, browsers, address) for address in chosen}
    grown = {address: (before[address], after[address]) for address in chosen}
    shown = {address: counts for address, counts in grown.items() if None not in counts}
    assert len(shown) > len(chosen) / 3
    assert {address: counts for address, counts in shown.items() if counts[1] >= counts[0] + MORE} == {}
    assert {address: counts for address, counts in shown.items() if counts[1] > MOST} == {}
