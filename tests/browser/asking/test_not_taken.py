"""A reader meets a topic that is not taken, before they type and while they do, and sends it all the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from domain.panel import loading, not_taken
from domain.panel.words import appearing, folded
from extensions import begin_writing, clock, db
from models import Role
from tests.browser.people import PHONE, People
from tests.made import Made

WORDS = ("pier", "lost bag", "Straße", "返金", "محكمة")
TEXTS = {
    "Who hit the PIER?": ["pier"],
    "a pierced ear": [],
    "my lost\nbag": ["lost bag"],
    "auf der STRASSE": ["Straße"],
    "いつ返金されますか": ["返金"],
    "ماذا قالت مَحْكَمَة أمس؟": ["محكمة"],
    "Nothing of all that": [],
    "the pier, the strasse": ["pier", "Straße"],
}


@pytest.fixture
def _court(made: Made) -> None:
    """A panel that does not take the court case."""
    panel = made.panel()
    by = made.by(made.user(Role.ADMINISTRATOR))
    begin_writing()
    locked = loading.locked(panel.id)
    assert locked is not None
    wanted = not_taken.Wanted(
        "The court case", "It is before the court until May.", WORDS, "What is public", "/about/contact"
    )
    not_taken.add(locked, wanted, by=by, at=clock.now())
    db.session.commit()


def question(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your question")


def box(page: Page) -> Locator:
    return page.get_by_role("region", name="Is this about")


@pytest.mark.usefixtures("_court")
def test_while_typing_the_box_comes_says_why_and_goes_again(people: People) -> None:
    page = people.reader()
    page.goto("/ask-us/ask")
    expect(page.get_by_role("region", name="Not taken here")).to_contain_text("The court case")
    expect(box(page)).to_have_count(0)
    question(page).press_sequentially("Who hit the pier")
    expect(box(page)).to_contain_text("It is before the court until May.")
    expect(box(page)).to_contain_text("It appears because you wrote pier.")
    expect(box(page).get_by_role("link", name="What is public")).to_have_attribute("href", "/about/contact")
    expect(question(page)).to_be_focused()
    question(page).fill("Who built the bridge?")
    expect(box(page)).to_have_count(0)


@pytest.mark.usefixtures("_court")
def test_a_reader_whose_question_is_another_goes_on_by_keyboard_and_sends_it(people: People) -> None:
    page = people.reader(viewport=PHONE)
    page.goto("/ask-us/ask")
    question(page).fill("Who pays for the new pier?")
    expect(box(page)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Mine is about something else, go on")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page)).to_have_count(0)
    expect(page.get_by_label("Details")).to_be_focused()
    page.keyboard.type("The pier of the harbour.")
    page.get_by_role("button", name="Send my question").click()
    page.wait_for_url("**/passport/*")


@pytest.mark.usefixtures("_court")
def test_without_scripts_the_list_is_there_and_nothing_keeps_them(people: People) -> None:
    page = people.reader(java_script_enabled=False)
    page.goto("/ask-us/ask")
    expect(page.get_by_role("region", name="Not taken here")).to_contain_text("What is public")
    expect(box(page)).to_have_count(0)
    question(page).fill("Who hit the pier?")
    page.get_by_label("E-mail").fill("nowhere")
    page.get_by_role("button", name="Send my question").click()
    expect(box(page)).to_contain_text("It appears because you wrote pier.")
    page.get_by_label("E-mail").fill("")
    page.get_by_role("button", name="Send my question").click()
    page.wait_for_url("**/passport/*")


@pytest.mark.usefixtures("_court")
def test_the_browser_finds_the_words_that_the_server_finds(people: People) -> None:
    page = people.reader()
    page.goto("/ask-us/ask")
    for text, words in TEXTS.items():
        assert appearing(WORDS, text) == words, folded(text)
        question(page).fill(text)
        if words:
            expect(box(page).locator("[data-found] strong"), text).to_have_text(words)
        else:
            expect(box(page), text).to_have_count(0)
