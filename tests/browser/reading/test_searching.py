"""A reader looks for an answer, with a script or without, on a phone and by the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from domain.panel import creating
from extensions import db
from tests.browser.people import DESK, PHONE, People
from tests.made import Made


@pytest.mark.parametrize(("javascript", "viewport"), [(True, DESK), (False, PHONE)])
def test_from_the_panel_to_an_answer(javascript: bool, viewport: object, people: People, made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    boats = creating.topic(panel, "Boats")
    db.session.commit()
    late = made.published(panel, moderator, "Will the last train wait?", body="It waits for the late boats.")
    late.topics = [boats]
    db.session.commit()
    made.published(panel, moderator, "Will the train be late?", by_executive=panel.executives[1])
    page = people.reader(java_script_enabled=javascript, viewport=viewport)
    page.goto("/ask-us/")
    page.get_by_role("searchbox", name="Search these answers").fill("late tran")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    expect(page.get_by_role("status")).to_contain_text(
        "Nothing was found for “tran”, showing 2 questions for late train."
    )
    expect(page.get_by_role("searchbox")).to_have_value("late tran")
    expect(page.locator(".entry h3 mark")).to_have_text(["train", "late", "train"])
    page.get_by_role("link", name="Boats").click()
    expect(page.locator(".entry h3")).to_have_text(["Will the last train wait?"])
    expect(page.locator(".excerpt mark")).to_have_text(["late"])
    page.get_by_role("link", name="Will the last train wait?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Will the last train wait?")


def test_where_nothing_is_found_the_reader_goes_on(people: People, made: Made) -> None:
    panel = made.panel()
    made.published(panel, made.moderator(), "Will the last train wait?")
    page = people.reader()
    page.goto("/ask-us/")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("zebra")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(
        ["Nothing was found for zebra.", "This panel", "From the Floor"]
    )
    expect(page.locator("main a[href*='/questions/']")).to_have_count(0)
    page.get_by_role("link", name="Ask it").click()
    expect(page).to_have_url("/ask-us/ask")
