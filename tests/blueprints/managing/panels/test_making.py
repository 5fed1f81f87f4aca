"""Making a panel and copying one, and the list of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.panel import creating, window
from extensions import clock, db
from models import Audience, Panel, Role, User
from tests.blueprints.browsers import SignIn, whole
from tests.made import Made
from tests.pages import PageClient
from tests.price import price

NEW = "/manage/panels/new"
COPY = "/manage/panels/ask-us/copy"


def find(slug: str) -> Panel:
    """The panel at ``slug`` as the database has it now."""
    db.session.rollback()
    panel = creating.find(slug)
    assert panel
    return panel


def make(client: PageClient, status: int = 303, at: str = NEW, **fields: Any) -> Any:
    return client.send(at, at, status, **{"title": "Ask the board", "slug": "ask-the-board", **fields})


def test_a_title_and_an_address_are_enough(manage: PageClient, client: PageClient) -> None:
    assert make(manage).headers["Location"] == "/manage/panels/ask-the-board"
    panel = find("ask-the-board")
    assert window.state(panel, clock.now()) == window.OPEN
    assert (panel.closes_at, panel.time_zone, panel.language) == (None, "UTC", "en")
    assert panel.audience is Audience.PUBLIC
    assert client.get("/ask-the-board/").status_code == 200
    assert "Ask the board" in manage.page("/manage/panels/ask-the-board").text


def test_everything_that_is_asked_is_kept(manage: PageClient) -> None:
    answer = make(
        manage,
        introduction="**Hello**",
        opens="2036-12-01T09:00",
        closes="2036-12-24T18:00",
        time_zone="Europe/Helsinki",
        language="fi",
        audience="link",
    )
    slug = answer.headers["Location"].rpartition("/")[2]
    assert slug.startswith("ask-the-board-")
    panel = find(slug)
    assert panel.opens_at == datetime(2036, 12, 1, 7, tzinfo=UTC)
    assert panel.closes_at == datetime(2036, 12, 24, 16, tzinfo=UTC)
    assert (panel.introduction, panel.language, panel.audience) == ("**Hello**", "fi", Audience.LINK)


BAD = {
    "no title": ({"title": ""}, "Write a title here."),
    "capitals": ({"slug": "Ask"}, "An address has 2 to 60 small letters"),
    "no address": ({"slug": ""}, "An address has 2 to 60 small letters"),
    "an address of the site": ({"slug": "manage"}, "An address of the site"),
    "a language": ({"slug": "fi"}, "An address of the site, or a language’s code"),
    "one that is taken": ({"slug": "ask-us"}, "Another panel has this address."),
    "no time": ({"opens": "soon"}, "Write the time as 2026-11-30T18:00."),
    "closing first": (
        {"opens": "2036-12-02T09:00", "closes": "2036-12-01T09:00"},
        "It would close before it opens.",
    ),
}


@pytest.mark.parametrize("at", [NEW, COPY])
@pytest.mark.parametrize("fault", BAD)
def test_what_cannot_be_is_named_and_nothing_typed_is_lost(
    manage: PageClient, panel: Panel, fault: str, at: str
) -> None:
    fields, sentence = BAD[fault]
    answer = make(manage, 422, at, **{"title": "Typed & <kept>", **fields})
    page = whole(answer.text)
    assert sentence in page.text
    if "title" not in fields:
        assert page.form(at)["fields"]["title"] == "Typed & <kept>"
    db.session.rollback()
    assert db.session.query(Panel).count() == 1


def test_a_copy_begins_with_what_the_panel_has(manage: PageClient, panel: Panel) -> None:
    fields = manage.page(COPY).form(COPY)["fields"]
    assert (fields["title"], fields["slug"], fields["closes"]) == ("Ask us", "", "")
    answer = make(manage, at=COPY, title="Ask again", slug="ask-again")
    assert answer.headers["Location"] == "/manage/panels/ask-again"
    made = find("ask-again")
    assert [executive.name for executive in made.executives] == ["Ada Brook", "Ben Cole"]


class TestList:
    """The panels that one may see, with what waits in each."""

    def test_it_has_state_audience_and_counts(
        self, made: Made, manage: PageClient, panel: Panel, mia: User
    ) -> None:
        made.question(panel)
        made.published(panel, mia)
        made.panel("inside", title="Among us", audience=Audience.STAFF)
        page = manage.page("/manage/panels")
        for words in ("Ask us /ask-us Open Public 2 1 1", "Among us /inside Open Staff 2 0 0"):
            assert words in page.text
        assert {"/manage/panels/ask-us", "/manage/panels/inside", NEW} <= set(page.links())

    def test_it_has_no_other_panels(self, made: Made, panel: Panel, sign_in: SignIn) -> None:
        mine = made.panel("mine", title="Mine")
        page = sign_in(made.user(Role.ADMINISTRATOR, panel=mine)).page("/manage/panels")
        assert "/manage/panels/mine" in page.links()
        assert "/manage/panels/ask-us" not in page.links()
        assert NEW not in page.links()

    def test_it_says_what_to_do_where_there_is_none(self, made: Made, manage: PageClient) -> None:
        page = manage.page("/manage/panels")
        assert "There is no panel yet" in page.text
        assert NEW in page.links()

    def test_it_costs_no_more_with_more_panels(self, made: Made, manage: PageClient) -> None:
        made.panel("first")
        one = price(lambda: manage.get("/manage/panels"))
        for number in range(6):
            made.panel(f"panel-{number}")
        assert price(lambda: manage.get("/manage/panels")) == one
