"""The desk with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

from models import Status
from tests.browser.deciding.desk import fresh, stands, tab_to
from tests.browser.people import People
from tests.made import PASSWORD, Made


def test_moderator_signs_in_edits_approves_and_undoes_with_the_keyboard(people: People, made: Made) -> None:
    question = made.question(made.panel(), "When will teh price fall?")
    email = made.moderator().email
    page = people.reader()
    page.goto("/account/sign-in")
    tab_to(page, page.get_by_label("E-mail"))
    page.keyboard.type(email)
    tab_to(page, page.get_by_label("Password"), most=2)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Pending questions, Ask us – From the Floor")
    tab_to(page, page.locator(".queue .rows a"))
    page.keyboard.press("Enter")

    tab_to(page, page.get_by_role("link", name="Edit"))
    page.keyboard.press("Enter")
    field = page.get_by_label("Public wording")
    expect(field).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("When will the price fall?")
    tab_to(page, page.get_by_role("button", name="Save the new wording"), most=6)
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("When will the price fall?")

    tab_to(page, page.get_by_role("button", name="Approve"))
    page.keyboard.press("Space")
    stands(page, Status.APPROVED, question)
    assert fresh(question).public_wording == 2
    tab_to(page, page.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    stands(page, Status.PENDING)


def test_moderator_rejects_with_the_keyboard(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.user(made.moderator())
    page.goto(f"/desk/questions/{question.id}")
    tab_to(page, page.get_by_role("link", name="Reject", exact=True))
    page.keyboard.press("Enter")
    reasons = page.locator("#choose-reject input[type=radio]")
    expect(reasons.first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(reasons.nth(2)).to_be_focused()
    expect(reasons.nth(2)).to_be_checked()
    expect(page.locator("#choose-reject .paper:visible")).to_have_count(1)
    tab_to(page, page.get_by_label("Add an explanation"), most=3)
    page.keyboard.type("It is about something else.")
    tab_to(page, page.get_by_role("button", name="Reject it"), most=3)
    page.keyboard.press("Enter")
    stands(page, Status.REJECTED, question)
    reason = fresh(question).reason
    assert reason is not None
    assert reason.code == "off-topic"


def test_a_menu_closes_on_escape_and_gives_the_focus_back(people: People, made: Made) -> None:
    made.panel()
    page = people.user(made.moderator())
    page.goto("/desk/")
    menu = page.locator(".account summary")
    tab_to(page, menu)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(menu).to_be_focused()


def test_the_first_press_of_tab_leads_past_the_navigation(people: People, made: Made) -> None:
    made.panel()
    page = people.reader()
    page.goto("/ask-us/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
