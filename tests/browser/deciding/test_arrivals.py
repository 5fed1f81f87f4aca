"""A list that stays open: what comes waits behind a line, what others do shows in place, nothing moves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from domain.desk import claims, reasons
from domain.question import deciding
from extensions import clock, db
from models import Question, User
from tests.browser.deciding.desk import choose, open_question
from tests.browser.people import PHONE, People, until
from tests.made import Made

SECONDS = 1_000
LIST = "/desk/?panel=ask-us"


@pytest.fixture
def col(made: Made) -> User:
    return made.moderator(name="Col Wray")


def waiting(people: People, user: User, address: str = LIST, **options: Any) -> Page:
    """A page of ``user`` whose clock the test turns on."""
    page = people.user(user, **options)
    page.clock.install()
    page.goto(address)
    return page


def after(page: Page, seconds: int = 10) -> None:
    """Turn its clock on, and hear what it is told meanwhile."""
    page.clock.run_for(seconds * SECONDS)


def row(page: Page, question: Question) -> Any:
    return page.locator(f".rows li[data-question='{question.id}']")


def places(page: Page) -> list[float]:
    """Where each row stands."""
    tops: list[float] = page.locator(".rows li").evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().top)"
    )
    return tops


def until_of(question: Question) -> Any:
    db.session.rollback()
    return claims.live([question.id], clock.now())[question.id].until


def test_a_colleague_reads_then_decides_and_the_row_says_so_in_place(
    people: People, made: Made, col: User
) -> None:
    panel = made.panel()
    first, second, third = (made.question(panel, text) for text in ("Why?" * 40, "Who pays?", "And when?"))
    reader = waiting(people, col)
    row(reader, third).locator("a").focus()
    before = places(reader)
    other = people.user(made.moderator(name="Mo Fielding"))
    open_question(other, second)
    expect(other.locator(".holding")).to_contain_text("Yours until")
    after(reader)
    expect(row(reader, second)).to_contain_text("Mo Fielding is reading this")
    expect(row(reader, first)).not_to_contain_text("is reading this")

    chooser = choose(other, "reject")
    chooser.get_by_label("Spam").check()
    chooser.get_by_role("button", name="Reject it").click()
    expect(other).not_to_have_url(f"/desk/questions/{second.id}")
    after(reader)
    decided = row(reader, second)
    expect(decided).to_contain_text("Rejected: Spam, by Mo Fielding, just now")
    expect(decided).to_have_attribute("data-state", "decided")
    expect(decided.locator(".settled .shape")).to_be_visible()
    expect(decided).not_to_contain_text("is reading this")
    expect(reader.locator(".arrivals [role=status]")).to_contain_text("by Mo Fielding")
    assert places(reader) == before
    expect(row(reader, third).locator("a")).to_be_focused()
    reader.reload()
    expect(reader.locator(".rows li")).to_have_count(2)


def test_what_comes_waits_behind_a_line_that_was_there_before(people: People, made: Made, col: User) -> None:
    panel = made.panel()
    made.question(panel, "What came first?")
    page = waiting(people, col)
    before = places(page)
    line = page.locator(".arrivals a")
    expect(line).to_contain_text("As it stood at")
    made.question(panel, "What came next?")
    after(page)
    expect(line.locator(".came")).to_have_text("1 new question")
    expect(line.locator(".stood")).to_be_hidden()
    expect(page.locator(".rows li")).to_have_count(1)
    assert places(page) == before
    line.click()
    expect(page.locator(".rows li")).to_have_count(2)
    expect(line).to_contain_text("As it stood at")


def test_an_open_question_stays_ones_own_and_says_when_a_colleague_decides_it(
    people: People, made: Made, col: User
) -> None:
    question = made.question(made.panel())
    page = waiting(people, col, f"/desk/questions/{question.id}")
    first = until_of(question)
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=True):
        after(page, 70)
        until(lambda: until_of(question) - first >= timedelta(minutes=2))
        made.do(deciding.reject, question, made.moderator(name="Mo Fielding"), reason=reasons.find("spam"))
        after(page)
        expect(page.locator(".holding")).to_have_text("Rejected: Spam, by Mo Fielding, just now")


def test_it_is_asked_with_a_tag_less_often_after_errors_and_not_at_all_once_signed_out(
    people: People, made: Made, col: User
) -> None:
    made.question(made.panel())
    page = waiting(people, col)
    statuses = list[int]()
    page.on("response", lambda answer: statuses.append(answer.status) if "/arrivals" in answer.url else None)

    def turn(count: int) -> None:
        with page.expect_response(lambda answer: "/arrivals" in answer.url):
            after(page)
        until(lambda: len(statuses) == count)

    turn(1)
    turn(2)
    assert statuses == [200, 304]
    page.context.clear_cookies()
    turn(3)
    assert statuses[2] == 303
    after(page, 120)
    assert len(statuses) == 3


def test_on_a_phone_the_line_is_a_target_for_a_thumb(people: People, made: Made, col: User) -> None:
    made.question(made.panel())
    page = waiting(people, col, viewport=PHONE)
    box = page.locator(".arrivals a").bounding_box()
    assert box is not None
    assert box["height"] >= 44
