"""A reader sees while typing that their question is asked already, and may send it all the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from models import Panel
from tests.browser.people import People
from tests.made import Made

ASKED = "Will the last evening train really wait for the late boat?"
WAITS = "What happens to the evening train when the boat is late?"
TYPED = "Does the evening train wait if the boat is late"


@pytest.fixture
def panel(made: Made) -> Panel:
    """A panel where one question is answered and a near one is open."""
    panel, mia = made.panel(list_open=True), made.moderator()
    for text in ("Who decides about the salaries of the board?", "May I take my dog on board in summer?"):
        made.question(panel, text)
    made.published(panel, mia, ASKED)
    made.approved(panel, mia, WAITS)
    return panel


def question(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your question")


def box(page: Page) -> Locator:
    return page.get_by_role("region", name="Perhaps this is asked already")


def asks(page: Page) -> list[str]:
    """The look-ups that the page sends, as they come."""
    sent: list[str] = []

    def hear(request: Request) -> None:
        if "/similar?" in request.url:
            sent.append(request.url)

    page.on("request", hear)
    return sent


@pytest.mark.usefixtures("panel")
def test_near_ones_come_with_a_pause_the_answered_one_first_and_go_again(people: People) -> None:
    page = people.reader()
    sent = asks(page)
    page.goto("/ask-us/ask")
    expect(box(page)).to_have_count(0)
    question(page).press_sequentially(TYPED, delay=5)
    expect(box(page).get_by_role("listitem")).to_have_count(2)
    expect(box(page).get_by_role("listitem").first).to_contain_text(ASKED)
    expect(box(page).get_by_role("listitem").last).to_contain_text("Approved, not yet answered.")
    expect(box(page).get_by_role("status")).to_have_text("2 similar")
    assert len(sent) == 1
    question(page).fill("Does it")
    expect(box(page)).to_have_count(0)
    assert len(sent) == 1


@pytest.mark.usefixtures("panel")
def test_who_goes_on_sends_their_own_question(people: People) -> None:
    page = people.reader()
    page.goto("/ask-us/ask")
    question(page).fill(TYPED)
    expect(box(page)).to_be_visible()
    page.get_by_role("button", name="Send my question").click()
    page.wait_for_url("**/passport/**")


@pytest.mark.usefixtures("panel")
def test_a_reader_without_scripts_asks_as_ever(people: People) -> None:
    page = people.reader(java_script_enabled=False)
    page.goto("/ask-us/ask")
    question(page).fill(TYPED)
    expect(box(page)).to_have_count(0)
    page.get_by_role("button", name="Send my question").click()
    page.wait_for_url("**/passport/**")
