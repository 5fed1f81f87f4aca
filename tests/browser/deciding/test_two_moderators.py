"""Two moderators on one question: the second is told, and loses nothing."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from extensions import db
from models import Event, Question, Status, SubjectKind
from tests.browser.deciding.desk import choose, fresh, open_question, stands
from tests.browser.people import People
from tests.made import Made


def both(question: Question, people: People, made: Made) -> tuple[Page, Page]:
    """The pages of two moderators who have ``question`` open, too narrow for a list beside it."""
    narrow: Any = {"viewport": {"width": 900, "height": 800}}
    first, second = (people.user(made.moderator(name=name), **narrow) for name in ("Mo Fielding", "Col Wray"))
    open_question(first, question)
    open_question(second, question)
    return first, second


def refused(page: Page, button: str) -> None:
    """Press ``button`` in the chooser that is open, and come to the page that says no."""
    with page.expect_navigation() as navigation:
        page.locator(".chooser:visible").get_by_role("button", name=button).click()
    response = navigation.value
    assert response is not None
    assert response.status == 409


def decisions() -> int:
    """How many events of questions there are beside their arrival."""
    db.session.rollback()
    of_questions = Event.subject_kind == SubjectKind.QUESTION
    return db.session.scalar(select(func.count()).where(of_questions, Event.action != "submit")) or 0


def test_the_second_is_told_who_was_first_and_keeps_what_was_typed(people: People, made: Made) -> None:
    question = made.question(made.panel(), "Who decides first?")
    first, second = both(question, people, made)
    chooser = choose(second, "reject")
    chooser.get_by_label("Off topic", exact=False).check()
    chooser.get_by_label("Add an explanation").fill("It is not about us.")
    first.get_by_role("button", name="Approve").click()
    stands(first, Status.APPROVED, question)

    refused(second, "Reject it")
    expect(second.get_by_role("heading", level=1)).to_contain_text("Mo Fielding")
    expect(second.locator(".now")).to_contain_text("approved", ignore_case=True)
    typed = second.locator(".typed")
    expect(typed).to_contain_text("Reject")
    expect(typed).to_contain_text("Off topic", ignore_case=True)
    expect(typed).to_contain_text("It is not about us.")
    assert decisions() == 1
    second.get_by_role("link", name="Open question").click()
    stands(second, Status.APPROVED)


def test_nobody_approves_a_wording_that_was_not_on_screen(people: People, made: Made) -> None:
    question = made.question(made.panel(), "Who decides first?")
    first, second = both(question, people, made)
    chooser = choose(first, "reword")
    chooser.get_by_label("Public wording").fill("Who decides last?")
    chooser.get_by_role("button", name="Save the new wording").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("Who decides last?")

    with second.expect_navigation() as navigation:
        second.get_by_role("button", name="Approve").click()
    response = navigation.value
    assert response is not None
    assert response.status == 409
    expect(second.get_by_text("You had typed nothing.")).to_be_visible()
    assert fresh(question).public_wording is None


def test_two_wordings_do_not_overwrite_each_other(people: People, made: Made) -> None:
    question = made.question(made.panel(), "Who decides first?")
    first, second = both(question, people, made)
    for page, text in ((first, "Who is the first to decide?"), (second, "Who decides before all others?")):
        choose(page, "reword").get_by_label("Public wording").fill(text)
    first.locator(".chooser:visible").get_by_role("button", name="Save the new wording").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("Who is the first to decide?")
    refused(second, "Save the new wording")
    expect(second.locator(".typed")).to_contain_text("Who decides before all others?")
    assert [wording.text for wording in fresh(question).wordings] == [
        "Who decides first?",
        "Who is the first to decide?",
    ]
