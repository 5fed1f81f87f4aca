"""Somebody is invited, comes, works, and is gone at the next click."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from models import Role
from tests.browser.deciding.desk import tab_to
from tests.browser.people import People, sign_in
from tests.made import PASSWORD, Made

EMAIL = "nora@floor.example"


def invite(page: Page) -> str:
    """Invite Nora as a moderator; the link that the page shows."""
    page.goto("/manage/staff")
    page.get_by_role("link", name="Invite by link").click()
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Role", exact=True).select_option("moderator")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(EMAIL)
    return page.get_by_label("The link").input_value()


def join(page: Page, link: str) -> None:
    """Come in by the link."""
    page.goto(link)
    page.get_by_label("Your name").fill("Nora New")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()


def test_invited_joined_at_work_and_disabled_on_the_next_click(people: People, made: Made) -> None:
    question = made.question(made.panel(), "When will it be done?")
    office = people.user(made.user(Role.ADMINISTRATOR))
    link = invite(office)

    nora = people.reader()
    join(nora, link)
    expect(nora).to_have_title("Pending questions, Ask us – From the Floor")
    nora.goto(f"/desk/questions/{question.id}")
    nora.get_by_role("button", name="Approve").click()
    nora.wait_for_url("**/desk/?**")
    nora.goto(f"/desk/questions/{question.id}")
    expect(nora.locator("#question .meta").first).to_contain_text("approved", ignore_case=True)

    elsewhere = people.reader()
    response = elsewhere.goto(link)
    assert response is not None
    assert response.status == 404
    sign_in(elsewhere, EMAIL)
    expect(elsewhere).to_have_title("Pending questions, Ask us – From the Floor")

    office.reload()
    expect(office.get_by_role("heading", level=1)).to_have_text("Nora New")
    office.get_by_role("button", name="Disable the account").click()
    expect(office.get_by_role("button", name="Enable the account")).to_be_visible()
    for page in (nora, elsewhere):
        page.goto("/desk/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_an_administrator_grants_and_revokes_with_the_keyboard(people: People, made: Made) -> None:
    made.panel()
    user = made.user(name="Kay Board")
    page = people.user(made.user(Role.ADMINISTRATOR))
    page.goto("/manage/staff")
    tab_to(page, page.get_by_role("link", name="Open Kay Board"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kay Board")
    tab_to(page, page.get_by_label("Role", exact=True))
    page.keyboard.type("Aud")
    tab_to(page, page.get_by_role("button", name="Grant"))
    page.keyboard.press("Enter")
    revoke = page.get_by_role("button", name="Revoke: Auditor, All panels")
    tab_to(page, revoke)
    page.keyboard.press("Space")
    expect(revoke).to_have_count(0)
    expect(page.get_by_text("No role")).to_be_visible()
    assert user.id


def test_the_link_is_copied_with_one_press(people: People, made: Made) -> None:
    page = people.user(made.user(Role.ADMINISTRATOR), permissions=["clipboard-read", "clipboard-write"])
    link = invite(page)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_whoever_is_invited_comes_in_without_scripts(people: People, made: Made) -> None:
    made.panel()
    link = invite(people.user(made.user(Role.ADMINISTRATOR)))
    page = people.reader(java_script_enabled=False)
    join(page, link)
    expect(page).to_have_title("Pending questions, Ask us – From the Floor")
