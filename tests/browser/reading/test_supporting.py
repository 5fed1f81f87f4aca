"""A reader wants to know it too: with a script and without, by keyboard, from two tabs, pressed twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from extensions import db
from models import Question, SupportTally
from tests.browser.people import DESK, PHONE, People
from tests.made import Made

BUTTON = "I want to know this too"


@pytest.fixture
def question(made: Made) -> Question:
    panel = made.panel(list_open=True)
    return made.approved(panel, made.moderator(), "What waits for an answer?")


def count(question: Question) -> int:
    db.session.rollback()
    return db.session.get_one(SupportTally, question.id, populate_existing=True).count


def press(page: Page) -> None:
    page.get_by_role("button", name=BUTTON).click()
    page.wait_for_url(re.compile(r"/ask-us/open|/questions/\d+-"))


@pytest.mark.parametrize(("javascript", "phone"), [(True, False), (False, True)])
def test_from_the_list_to_the_button_and_back(
    javascript: bool, phone: bool, people: People, question: Question
) -> None:
    page = people.reader(java_script_enabled=javascript, viewport=PHONE if phone else DESK)
    page.goto("/ask-us/")
    page.get_by_role("link", name="open question", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Open questions")
    page.get_by_role("link", name=f"{BUTTON} What waits for an answer?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits for an answer?")
    assert page.context.cookies() == []
    press(page)
    expect(page).to_have_url(re.compile(rf"/ask-us/open#q{question.id}$"))
    assert count(question) == 1
    (cookie,) = page.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"

    page.goto(f"/ask-us/questions/{question.id}/support")
    expect(page.get_by_text("You want to know this too.")).to_be_visible()
    expect(page.get_by_text("1 reader wants to know")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    page.wait_for_url(re.compile(r"/questions/\d+-"))
    assert count(question) == 0


def test_by_keyboard_alone(people: People, question: Question) -> None:
    page = people.reader()
    page.goto(f"/ask-us/questions/{question.id}/support")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/questions/\d+-"))
    assert count(question) == 1


def test_two_tabs_are_one_reader(people: People, question: Question) -> None:
    first = people.reader()
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto(f"/ask-us/questions/{question.id}/support")
    press(first)
    press(second)
    assert count(question) == 1
    other = people.reader()
    other.goto(f"/ask-us/questions/{question.id}/support")
    press(other)
    assert count(question) == 2


def test_a_double_click_counts_once(people: People, question: Question) -> None:
    page = people.reader(java_script_enabled=False)
    page.goto(f"/ask-us/questions/{question.id}/support")
    page.get_by_role("button", name=BUTTON).dblclick(no_wait_after=True)
    page.wait_for_url(re.compile(r"/questions/\d+-"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits for an answer?")
    assert count(question) == 1
