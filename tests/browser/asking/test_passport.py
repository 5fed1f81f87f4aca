"""What an asker does with their passport."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from domain.asker import passports
from domain.question import deciding
from models import Question
from tests.browser.people import PHONE, People
from tests.made import Made


def passport_of(question: Question, made: Made) -> str:
    """The path of the passport of ``question``."""
    return f"/passport/{passports.token(question.passport, made.link_key)}"


@pytest.mark.parametrize("javascript", [True, False])
def test_asker_revises_what_was_asked(javascript: bool, people: People, made: Made) -> None:
    question = made.question(made.panel(), "Will it stay?", details="I hope so.")
    page = people.reader(viewport=PHONE, java_script_enabled=javascript)
    page.goto(passport_of(question, made))
    page.locator("summary", has_text="Revise the question").click()
    expect(page.get_by_label("Your question")).to_have_value("Will it stay?")
    expect(page.get_by_role("textbox", name="Details")).to_have_value("I hope so.")
    page.get_by_label("Your question").fill("Will it stay in autumn?")
    page.get_by_role("button", name="Send the new wording").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Will it stay in autumn?")
    expect(page.get_by_text("You revised it")).to_be_visible()


def test_asker_answers_a_question_that_was_sent_back(people: People, made: Made) -> None:
    question = made.question(made.panel(), "Will it stay?")
    made.do(deciding.send_back, question, made.moderator(name="Mo"), message="Which price do you mean?")
    page = people.reader()
    page.goto(passport_of(question, made))
    expect(page.locator("blockquote")).to_have_text("Which price do you mean?")
    expect(page.get_by_label("Your question")).to_be_visible()
    page.get_by_label("Your question").fill("Will the price of the small plan stay?")
    page.get_by_role("button", name="Send the new wording").click()
    expect(page.get_by_text("A moderator reads it next.")).to_be_visible()
    expect(page.get_by_text("Mo", exact=True)).to_have_count(0)


def test_asker_keeps_what_was_typed_where_the_revision_is_refused(people: People, made: Made) -> None:
    question = made.question(made.panel(), "Will it stay?")
    page = people.reader()
    page.goto(passport_of(question, made))
    page.locator("summary", has_text="Revise the question").click()
    page.get_by_label("Your question").fill("no")
    page.get_by_role("button", name="Send the new wording").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Your question")).to_have_value("no")


def test_asker_keeps_what_was_typed_where_the_question_was_decided_meanwhile(
    people: People, made: Made
) -> None:
    question = made.question(made.panel(), "Will it stay?")
    page = people.reader()
    page.goto(passport_of(question, made))
    page.locator("summary", has_text="Revise the question").click()
    page.get_by_label("Your question").fill("Will it stay in autumn?")
    made.do(deciding.approve, question, made.moderator())
    page.get_by_role("button", name="Send the new wording").click()
    expect(page.get_by_text("the question was decided meanwhile")).to_be_visible()
    expect(page.get_by_text("Will it stay in autumn?")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_asker_withdraws_for_good(javascript: bool, people: People, made: Made) -> None:
    question = made.question(made.panel(), "Will it stay?")
    page = people.reader(viewport=PHONE, java_script_enabled=javascript)
    page.goto(passport_of(question, made))
    page.locator("summary", has_text="Withdraw the question").click()
    expect(page.get_by_text("This cannot be undone. You can ask it again")).to_be_visible()
    page.get_by_role("button", name="Withdraw for good").click()
    expect(page.get_by_role("heading", name="You withdrew it.")).to_be_visible()
    expect(page.get_by_role("button", name="Withdraw for good")).to_have_count(0)
    expect(page.get_by_role("button", name="Send the new wording")).to_have_count(0)


def test_copy_button_copies_the_link_and_says_so(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(passport_of(question, made))
    expect(page.get_by_role("button", name="Copy")).to_have_count(2)
    for button in page.locator("button[data-copy]").all():
        page.evaluate("navigator.clipboard.writeText('nothing yet')")
        button.click()
        expect(button).to_have_text("Copied")
        expect(button.locator("+ [role=status]")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == page.url
