"""The desk's home and second looks, by mouse and by keyboard, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from domain.question import deciding
from extensions import begin_writing, clock, db
from models import Panel, Question, SecondLook, User
from tests.browser.deciding.desk import tab_to
from tests.browser.measures import wider_than_the_window
from tests.browser.people import DESK, PHONE, People
from tests.domain.desk.second_looks.looks import LATER, of, reason, shared
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    return shared(made)


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator(name="Mia Moss")


def rejected(made: Made, panel: Panel, mia: User, text: str) -> Question:
    """One that Mia rejected as off topic a while ago."""
    question = made.question(panel, text)
    made.do(deciding.reject, question, mia, reason=reason("off-topic"))
    begin_writing()
    db.session.get_one(SecondLook, of(question).id).decided_at = clock.now() - LATER
    db.session.commit()
    return question


def title(page: Page, said: str) -> None:
    """The page's heading says so."""
    expect(page.get_by_role("heading", level=1)).to_have_text(said)


def test_three_second_looks_by_keyboard_and_one_why(
    people: People, made: Made, panel: Panel, mia: User
) -> None:
    first, second, third = (rejected(made, panel, mia, f"Is it the {name}?") for name in ("a", "b", "c"))
    page = people.user(made.moderator())
    page.goto("/desk/second-look")
    expect(page.locator("main")).to_contain_text("Is it the a?")
    page.keyboard.press("r")
    expect(page.locator("#choose-reject")).to_be_visible()
    page.keyboard.press("3")
    title(page, "You agree")
    page.get_by_role("link", name="Next second look").click()
    expect(page.locator("main")).to_contain_text("Is it the b?")
    page.wait_for_load_state("load")
    page.keyboard.press("Control+a")  # is the browser's
    page.keyboard.press("h")
    title(page, "You see it differently")
    page.get_by_label("Why you see it differently").fill("hold a minute: ask Legal")
    tab_to(page, page.get_by_role("button", name="Write it"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("hold a minute: ask Legal")
    page.goto("/desk/second-look")
    expect(page.locator("main")).to_contain_text("Is it the c?")
    page.keyboard.press("d")
    title(page, "You see it differently")
    answers = [(of(question).action, of(question).agreed) for question in (first, second, third)]
    assert answers == [("reject", True), ("hold", False), ("merge", False)]


@pytest.mark.parametrize(("size", "scripts"), [(DESK, True), (PHONE, False)])
def test_a_second_look_by_mouse_with_scripts_and_without(
    people: People, made: Made, panel: Panel, mia: User, size: ViewportSize, scripts: bool
) -> None:
    question = rejected(made, panel, mia, "Is it so?")
    page = people.user(made.moderator(), viewport=size, java_script_enabled=scripts)
    page.goto("/desk/second-look")
    page.get_by_role("link", name="Reject").click()
    page.get_by_role("button", name="Reject it").click()
    expect(page.locator(".summary")).to_contain_text("Choose a reason.")
    page.get_by_label("Spam").check()
    page.get_by_role("button", name="Reject it").click()
    title(page, "You see it differently")
    expect(page.locator("main")).to_contain_text("rejected, “Off topic”")
    assert (of(question).action, of(question).reason_id) == ("reject", reason("spam").id)


def test_keys_that_are_switched_off_press_nothing(
    people: People, made: Made, panel: Panel, mia: User
) -> None:
    question = rejected(made, panel, mia, "Is it so?")
    user = made.moderator()
    begin_writing()
    db.session.get_one(User, user.id).keys = {"on": False}
    db.session.commit()
    page = people.user(user)
    page.goto("/desk/second-look")
    page.keyboard.press("a")
    page.get_by_role("button", name="Hold").click()
    title(page, "You see it differently")
    assert of(question).action == "hold"


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_home_fits_and_leads_on(
    people: People, made: Made, panel: Panel, mia: User, size: ViewportSize
) -> None:
    question = made.question(panel, "Is it so?")
    rejected(made, panel, mia, "Or so?")
    page = people.user(made.moderator(), viewport=size)
    page.goto("/desk/home")
    expect(page.get_by_role("img", name="How old the waiting ones are")).to_be_visible()
    page.locator("summary", has_text="As a table").first.click()
    expect(page.get_by_role("table", name="Came and decided")).to_be_visible()
    assert wider_than_the_window(page) == []
    page.get_by_role("link", name="Look 1 second look").click()
    title(page, "Second look")
    page.go_back()
    page.keyboard.press("j")
    page.wait_for_url(f"**/desk/questions/{question.id}")
