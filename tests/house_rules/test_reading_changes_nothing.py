"""Rule 2: a GET writes no event, no message and no state; the exceptions are named here."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from extensions import clock, db
from models import Claim
from tests.blueprints.browsers import SignIn
from tests.house_rules.gets import addresses
from tests.house_rules.world import World, build, rows
from tests.made import Made
from tests.pages import PageClient

CLAIMS = frozenset({("claims", column.name) for column in Claim.__table__.columns})
EXCEPTIONS = frozenset({("sign_ins", "last_seen_at"), *CLAIMS})
"""A sign-in's last-seen, at most once a minute; taking, renewing and dropping a claim, for who decides.
Drafts that are read come with their issue.
"""

WHO = ("anonymous", "moderator", "executive", "administrator")


@pytest.fixture
def world(made: Made) -> World:
    return build(made)


@pytest.mark.parametrize("who", WHO)
def test_a_get_leaves_every_row_as_it_was(app: Flask, world: World, sign_in: SignIn, who: str) -> None:
    client: PageClient = app.test_client() if who == "anonymous" else sign_in(world.people[who])  # type: ignore[assignment]
    every = addresses(app, world)
    before = rows(app, but=EXCEPTIONS)
    statuses = {client.get(address).status_code for address in every}
    for address in every[::5]:
        client.head(address)
        client.options(address)
    assert rows(app, but=EXCEPTIONS) == before
    assert statuses <= {200, 204, 301, 302, 303, 403, 404, 410, 422}
    assert 200 in statuses


def test_a_sign_in_is_seen_once_a_minute_and_nothing_else_changes(
    app: Flask,
    world: World,
    sign_in: SignIn,
) -> None:
    client = sign_in(world.moderator)
    before = rows(app, but=EXCEPTIONS)
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
        client.get("/desk/")
        seen = rows(app)["sign_ins"]
        client.get("/desk/")
        client.get("/account/security")
        assert rows(app)["sign_ins"] == seen
    assert rows(app, but=EXCEPTIONS) == before
    with time_machine.travel(clock.now() + timedelta(seconds=50), tick=False):
        client.get("/desk/")
        assert rows(app)["sign_ins"] == seen


@pytest.mark.parametrize("who", ["anonymous", "executive", "administrator", "auditor"])
def test_who_does_not_decide_takes_and_drops_no_claim(
    app: Flask, world: World, sign_in: SignIn, who: str
) -> None:
    every = [address for address in addresses(app, world) if address.startswith("/desk/")]
    pending = world.made.question(db.session.merge(world.panel)).id
    sign_in(db.session.merge(world.moderator)).get(f"/desk/questions/{pending}")
    client: PageClient = app.test_client() if who == "anonymous" else sign_in(world.people[who])  # type: ignore[assignment]
    before = rows(app)["claims"]
    assert [row[0] for row in before] == [pending]
    for address in (*every, f"/desk/questions/{pending}", f"/desk/next?skip={pending}"):
        client.get(address)
    assert rows(app)["claims"] == before


def test_what_is_given_to_the_watch_is_found(app: Flask, world: World) -> None:
    """A change of one column of one question is seen by the comparison that the tests above rest on."""
    before = rows(app)
    world.made.do(
        lambda question, **_: setattr(question, "external_id", "x"), world.questions["held"], world.moderator
    )
    assert rows(app) != before


def test_a_browser_that_reads_public_pages_is_left_without_a_cookie(app: Flask, world: World) -> None:
    client = app.test_client()
    for address in addresses(app, world):
        if address.startswith((f"/{world.panel.slug}/", "/?")) and not address.endswith("/ask"):
            assert "Set-Cookie" not in client.get(address).headers, address
