"""Keys are switched off, and changed."""

from __future__ import annotations

from playwright.sync_api import expect

from models import Status
from tests.browser.deciding.desk import fresh
from tests.browser.deciding.pressing import Keyboard, settled
from tests.browser.people import People, sign_in
from tests.made import Made


def test_switched_off_in_the_dialog_they_stay_off_on_the_next_page(people: People, made: Made) -> None:
    question = made.question(made.panel())
    user = made.moderator()
    page = people.user(user)
    page.goto(f"/desk/questions/{question.id}")
    keyboard = Keyboard(page)
    cap = page.locator(".decisions .cap").first
    expect(cap).to_be_visible()
    page.get_by_role("link", name="Keys").first.click()
    with page.expect_response(lambda reply: reply.url.endswith("/keys/switch")):
        page.get_by_role("dialog").get_by_label("Keys are on").uncheck()
    keyboard.press("Escape")
    expect(cap).to_be_hidden()
    for _ in range(2):
        expect(page.locator("[aria-keyshortcuts]")).to_have_count(0)
        keyboard.press("a")
        keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_hidden()
        assert fresh(question).status is Status.PENDING
        page.reload()
    page.get_by_role("link", name="Keys").first.click()
    page.get_by_role("dialog").get_by_label("Keys are on").check()
    expect(page.locator("body[data-keys=on]")).to_have_count(1)
    keyboard.press("Escape")
    keyboard.press("a")
    page.wait_for_url(lambda url: "/questions/" not in url)
    assert fresh(question).status is Status.APPROVED


def test_a_changed_key_and_a_changed_digit_hold_at_the_desk(people: People, made: Made) -> None:
    panel = made.panel()
    first, second = made.question(panel), made.question(panel)
    page = people.user(made.moderator())
    page.goto("/account/keys")
    page.get_by_label("Approve", exact=True).fill("Y")
    page.get_by_label("Reason of the digit 1").select_option("spam")
    page.get_by_label("Reason of the digit 9").select_option("")
    for digit in range(2, 9):
        page.get_by_label(f"Reason of the digit {digit}").select_option("")
    page.get_by_role("button", name="Keep these keys").click()
    expect(page.get_by_label("Approve", exact=True)).to_have_value("Y")
    page.goto(f"/desk/questions/{first.id}")
    keyboard = Keyboard(page)
    keyboard.press("a")
    assert fresh(first).status is Status.PENDING
    keyboard.press("y")
    expect(page.locator(f".work[data-open='{second.id}']")).to_be_visible()
    assert settled(page, first, "Approved, by you").status is Status.APPROVED
    keyboard.press("r")
    keyboard.press("1")
    page.wait_for_url(lambda url: "/questions/" not in url)
    reason = fresh(second).reason
    assert reason is not None
    assert reason.code == "spam"


def test_without_javascript_the_link_lists_the_keys_and_no_cap_is_drawn(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.reader(java_script_enabled=False)
    sign_in(page, made.moderator().email)
    page.goto(f"/desk/questions/{question.id}")
    expect(page.locator(".decisions .cap").first).to_be_hidden()
    expect(page.locator("#filter-reasons")).to_be_hidden()
    page.get_by_role("link", name="Keys").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keys")
    expect(page.get_by_label("Undo my last decision")).to_have_value("U")
