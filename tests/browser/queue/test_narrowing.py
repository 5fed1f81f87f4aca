"""The queue is narrowed, searched and kept as a view: by keyboard, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from models import Panel
from tests.browser.deciding.desk import tab_to
from tests.browser.people import PHONE, People
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    """Three questions: two put to Ada Brook, one to nobody by name."""
    panel = made.panel()
    ada = panel.executives[0]
    made.question(panel, "What becomes of the ferry?", executives=[ada])
    made.question(panel, "What becomes of the night train?", executives=[ada])
    made.question(panel, "Who owns the harbour?")
    return panel


def lists(page: Page, *texts: str) -> None:
    """Wait until the list holds these questions, in this order."""
    expect(page.locator(".queue .rows .wording")).to_have_text(list(texts))


def test_filters_a_search_and_a_view_with_the_keyboard_alone(
    people: People, made: Made, panel: Panel
) -> None:
    page = people.user(made.moderator())
    page.goto("/desk/")
    tab_to(page, page.locator("#filter"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Ada Brook 2"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Show 2")).to_be_visible()
    page.wait_for_load_state("load")
    # One goes on where one was, not at the top of the page.
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Anyone")).to_be_focused()

    tab_to(page, page.get_by_text("Save this one"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Name of the view"), most=3)
    page.keyboard.type("To Ada")
    page.keyboard.press("Enter")
    view = page.get_by_role("link", name="To Ada")
    expect(view).to_have_attribute("aria-current", "true")
    tab_to(page, page.get_by_role("link", name="Show 2"))
    page.keyboard.press("Enter")
    lists(page, "What becomes of the ferry?", "What becomes of the night train?")

    page.wait_for_load_state("load")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    expect(page.locator(".narrowed")).to_contain_text("1 question")
    lists(page, "What becomes of the ferry?")
    tab_to(page, page.locator(".narrowed a", has_text="Ada Brook"))
    page.keyboard.press("Enter")
    expect(page.locator(".narrowed")).not_to_contain_text("Ada Brook")


def test_without_scripts_on_a_phone(people: People, made: Made, panel: Panel) -> None:
    page = people.user(made.moderator(), java_script_enabled=False, viewport=PHONE)
    page.goto("/desk/")
    page.locator("#filter").click()
    expect(page.locator(".counts")).to_be_hidden()
    page.get_by_role("link", name="Nobody by name").click()
    page.get_by_text("Save this one").click()
    page.get_by_label("For all who decide here").check()
    page.get_by_role("button", name="Save the view").click()
    expect(page.locator(".keep .error")).to_have_text("Write a title here.")
    expect(page.get_by_label("For all who decide here")).to_be_checked()
    page.get_by_label("Name of the view").fill("To nobody")
    page.get_by_role("button", name="Save the view").click()
    page.get_by_role("link", name="Show 1").click()
    lists(page, "Who owns the harbour?")
    page.locator(".rows a").first.click()
    page.get_by_role("link", name="Queue").first.click()
    expect(page.locator(".narrowed")).to_contain_text("To nobody by name")
    page.locator(".order-menu summary").click()
    page.get_by_role("link", name="Most wanted first").click()
    expect(page.locator(".order-menu .name")).to_have_text("Most wanted first")
    page.get_by_role("link", name="Clear").click()
    expect(page.locator(".queue .rows .wording")).to_have_count(3)
    page.locator("#filter").click()
    page.get_by_text("Remove one").click()
    page.get_by_role("button", name="Remove “To nobody”").click()
    expect(page.get_by_role("link", name="To nobody")).to_have_count(0)


def test_a_narrowed_list_is_worked_through_with_keys(people: People, made: Made, panel: Panel) -> None:
    page = people.user(made.moderator())
    page.goto(f"/desk/?executive={panel.executives[0].id}")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("What becomes of the ferry?")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_have_text("What becomes of the night train?")
    expect(page.locator(".rows li[data-state=done], .rows li").first).to_contain_text("Approved")
    expect(page.locator(".queue .rows li")).to_have_count(2)
    page.keyboard.press("u")
    expect(page.locator(".queue .rows li").first).not_to_contain_text("Approved")
