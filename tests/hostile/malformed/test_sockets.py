"""Malformed requests over real connections, to the server as it is run."""

from __future__ import annotations

import pytest

from tests import databases
from tests.battery.figures import Figure, figure
from tests.battery.live import Browser, Live, live
from tests.hostile.malformed.examples import every, seed
from tests.hostile.malformed.raw import exchange, raw
from tests.hostile.malformed.sending import Told, changed, sound
from tests.house_rules.world import build, rows
from tests.made import PASSWORD
from tests.pages import PageClient

__all__ = ["figure", "live"]

FEW, MANY = 40, 1_000
SEEN = frozenset({("sign_ins", "last_seen_at")})


def drive(live: Live, count: int, chosen: int | None = None) -> Told:
    """Send ``count`` of them; the server goes on, its log has no traceback, every row is as before."""
    told = Told()

    def sign_in(user) -> PageClient:  # type: ignore[no-untyped-def]
        email, client = user.email, PageClient(live.app)
        client.send("/account/sign-in", "/account/sign-in", email=email, password=PASSWORD)
        return client

    databases.empty(live.app)
    live.app.test_client_class = PageClient
    begun = sound(live.app, build(live.made), sign_in)
    before = rows(live.app, but=SEEN)
    every(count, raw(begun, live.port), lambda sent: exchange(live.port, sent, told), chosen)
    assert Browser(live.port).get("/healthz").status == 200
    assert "Traceback" not in live.log.read_text(encoding="utf-8")
    assert not changed(before, rows(live.app, but=SEEN))
    return told


@pytest.mark.battery
def test_a_thousand_malformed_requests_over_connections(live: Live, figure: Figure) -> None:
    """No answer is a 5xx, the server's log has no traceback, and no row is another one afterwards.

    Seen red: without ``_refuse_unusable`` in ``blueprints/headers.py``: the table of sign-ins had changed; a
    form with a NUL in it had begun one.
    """
    chosen = seed()
    told = drive(live, MANY, chosen)
    figure("malformed requests over connections", f"{told.figure} (seed {chosen})")


def test_malformed_requests_over_connections_are_refused(live: Live) -> None:
    told = drive(live, FEW)
    assert told.requests >= FEW
    assert {0, 400} <= set(told.statuses)
