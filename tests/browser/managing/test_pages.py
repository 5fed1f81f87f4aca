"""A page is written and read."""

from __future__ import annotations

from playwright.sync_api import expect

from models import Role
from tests.browser.people import People
from tests.made import Made


def test_a_page_is_previewed_written_and_read(people: People, made: Made) -> None:
    page = people.user(made.user(Role.ADMINISTRATOR, name="Ada Min"))
    page.goto("/manage/pages")
    expect(page.get_by_text("Still the text that came with the product")).to_have_count(5)
    page.get_by_role("link", name="Open Rules for questions").click()
    page.get_by_label("The text").fill("1. Ask **one** thing.\n2. Ask it *kindly*.")
    expect(page.locator("#preview li")).to_have_text(["Ask one thing.", "Ask it kindly."])
    page.get_by_role("button", name="Save as the newest version").click()
    expect(page.get_by_role("link", name="Version 2")).to_be_visible()

    reader = people.reader()
    reader.goto("/about/rules#rule-2")
    expect(reader.locator("#rule-2")).to_have_text("Ask it kindly.")
    expect(reader.locator("#rule-2")).to_be_in_viewport()
    reader.get_by_role("link", name="Version 1").click()
    expect(reader.get_by_text("An earlier version")).to_be_visible()
    expect(reader.locator("#rule-9")).to_contain_text("No advertising")
    reader.get_by_role("link", name="Read what stands now").click()
    expect(reader.locator(".story li")).to_have_count(2)
