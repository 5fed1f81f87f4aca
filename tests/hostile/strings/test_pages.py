"""Every page that shows what people wrote shows it as they wrote it, and runs none of it."""

from __future__ import annotations

from math import ceil

import pytest
from flask import Flask
from sqlalchemy import update

from adapters.page_cache import PageCache
from extensions import begin_writing, db
from models import Executive, Panel
from tests.battery.figures import Figure, figure
from tests.browser.conftest import app, whole_app
from tests.browser.people import People
from tests.hostile.strings.columns import Writing
from tests.hostile.strings.hostile import MISSING, OWN, chunks, everything, given
from tests.hostile.strings.visiting import Visit, Visitor, visits
from tests.house_rules.posts.driving import Browsers
from tests.house_rules.world import World, build
from tests.made import PASSWORD, Made
from tests.pages import PageClient

__all__ = ["app", "figure", "whole_app"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TYPED = 400
TELLING = {
    "reading.panel",
    "reading.question",
    "asking.ask",
    "asking.passport",
    "moderating.queue",
    "moderating.question",
    "answering.write",
    "managing.settings",
    "managing.executives_list",
    "managing.staff_list",
}
"""Pages that between them show most of what people write."""
EACH_TURN = 2
"""Addresses of one endpoint that are opened in one turn; the next turn opens the next ones."""


@pytest.fixture
def world(made: Made) -> World:
    return build(made)


def sign_in(app: Flask):  # type: ignore[no-untyped-def]
    """Gives clients that are signed in, without a browser."""

    def signed_in(user) -> PageClient:  # type: ignore[no-untyped-def]
        email, client = user.email, PageClient(app)
        client.send("/account/sign-in", "/account/sign-in", email=email, password=PASSWORD)
        return client

    return signed_in


def drive(
    app: Flask, world: World, people: People, strings: tuple[str, ...], only: set[str] | None
) -> Visitor:
    """Open the pages, in as many turns as it takes until every cell has held every string.

    Of all pages each address is opened besides, or what only the last ones show would stay unseen.
    """
    app.test_client_class = PageClient
    pages = visits(app, world, Browsers(app, world, sign_in(app)))
    without_pictures()
    together = chunks(strings)
    writing = Writing(app, together)
    visitor = Visitor(people, world, writing)
    most = max(len(every) for every in pages.values())
    turns = len(together) if only else max(len(together), ceil(most / EACH_TURN))
    for turn in range(turns):
        chunk = together[turn % len(together)]
        writing.write(turn)
        assert isinstance(app.wsgi_app, PageCache)
        app.wsgi_app.clear()
        for endpoint, every in pages.items():
            if only is None or endpoint in only:
                for address, who in these(every, turn):
                    visitor.visit(address, who, chunk[:TYPED])
                address, who = every[turn % len(every)]
                visitor.ask(address, who, strings[(turn * 7 + len(endpoint)) % len(strings)])
    visitor.wrong += [f"never shown whole: {column}" for column in unseen(writing, only)]
    return visitor


def without_pictures() -> None:
    """Take the pictures away that the table of GETs put there: they are rows without files."""
    begin_writing()
    db.session.execute(update(Executive).values(portrait_id=None))
    db.session.execute(update(Panel).values(banner_id=None))
    db.session.commit()


def these(every: list[Visit], turn: int) -> list[Visit]:
    """Some of the addresses of one endpoint, others in the next turn."""
    few = min(EACH_TURN, len(every))
    return [every[(turn * few + place) % len(every)] for place in range(few)]


def unseen(writing: Writing, only: set[str] | None) -> list[str]:
    """The columns that no page showed whole; of few pages nothing is expected."""
    return sorted(writing.columns() - writing.seen) if only is None else []


def test_pages_full_of_hostile_strings_show_them_and_run_none(
    app: Flask, world: World, people: People
) -> None:
    visitor = drive(app, world, people, OWN, TELLING)
    assert not visitor.wrong, "\n".join(visitor.wrong)
    assert visitor.opened > len(TELLING)


@pytest.mark.battery
def test_every_string_on_every_page(app: Flask, world: World, people: People, figure: Figure) -> None:
    """No script runs, nothing is asked elsewhere, no dialog opens, and the text is there as written.

    Every column that holds what people wrote has held every string, and was seen whole.

    Seen red: with ``|safe`` behind ``w.text`` in ``components/words.html``: "Executing inline script violates
    the following Content Security Policy directive", "another host: https://elsewhere.example/", and the
    page was led away.
    """
    strings = everything()
    visitor = drive(app, world, people, strings, None)
    told = f"{len(strings):,} strings on {visitor.opened:,} pages, {len(visitor.wrong)} wrong"
    figure("hostile strings in Chromium", told + ("" if given() else f" ({MISSING})"))
    assert not visitor.wrong, "\n".join(visitor.wrong[:100])
