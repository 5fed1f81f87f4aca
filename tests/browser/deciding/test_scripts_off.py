"""The desk without JavaScript."""

from __future__ import annotations

from playwright.sync_api import expect

from models import Status
from tests.browser.deciding.desk import choose, fresh, open_question, stands
from tests.browser.people import People, sign_in
from tests.made import Made


def test_moderator_decides_everything_without_javascript(people: People, made: Made) -> None:
    panel = made.panel()
    question = made.question(panel, "When will teh price fall?")
    page = people.reader(java_script_enabled=False)
    sign_in(page, made.moderator().email)
    page.locator(".queue .rows a").click()

    chooser = choose(page, "reword")
    chooser.get_by_label("Public wording").fill("When will the price fall?")
    chooser.get_by_role("button", name="Save the new wording").click()
    expect(page.locator(".changes ins")).to_contain_text("the")

    page.get_by_role("button", name="Approve").click()
    stands(page, Status.APPROVED, question)
    page.get_by_role("button", name="Undo").click()
    stands(page, Status.PENDING)

    chooser = choose(page, "hold")
    chooser.get_by_label("What advice do you seek?").fill("Ask the lawyers.")
    chooser.get_by_role("button", name="Hold").click()
    stands(page, Status.HELD, question)
    page.get_by_role("button", name="Resume").click()
    stands(page, Status.PENDING)

    chooser = choose(page, "send-back")
    chooser.get_by_label("What should be different?").fill("Which price do you mean?")
    chooser.get_by_role("button", name="Send back").click()
    stands(page, Status.RETURNED, question)
    page.get_by_role("button", name="Reopen").click()
    stands(page, Status.PENDING)

    chooser = choose(page, "reject")
    chooser.get_by_role("button", name="Reject it").click()
    expect(chooser).to_be_visible()
    expect(chooser.get_by_role("alert")).to_be_visible()
    chooser.get_by_label("Spam").check()
    expect(chooser.locator(".paper:visible")).to_have_count(1)
    chooser.get_by_role("button", name="Reject it").click()
    stands(page, Status.REJECTED, question)
    assert fresh(question).status is Status.REJECTED


def test_what_was_typed_stays_in_the_chooser_that_was_refused(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.reader(java_script_enabled=False)
    sign_in(page, made.moderator().email)
    open_question(page, question)
    chooser = choose(page, "reject")
    chooser.get_by_label("Add an explanation").fill("I forgot the reason.")
    chooser.get_by_role("button", name="Reject it").click()
    expect(chooser.get_by_label("Add an explanation")).to_have_value("I forgot the reason.")
    expect(page.locator(".chooser:visible")).to_have_count(1)
