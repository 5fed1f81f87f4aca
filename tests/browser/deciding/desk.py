"""The desk as its moderators use it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from extensions import db
from models import Question, Status
from tests.browser.people import until


def open_question(page: Page, question: Question) -> None:
    """Open ``question`` on the desk."""
    page.goto(f"/desk/questions/{question.id}")


def choose(page: Page, action: str) -> Locator:
    """Open the chooser of ``action`` with the link on the bar; the chooser."""
    page.locator(f".bar a[href='#choose-{action}']").click()
    chooser = page.locator(f"#choose-{action}")
    expect(chooser).to_be_visible()
    return chooser


def stands(page: Page, status: Status, question: Question | None = None) -> None:
    """The question on ``page`` has come to ``status``; ``question``: one that was left, looked at again."""
    if question is not None:
        page.wait_for_url(lambda url: f"/questions/{question.id}" not in url)
        until(lambda: fresh(question).status is status)
        open_question(page, question)
    expect(page.locator("#question .meta").first).to_contain_text(status.value, ignore_case=True)


def fresh(question: Question) -> Question:
    """The question as the database has it now."""
    db.session.rollback()
    return db.session.get_one(Question, question.id)


def tab_to(page: Page, place: Locator, most: int = 80) -> None:
    """Press Tab until ``place`` has the focus."""
    expect(place).to_be_visible()
    for _ in range(most):
        if place.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{place} can't be reached with {most} presses of Tab")
