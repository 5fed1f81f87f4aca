"""However often the form is sent, it makes one question."""

from __future__ import annotations

import re
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from blueprints.asking.forms import AskForm
from extensions import db
from models import Question
from tests.browser.people import People
from tests.made import Made

PASSPORT = re.compile(r"/passport/[\w-]+\.[\w-]+$")
TEXT = "Is this asked only once?"
SEND = "Send my question"
PRESS_AGAIN_AND_AGAIN = """
() => {
  const form = document.querySelector("main form");
  const button = form.querySelector("button[type=submit]");
  const sent = [];
  addEventListener("submit", (event) => sent.push(!event.defaultPrevented));
  button.click();
  button.click();
  form.requestSubmit();
  return { sent, says: button.textContent, disabled: button.ariaDisabled };
}
"""


def how_many() -> int:
    """How many questions there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Question)) or 0


def filled(page: Page) -> Page:
    """The ask form with the question in it."""
    page.goto("/ask-us/ask")
    page.get_by_label("Your question").fill(TEXT)
    return page


def test_a_double_click_makes_one_question(people: People, made: Made) -> None:
    made.panel()
    page = filled(people.reader())
    page.get_by_role("button", name=SEND).dblclick()
    expect(page).to_have_url(PASSPORT)
    assert how_many() == 1


def test_two_presses_that_both_arrive_make_one_question(
    people: People, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.panel()
    page = filled(people.reader(java_script_enabled=False))
    judge, both_are_here = AskForm.validate, Barrier(2)

    def judge_together(form: AskForm) -> bool:
        with suppress(BrokenBarrierError):
            both_are_here.wait(timeout=10)
        return judge(form)

    monkeypatch.setattr(AskForm, "validate", judge_together)
    button = page.get_by_role("button", name=SEND)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with page.expect_request(lambda request: request.method == "POST"):
        page.mouse.click(*middle)
    page.mouse.click(*middle)
    expect(page).to_have_url(PASSPORT)
    expect(page.get_by_role("heading", level=1)).to_have_text(TEXT)
    assert not both_are_here.broken
    assert how_many() == 1


def test_a_second_press_is_not_even_sent(people: People, made: Made) -> None:
    made.panel()
    page = filled(people.reader())
    assert page.evaluate(PRESS_AGAIN_AND_AGAIN) == {
        "sent": [True, False, False],
        "says": "Sending",
        "disabled": "true",
    }
    expect(page).to_have_url(PASSPORT)
    assert how_many() == 1


def test_going_back_and_sending_again_makes_one_question(people: People, made: Made) -> None:
    made.panel()
    page = filled(people.reader())
    page.get_by_role("button", name=SEND).click()
    expect(page).to_have_url(PASSPORT)
    passport = page.url
    page.go_back()
    page.get_by_label("Your question").fill(TEXT)
    page.get_by_role("button", name=SEND).click()
    expect(page).to_have_url(passport)
    assert how_many() == 1


def test_going_back_and_asking_something_else_says_that_the_first_has_arrived(
    people: People, made: Made
) -> None:
    made.panel()
    page = filled(people.reader())
    page.get_by_role("button", name=SEND).click()
    expect(page).to_have_url(PASSPORT)
    passport = page.url
    page.go_back()
    page.get_by_label("Your question").fill("And what else is there?")
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_text("What you sent before has arrived")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value("And what else is there?")
    link = page.get_by_role("link", name="See where it stands")
    assert passport.endswith(link.get_attribute("href") or "nothing")
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("And what else is there?")
    assert page.url != passport
    assert how_many() == 2


def test_a_post_that_is_sent_again_leads_to_the_same_passport(people: People, made: Made) -> None:
    made.panel()
    page = filled(people.reader(java_script_enabled=False))
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name=SEND).click()
    expect(page).to_have_url(PASSPORT)
    request = sent.value
    again = page.context.request.post(
        request.url,
        data=request.post_data or "",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        max_redirects=0,
    )
    assert again.status == 303
    assert page.url.endswith(again.headers["location"])
    assert how_many() == 1


def test_a_form_whose_token_went_stale_is_shown_again_with_everything_in_it(
    people: People, made: Made
) -> None:
    made.panel()
    page = filled(people.reader())
    page.context.clear_cookies()
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("alert")).to_contain_text("This form was open for too long")
    expect(page.get_by_label("Your question")).to_have_value(TEXT)
    page.get_by_role("button", name=SEND).click()
    expect(page).to_have_url(PASSPORT)
    assert how_many() == 1
