"""A reason is written beside its letter, and taken out of use."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.deciding.desk import choose, open_question
from tests.browser.people import People
from tests.made import Made


def test_the_letter_follows_what_is_typed(people: People, made: Made) -> None:
    made.panel()
    page = people.user(made.moderator())
    page.goto("/desk/reasons/spam")
    letter = page.locator("[data-letter]")
    expect(letter).to_contain_text("Rule 9")
    page.get_by_label("Standard text").fill("You asked {executives}: {question} {unknown}")
    expect(letter).to_contain_text("You asked Ilse Varga and Tomás Lindqvist: When will the night trains")
    expect(letter).to_contain_text("{unknown}")
    page.get_by_label("Cites").select_option("4")
    expect(letter).to_contain_text("One order, one journey, one claim")
    page.get_by_label("Cites").select_option("")
    expect(letter.locator("[data-letter-rule]")).to_be_hidden()


def test_a_reason_out_of_use_leaves_the_chooser(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.user(made.moderator())
    open_question(page, question)
    expect(choose(page, "reject").get_by_label("Spam")).to_have_count(1)
    page.goto("/desk/reasons")
    page.get_by_role("link", name="Open “Spam”").click()
    page.get_by_role("button", name="Take out of use").click()
    expect(page.get_by_role("button", name="Bring back into use")).to_be_visible()
    open_question(page, question)
    chooser = choose(page, "reject")
    expect(chooser.get_by_label("Spam")).to_have_count(0)
    expect(chooser.get_by_label("Off topic")).to_have_count(1)
