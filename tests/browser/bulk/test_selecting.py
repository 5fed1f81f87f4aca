"""A moderator ticks many questions and decides them together."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from blueprints.moderating.bulk import working
from domain.question import asking
from extensions import begin_writing, clock, db
from models import Panel, Question, Status
from tests.browser.people import PHONE, People
from tests.made import Made


def fill(made: Made, panel: Panel, count: int) -> list[Question]:
    """So many pending questions, in one transaction."""
    begin_writing()
    panel = db.session.merge(panel)
    for number in range(count):
        asking.submit(
            panel,
            asking.Submission(text=f"What about number {number}?"),
            key=f"a-key-of-a-box-{number}",
            by=made.asker,
            at=clock.now(),
            link_key=made.link_key,
        )
    db.session.commit()
    return list(db.session.scalars(db.select(Question).order_by(Question.id)))


def statuses(questions: Sequence[Question]) -> list[Status]:
    """Where the questions stand, read afresh."""
    db.session.rollback()
    return [db.session.get_one(Question, question.id).status for question in questions]


def selected(page: Page, text: str) -> None:
    """The bar above the list says so, and the pane beside it too."""
    expect(page.locator(".selection.counting")).to_contain_text(f"{text} selected")
    expect(page.locator(".many h1")).to_contain_text(f"{text.split()[0]} questions, one decision")


def test_twelve_are_taken_with_x_and_shift_approved_and_put_back(people: People, made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = fill(made, panel, 15)
    page = people.user(mila)
    page.goto("/desk/?panel=ask-us")
    page.locator(".rows a").first.focus()

    page.keyboard.press("x")
    for _ in range(11):
        page.keyboard.press("Shift+J")
    selected(page, "12 of 15")
    expect(page.locator(".rows a").nth(11)).to_be_focused()
    page.keyboard.press("a")

    expect(page).to_have_title("12 approved. – From the Floor")
    assert statuses(questions) == [Status.APPROVED] * 12 + [Status.PENDING] * 3
    expect(page.locator(".selection.counting")).to_be_hidden()
    page.wait_for_load_state("load")
    page.keyboard.press("u")
    expect(page).to_have_title("12 put back. – From the Floor")
    assert set(statuses(questions)) == {Status.PENDING}


def test_a_selection_stays_through_the_list_and_is_let_go_with_escape(people: People, made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    fill(made, panel, 25)
    page = people.user(mila)
    page.goto("/desk/?panel=ask-us")
    boxes = page.locator(".rows .choose input")
    boxes.nth(1).check()
    boxes.nth(4).click(modifiers=["Shift"])
    selected(page, "4 of 25")

    page.get_by_role("link", name="More questions").click()
    selected(page, "4 of 25")
    page.locator(".rows a").first.focus()
    page.keyboard.press(" ")
    selected(page, "5 of 25")

    page.keyboard.press("Escape")
    expect(page.locator(".selection.counting")).to_be_hidden()
    expect(page.locator(".many")).to_have_count(0)
    page.reload()
    expect(page.locator(".rows .choose input").first).not_to_be_checked()
    expect(page.locator(".selection.counting")).to_be_hidden()


def test_what_is_typed_stays_while_one_more_is_ticked_and_a_digit_rejects_all(
    people: People, made: Made
) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = fill(made, panel, 4)
    page = people.user(mila)
    page.goto("/desk/?panel=ask-us")
    page.locator(".rows a").first.focus()
    page.keyboard.press("x")
    page.keyboard.press("Shift+J")
    selected(page, "2 of 4")
    page.keyboard.press("r")
    page.locator("#choose-reject").get_by_label("Add an explanation").fill("Sent by many.")
    page.locator(".rows .choose input").nth(2).check()
    expect(page.get_by_role("button", name="Reject 3")).to_be_visible()

    page.get_by_label("Spam").check()
    page.get_by_role("button", name="Reject 3").click()

    expect(page).to_have_title("3 rejected. – From the Floor")
    assert statuses(questions) == [Status.REJECTED] * 3 + [Status.PENDING]


def test_a_hundred_and_fifty_go_in_the_background_and_the_page_follows(
    people: People, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "PAUSE_SECONDS", 0.03)
    panel, mila = made.panel(), made.moderator()
    questions = fill(made, panel, 150)
    page = people.user(mila)
    page.goto("/desk/?panel=ask-us")
    page.locator(".rows .choose input").first.check()
    page.get_by_role("link", name="Select all 150").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("150 questions, one decision")

    page.get_by_role("button", name="Approve 150").click()

    expect(page.locator("progress")).to_be_visible()
    expect(page.locator(".progress .figure")).to_contain_text("of 150")
    expect(page).to_have_title("150 approved. – From the Floor", timeout=90_000)
    assert set(statuses(questions)) == {Status.APPROVED}


def test_without_a_script_all_of_it_is_forms(people: People, made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = fill(made, panel, 5)
    page = people.user(mila, java_script_enabled=False)
    page.goto("/desk/?panel=ask-us")
    for number in (0, 2):
        page.locator(".rows .choose input").nth(number).check()
    page.get_by_role("button", name="Decide those ticked together").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 questions, one decision")
    page.locator(".bar a[href='#choose-hold']").click()
    page.get_by_role("button", name="Hold 2").click()
    expect(page.locator(".summary")).to_contain_text("Write the note here")
    page.get_by_label("What advice do you seek?").fill("Ask legal.")
    page.get_by_label("Until").press("Enter")
    expect(page.locator(".summary")).to_contain_text("Press the button of a decision.")
    assert set(statuses(questions)) == {Status.PENDING}, "Enter in a field decides nothing"
    page.locator(".bar a[href='#choose-hold']").click()
    expect(page.get_by_label("What advice do you seek?")).to_have_value("Ask legal.")
    page.get_by_role("button", name="Hold 2").click()

    expect(page).to_have_title("2 held. – From the Floor")
    page.get_by_role("button", name="Undo all 2").click()
    expect(page).to_have_title("2 put back. – From the Floor")
    assert set(statuses(questions)) == {Status.PENDING}


def test_on_a_phone_the_selection_is_a_page_of_its_own(people: People, made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = fill(made, panel, 3)
    page = people.user(mila, viewport=PHONE, has_touch=True)
    page.goto("/desk/?panel=ask-us")
    for number in (0, 1):
        page.locator(".rows .choose").nth(number).click()
    page.get_by_role("link", name="Decide together").click()
    page.get_by_role("button", name="Approve 2").click()
    expect(page).to_have_title("2 approved. – From the Floor")
    assert statuses(questions) == [Status.APPROVED, Status.APPROVED, Status.PENDING]
