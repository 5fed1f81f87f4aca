"""The whole way of a panel, as an administrator goes it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import select

from domain.panel import colours
from extensions import db
from models import Panel, Role
from tests.browser.people import People, until
from tests.made import Made


def administrator(people: People, made: Made, **options: object) -> Page:
    return people.user(made.user(Role.ADMINISTRATOR, name="Jonah Kirwan"), **options)


def kept(slug: str) -> Panel:
    """The panel as the database has it now."""
    db.session.rollback()
    return db.session.scalars(select(Panel).where(Panel.slug == slug)).one()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the panel", exact=True).last.click()


def test_an_administrator_makes_a_panel_colours_opens_closes_and_copies_it(
    people: People, made: Made
) -> None:
    page = administrator(people, made)
    page.goto("/manage/panels")
    page.get_by_role("link", name="New panel").click()
    page.get_by_label("Title").fill("Ask the board")
    page.get_by_label("Address").fill("ask-the-board")
    page.get_by_label("Opens").fill("2036-12-01T09:00")
    page.get_by_label("Closes").fill("2036-12-24T18:00")
    page.get_by_label("Time zone").select_option("Europe/Helsinki")
    page.get_by_role("button", name="Make the panel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask the board")
    expect(page.get_by_text("Not open yet")).to_be_visible()

    page.get_by_label("Colour").fill("#f0663f")
    offered = page.get_by_role("button", name="Save with")
    expect(offered).to_be_visible()
    expect(page.locator(".sample.light")).to_contain_text("#f0663f")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("too faint")
    expect(page.get_by_role("alert")).to_be_focused()
    nearest = colours.nearest("#f0663f")
    page.get_by_role("button", name=f"Save with {nearest}").click()
    expect(page.get_by_label("Colour")).to_have_value(nearest)
    expect(page.get_by_text("Changed: accent.")).to_be_visible()
    assert kept("ask-the-board").accent == nearest

    page.get_by_role("button", name="Open it now").click()
    expect(page.locator(".state.open")).to_be_visible()
    reader = people.reader()
    reader.goto("/ask-the-board/")
    button = reader.get_by_role("link", name="Ask a question").first
    red, green, blue = (int(nearest[at : at + 2], 16) for at in (1, 3, 5))
    expect(button).to_have_css("background-color", f"rgb({red}, {green}, {blue})")

    page.get_by_role("button", name="Close it now").click()
    expect(page.locator(".state.closed")).to_be_visible()
    until(lambda: reader.goto("/ask-the-board/") is not None and reader.locator(".state.closed").count() == 1)

    page.get_by_role("link", name="Copy it").click()
    page.get_by_label("Title").fill("Ask the board again")
    page.get_by_label("Address").fill("ask-again")
    page.get_by_role("button", name="Make the copy").click()
    expect(page).to_have_url(re.compile("/manage/panels/ask-again$"))
    expect(page.get_by_label("Colour")).to_have_value(nearest)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask the board again")


def test_with_the_keyboard_alone_and_without_scripts_the_offered_colour_is_taken(
    people: People, made: Made
) -> None:
    made.panel()
    page = administrator(people, made, java_script_enabled=False)
    page.goto("/manage/panels/ask-us")
    page.get_by_label("Introduction").fill("Kept as I typed it")
    page.get_by_label("Colour").fill("#ffff00")
    page.get_by_label("Colour").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("too faint")
    offered = page.get_by_role("button", name="Save with")
    offered.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Last saved by Jonah Kirwan")).to_be_visible()
    found = kept("ask-us")
    assert found.accent == colours.nearest("#ffff00")
    assert found.introduction == "Kept as I typed it"


def test_enter_in_a_field_saves_what_was_typed_and_not_what_is_offered(people: People, made: Made) -> None:
    made.panel()
    page = administrator(people, made)
    page.goto("/manage/panels/ask-us")
    page.get_by_label("Colour").fill("#f0663f")
    expect(page.get_by_role("button", name="Save with")).to_be_visible()
    page.get_by_label("Title").fill("Another")
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("too faint")
    assert kept("ask-us").accent is None


def test_two_administrators_do_not_overwrite_each_other(people: People, made: Made) -> None:
    made.panel()
    first, second = administrator(people, made), administrator(people, made)
    for page, title in ((first, "First"), (second, "Second")):
        page.goto("/manage/panels/ask-us")
        page.get_by_label("Title").fill(title)
    save(first)
    expect(first.get_by_role("heading", level=1)).to_have_text("First")
    save(second)
    expect(second.get_by_role("heading", level=1)).to_contain_text("changed this panel first")
    expect(second.get_by_role("cell", name="Second")).to_be_visible()
    assert kept("ask-us").title == "First"
