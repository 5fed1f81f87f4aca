"""What anybody reads of a panel: its published questions, newest first."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import time_machine

from domain.question import publishing
from extensions import clock
from models import Panel, User
from tests.made import Made
from tests.pages import Page, PageClient
from tests.price import queries

ROW = re.compile(r"/ask-us/questions/(\d+)-")


def rows(page: Page) -> list[int]:
    """The ids of the questions that the list links to, in its order."""
    return list(dict.fromkeys(int(found.group(1)) for to in page.links() if (found := ROW.match(to))))


def older(page: Page) -> str | None:
    return next((to for to in page.links() if "after=" in to), None)


def test_the_newest_published_comes_first(made: Made, client: PageClient, panel: Panel, mia: User) -> None:
    now = clock.now()
    ids = [made.published(panel, mia, at=now - timedelta(hours=hours)).id for hours in (5, 1, 3)]
    assert rows(client.page("/ask-us/")) == [ids[1], ids[2], ids[0]]


def test_twenty_to_a_page_each_question_on_one_and_no_new_one_moves_them(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    now = clock.now()
    published = [made.published(panel, mia, at=now - timedelta(minutes=n // 3)) for n in range(45)]
    in_order = sorted(published, key=lambda question: (question.published_at or now, question.id))
    expected = [question.id for question in reversed(in_order)]
    second = older(client.page("/ask-us/"))
    assert second
    third = older(client.page(second))
    assert third
    pages = [rows(client.page(address)) for address in ("/ask-us/", second, third)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert [row for page in pages for row in page] == expected
    assert older(client.page(third)) is None
    made.published(panel, mia)
    assert [rows(client.page(address)) for address in (second, third)] == pages[1:]


def test_exactly_twenty_have_no_second_page(made: Made, client: PageClient, panel: Panel, mia: User) -> None:
    for _ in range(20):
        made.published(panel, mia)
    page = client.page("/ask-us/")
    assert (len(rows(page)), older(page)) == (20, None)


def test_the_filter_shows_what_one_executive_answered(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    ada, ben = panel.executives
    hers = made.published(panel, mia, by_executive=ada).id
    his = made.published(panel, mia, by_executive=ben).id
    assert rows(client.page(f"/ask-us/?executive={ada.id}")) == [hers]
    assert rows(client.page(f"/ask-us/?executive={ben.id}")) == [his]
    assert rows(client.page("/ask-us/?executive=")) == [his, hers]


def test_the_filter_stays_on_later_pages(made: Made, client: PageClient, panel: Panel, mia: User) -> None:
    ada = panel.executives[0].id
    for _ in range(21):
        made.published(panel, mia)
    address = older(client.page(f"/ask-us/?executive={ada}"))
    assert address
    assert f"executive={ada}" in address
    assert len(rows(client.page(address))) == 1


def test_an_answer_that_was_taken_down_leaves_the_filter_too(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    ada, ben = panel.executives
    question = made.published(panel, mia, by_executive=ada)
    his = made.answer(question, ben, mia)
    made.do(publishing.publish, question, mia)
    made.do(publishing.unpublish, question, mia, reason="Wrong.", answers=[his.id])
    assert rows(client.page(f"/ask-us/?executive={ben.id}")) == []
    assert rows(client.page(f"/ask-us/?executive={ada.id}")) == [question.id]


def test_an_answer_shows_once_it_is_named(made: Made, client: PageClient, panel: Panel, mia: User) -> None:
    ada, ben = panel.executives
    question = made.published(panel, mia, by_executive=ada, body="Ada says so.")
    made.answer(question, ben, mia, "Ben says otherwise.")
    assert "Ben says" not in client.page("/ask-us/").text
    made.do(publishing.publish, question, mia)
    assert "Ben says otherwise." in client.page(f"/ask-us/?executive={ben.id}").text


def test_a_list_costs_the_same_few_queries_however_long(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    for _ in range(3):
        made.published(panel, mia)
    with queries() as few:
        client.page("/ask-us/")
    for _ in range(17):
        made.published(panel, mia)
    with queries() as many:
        client.page("/ask-us/")
    assert len(many) == len(few) <= 10


@pytest.mark.parametrize("who", ["0", "999999", "ada", "-1", "1.5", str(2**63), "9" * 40, "٣"])
def test_an_unknown_executive_is_a_404(client: PageClient, panel: Panel, who: str) -> None:
    client.page(f"/ask-us/?executive={who}", status=404)


def test_another_panels_executive_is_a_404(made: Made, client: PageClient, panel: Panel) -> None:
    other = made.panel("other-panel").executives[0].id
    client.page(f"/ask-us/?executive={other}", status=404)


@pytest.mark.parametrize("after", ["x", "1", "20260101T000000.000000Z", "20260101T000000.000000Z-x", "-"])
def test_a_place_that_cannot_be_read_is_a_400(client: PageClient, panel: Panel, after: str) -> None:
    client.page(f"/ask-us/?after={after}", status=400)


def test_a_place_beyond_the_end_is_an_empty_page_with_a_way_back(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    made.published(panel, mia)
    page = client.page("/ask-us/?after=20200101T000000.000000Z-1")
    assert rows(page) == []
    assert "/ask-us/" in page.links()


def test_what_waits_for_its_time_appears_when_it_comes(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    when = clock.now() + timedelta(hours=1)
    question = made.published(panel, mia, when=when)
    assert rows(client.page("/ask-us/")) == []
    with time_machine.travel(when, tick=False):
        assert rows(client.page("/ask-us/")) == [question.id]


def test_a_panel_without_answers_invites_the_first_question(client: PageClient, panel: Panel) -> None:
    assert "/ask-us/ask" in client.page("/ask-us/").links()


def test_a_closed_panel_has_no_way_to_ask(made: Made, client: PageClient) -> None:
    now = clock.now()
    made.panel(opens_at=now - timedelta(days=3), closes_at=now - timedelta(days=1))
    assert "/ask-us/ask" not in client.page("/ask-us/").links()


def test_times_are_those_of_the_panel(made: Made, client: PageClient, mia: User) -> None:
    panel = made.panel(
        "helsinki", time_zone="Europe/Helsinki", opens_at=datetime.fromisoformat("2026-01-01T00:00Z")
    )
    at = datetime.fromisoformat("2026-11-20T23:30:00+00:00")
    made.published(panel, mia, at=at)
    text = client.get("/helsinki/").text
    assert '<time datetime="2026-11-20T23:30:00Z">21 November 2026</time>' in text


class TestHome:
    def test_it_lists_panels_by_their_window(self, made: Made, client: PageClient) -> None:
        now = clock.now()
        made.panel("open-one", title="Open one")
        made.panel("coming-one", title="Coming one", opens_at=now + timedelta(days=2))
        made.panel("past-one", title="Past one", opens_at=now - timedelta(days=9), closes_at=now)
        text = client.page("/").text
        assert text.index("Open one") < text.index("Coming one") < text.index("Past one")

    def test_without_a_panel_it_says_so(self, made: Made, client: PageClient) -> None:
        assert "There is no panel yet." in client.page("/").text

    def test_it_counts_only_what_is_public(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        made.published(panel, mia)
        made.published(panel, mia, when=clock.now() + timedelta(hours=1))
        made.question(panel)
        assert "1 published" in client.page("/").text


@pytest.mark.parametrize("slug", ["nowhere", "a", "x" * 61, "ASK-US", "ask_us", "ask--us", "-ask", "é"])
def test_a_panel_that_is_not_there_is_a_404(client: PageClient, panel: Panel, slug: str) -> None:
    client.page(f"/{slug}/", status=404)
    client.page(f"/{slug}/ask", status=404)


def test_without_its_last_slash_the_address_leads_to_the_panel(client: PageClient, panel: Panel) -> None:
    answer = client.get("/ask-us")
    assert answer.status_code == 308
    assert answer.location.endswith("/ask-us/")
