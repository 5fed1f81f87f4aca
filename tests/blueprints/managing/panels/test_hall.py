"""The QR code and the short address for the screen in the hall."""

from __future__ import annotations

import re

import segno

from extensions import begin_writing, db
from models import Audience, Panel
from tests.made import Made
from tests.pages import PageClient

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")


def dark(svg: str) -> set[tuple[int, int]]:
    """The dark squares of a code that was drawn."""
    return {(int(x) + place, int(y)) for x, y, length in RUN.findall(svg) for place in range(int(length))}


def squares(address: str) -> set[tuple[int, int]]:
    """The dark squares of the code of ``address``, within its quiet border."""
    rows = segno.make(address, error="m", micro=False).matrix_iter(border=4)
    return {(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit}


def test_it_has_the_short_address_to_read_and_to_scan(manage: PageClient, panel: Panel) -> None:
    answer = manage.get("/manage/panels/ask-us/hall")
    page = manage.page("/manage/panels/ask-us/hall")
    short = f"localhost/a/{panel.short_code}"
    assert short in page.text
    assert dark(answer.text) == squares(f"http://{short}")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_where_there_is_no_short_one_it_has_the_long_one(made: Made, manage: PageClient) -> None:
    made.panel("inside", audience=Audience.STAFF)
    old = made.panel("older")
    begin_writing()
    db.session.get_one(Panel, old.id).short_code = None
    db.session.commit()
    assert "localhost/older/ask" in manage.page("/manage/panels/older/hall").text
    page = manage.page("/manage/panels/inside/hall")
    assert "localhost/inside/ask" in page.text
    assert "Only signed-in staff get there" in page.text
