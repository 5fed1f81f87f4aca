"""The panel's page: published questions and answers, twenty to a page, by executive."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.question import publishing
from extensions import clock, db
from models import Panel, User
from tests.blueprints.reading.conftest import CountQueries
from tests.made import Made
from tests.pages import Page, PageClient


def questions_on(page: Page) -> list[str]:
    """The addresses of the questions that the page leads to, each once, in order."""
    return list(dict.fromkeys(link for link in page.links() if "/questions/" in link))


def many(made: Made, panel: Panel, moderator: User, number: int) -> None:
    """Publish questions, one minute apart, the last one newest."""
    now = clock.now()
    for index in range(number):
        at = now - timedelta(minutes=number - index)
        made.published(panel, moderator, f"What of number {index:02}?", at=at)


def test_a_page_has_twenty_rows_newest_first_and_leads_to_the_rest(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    many(made, panel, moderator, 25)
    first = client.page("/ask-us/")
    rows = questions_on(first)
    assert len(rows) == 20
    assert rows[0].endswith("what-of-number-24")
    older = next(link for link in first.links() if "after=" in link)
    second = client.page(older)
    assert [row[-2:] for row in questions_on(second)] == ["04", "03", "02", "01", "00"]
    assert not [link for link in second.links() if "after=" in link]
    assert "25" in first.text


def test_a_question_published_meanwhile_moves_no_row_to_another_page(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    many(made, panel, moderator, 25)
    older = next(link for link in client.page("/ask-us/").links() if "after=" in link)
    made.published(panel, moderator, "A new one?")
    assert len(questions_on(client.page(older))) == 5


def test_questions_are_found_by_who_answered(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    ada, ben = panel.executives
    made.published(panel, moderator, "For Ada?", by_executive=ada)
    made.published(panel, moderator, "For Ben?", by_executive=ben)
    page = client.page(f"/ask-us/?executive={ben.id}")
    assert "For Ben?" in page.text
    assert "For Ada?" not in page.text


@pytest.mark.parametrize("wanted", ["999999", "x", "9" * 30, "-1"])
def test_an_executive_who_is_not_here_is_a_404(made: Made, client: PageClient, wanted: str) -> None:
    made.panel()
    client.page(f"/ask-us/?executive={wanted}", 404)


def test_an_executive_of_another_panel_is_a_404(made: Made, client: PageClient) -> None:
    made.panel()
    stranger = made.panel("other", executives=("Cy Dean",)).executives[0]
    client.page(f"/ask-us/?executive={stranger.id}", 404)


@pytest.mark.parametrize("after", ["x", "20260101-1", "20261122T101010.000000Z-", "٣-٤"])
def test_a_place_that_cannot_be_read_is_a_400(made: Made, client: PageClient, after: str) -> None:
    made.panel()
    client.page(f"/ask-us/?after={after}", 400)


def test_what_is_not_public_is_neither_listed_nor_counted(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    made.question(panel, "Pending secret?")
    approved = made.approved(panel, moderator, "Approved secret?")
    made.answer(approved, panel.executives[0], moderator, "Unpublished words.")
    made.published(panel, moderator, "Scheduled secret?", when=clock.now() + timedelta(hours=1))
    gone = made.published(panel, moderator, "Gone secret?")
    made.do(publishing.unpublish, gone, moderator, reason="A mistake.")
    page = client.page("/ask-us/")
    assert "secret" not in page.text
    assert "Unpublished" not in page.text
    assert questions_on(page) == []


def test_only_the_answer_that_was_named_is_shown(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    ada, ben = panel.executives
    question = made.published(panel, moderator, "Both of you?", by_executive=ada, body="Ada says so.")
    made.answer(question, ben, moderator, "Ben says otherwise.")
    assert "Ben says" not in client.page("/ask-us/").text
    made.do(publishing.publish, question, moderator)
    db.session.rollback()
    found = client.page(f"/ask-us/?executive={ben.id}")
    assert "Ben says otherwise." in found.text


def test_the_home_page_lists_open_upcoming_and_archived_panels(made: Made, client: PageClient) -> None:
    now = clock.now()
    assert "h1" in {tag for tag, _ in client.page("/").tags}
    made.panel("open-one", title="Open one")
    made.panel("later-one", title="Later one", opens_at=now + timedelta(days=2))
    made.panel(
        "closed-one",
        title="Closed one",
        opens_at=now - timedelta(days=9),
        closes_at=now - timedelta(days=2),
    )
    page = client.page("/")
    for title in ("Open one", "Later one", "Closed one"):
        assert title in page.text
    asks = [link for link in page.links() if link.endswith("/ask")]
    assert asks == ["/open-one/ask"]


def test_a_list_costs_the_same_few_queries_however_long(
    made: Made, client: PageClient, count_queries: CountQueries
) -> None:
    panel, moderator = made.panel(), made.moderator()
    many(made, panel, moderator, 3)
    with count_queries() as few:
        client.page("/ask-us/")
    many(made, panel, moderator, 17)
    with count_queries() as many_rows:
        client.page("/ask-us/")
    assert len(many_rows) == len(few) <= 10
