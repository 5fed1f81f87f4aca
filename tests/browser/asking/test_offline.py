"""Without a connection nothing that was typed is lost, and nothing is sent by itself."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from extensions import db
from models import Question
from tests.browser.people import People
from tests.made import Made

PASSPORT = re.compile(r"/passport/[\w-]+\.[\w-]+$")
TEXT = "Does the evening train wait if the boat is late?"


def how_many() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Question)) or 0


def filled(page: Page) -> Page:
    page.goto("/ask-us/ask")
    page.get_by_label("Your question").fill(TEXT)
    page.get_by_label("Details").fill("It was so last week.")
    return page


def test_it_is_kept_until_there_is_a_connection_and_sent_with_one_press(people: People, made: Made) -> None:
    made.panel()
    page = filled(people.reader())
    page.context.set_offline(True)
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("heading", name="You are offline.")).to_be_focused()
    expect(page.locator("#kept-offline")).to_have_text(TEXT)
    button = page.get_by_role("button", name="Send my question")
    expect(button).to_be_disabled()
    page.context.set_offline(False)
    expect(button).to_be_enabled()
    expect(page.get_by_text("The connection is back. Nothing was sent yet.")).to_be_visible()
    assert how_many() == 0
    button.click()
    expect(page).to_have_url(PASSPORT)
    expect(page.get_by_role("heading", level=1)).to_have_text(TEXT)
    assert how_many() == 1


def test_the_form_can_be_gone_back_to(people: People, made: Made) -> None:
    made.panel()
    page = filled(people.reader())
    page.context.set_offline(True)
    page.get_by_role("button", name="Send my question").click()
    page.get_by_role("button", name="Back to the form").click()
    expect(page.get_by_label("Your question")).to_be_focused()
    expect(page.get_by_label("Details")).to_have_value("It was so last week.")
    page.context.set_offline(False)


def test_what_was_typed_and_not_sent_is_offered_again(people: People, made: Made) -> None:
    made.panel()
    page = filled(people.reader())
    page.goto("/ask-us/")
    page.goto("/ask-us/ask")
    expect(page.get_by_label("Your question")).to_have_value("")
    page.get_by_role("button", name="Put it back into the form").click()
    expect(page.get_by_label("Your question")).to_have_value(TEXT)
    expect(page.get_by_label("Details")).to_have_value("It was so last week.")
    page.get_by_role("button", name="Send my question").click()
    expect(page).to_have_url(PASSPORT)
    page.goto("/ask-us/ask")
    expect(page.get_by_text("What you typed before was not sent")).to_be_hidden()
    assert how_many() == 1


def test_discarding_it_leaves_nothing_on_the_device(people: People, made: Made) -> None:
    made.panel()
    page = filled(people.reader())
    page.goto("/ask-us/")
    page.goto("/ask-us/ask")
    page.get_by_role("button", name="Discard it").click()
    page.reload()
    expect(page.get_by_text("What you typed before was not sent")).to_be_hidden()
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('floor-kept'))") == []
