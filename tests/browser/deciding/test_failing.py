"""A decision that fails marks its row with the reason, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from domain.desk import reasons
from domain.question import deciding
from extensions import clock
from models import Question, Status
from tests.blueprints.browsers import actions
from tests.browser.conftest import Watch
from tests.browser.deciding.desk import fresh
from tests.browser.deciding.pressing import Keyboard, row, settled, shows
from tests.browser.people import People
from tests.made import Made


@pytest.fixture
def two(made: Made) -> tuple[Question, Question]:
    panel, begun = made.panel(), clock.now() - timedelta(hours=1)
    return made.question(panel, at=begun), made.question(panel, at=begun + timedelta(minutes=1))


@pytest.fixture
def page(people: People, made: Made, two: tuple[Question, Question]) -> Page:
    page = people.user(made.moderator())
    page.goto(f"/desk/questions/{two[0].id}")
    return page


def hold(keyboard: Keyboard, note: str) -> None:
    keyboard.press("h")
    expect(keyboard.page.locator("#choose-hold textarea").first).to_be_focused()
    keyboard.write(note)
    keyboard.press("Control+Enter")


def failed(page: Page, question: Question, words: str) -> None:
    """The row says so and it is said aloud; the row is not marked as done."""
    expect(row(page, question)).to_contain_text(words)
    expect(row(page, question)).to_have_attribute("data-mark", "failed")
    expect(row(page, question)).not_to_have_attribute("data-state", "decided")
    expect(page.locator("#warned")).to_contain_text(words)


def give_back(page: Page, question: Question, note: str) -> None:
    """Go back to ``question``: what was typed is there, and is put back by a press."""
    row(page, question).locator("a").first.click()
    shows(page, question)
    expect(page.locator("[data-kept]")).to_contain_text(note)
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#choose-hold textarea").first).to_have_value(note)


def test_a_colleague_who_was_first_is_named_and_the_note_is_kept(
    page: Page, two: tuple[Question, Question], made: Made, watch: Watch
) -> None:
    first, second = two
    watch.expect(f"/desk/questions/{first.id}/hold 409")
    spam = reasons.find("spam")
    assert spam is not None
    made.do(deciding.reject, first, made.moderator(name="Noor Haddad"), reason=spam)
    hold(Keyboard(page), "Ask the lawyers.")
    shows(page, second)
    failed(page, first, "Noor Haddad decided this first: rejected.")
    row(page, first).locator("a").first.click()
    shows(page, first)
    expect(page.locator("[data-kept]")).to_contain_text("Ask the lawyers.")
    expect(page.locator("[data-kept]")).to_contain_text("Noor Haddad decided this first: rejected.")
    assert actions(first) == ["submit", "reject"]


def test_without_a_reply_the_note_waits_beside_its_question(
    page: Page, two: tuple[Question, Question], watch: Watch
) -> None:
    first, second = two
    watch.expect("net::ERR_FAILED")
    page.route("**/hold", lambda route: route.abort())
    keyboard = Keyboard(page)
    hold(keyboard, "Ask the lawyers.")
    shows(page, second)
    failed(page, first, "No reply came.")
    page.unroute("**/hold")
    give_back(page, first, "Ask the lawyers.")
    page.locator("#choose-hold textarea").first.focus()
    keyboard.press("Control+Enter")
    shows(page, second)
    assert settled(page, first, "Held, by you").status is Status.HELD
    assert actions(first) == ["submit", "hold"]


def test_what_the_server_refuses_is_said_and_kept(
    page: Page, two: tuple[Question, Question], watch: Watch
) -> None:
    first, second = two
    watch.expect(f"/desk/questions/{first.id}/hold 422")
    page.evaluate("document.querySelector('#choose-hold [name=csrf_token]').value = 'stale'")
    hold(Keyboard(page), "Ask the lawyers.")
    shows(page, second)
    failed(page, first, "This form was open for too long.")
    give_back(page, first, "Ask the lawyers.")


def test_what_the_form_asks_for_is_said_on_the_spot(page: Page, two: tuple[Question, Question]) -> None:
    keyboard = Keyboard(page)
    hold(keyboard, "")
    expect(page.locator("#choose-hold").get_by_role("alert")).to_be_focused()
    assert fresh(two[0]).status is Status.PENDING


def test_a_row_is_done_only_when_the_server_said_so_and_is_sent_once(
    page: Page, two: tuple[Question, Question]
) -> None:
    first, second = two
    waiting: list[Route] = []
    page.route("**/approve", lambda route: waiting.append(route))
    keyboard = Keyboard(page)
    keyboard.press("a")
    shows(page, second)
    expect(row(page, first)).to_have_attribute("data-mark", "sending")
    expect(row(page, first)).to_contain_text("Being sent")
    keyboard.press("k")
    shows(page, first)
    keyboard.press("a")
    expect(page.locator("#said")).to_have_text("This decision is on its way already.")
    assert len(waiting) == 1
    waiting[0].continue_()
    assert settled(page, first, "Approved, by you").version == 2
    assert actions(first) == ["submit", "approve"]


def test_what_was_begun_waits_where_it_was_left(page: Page, two: tuple[Question, Question]) -> None:
    first, second = two
    keyboard = Keyboard(page)
    keyboard.press("h")
    expect(page.locator("#choose-hold textarea").first).to_be_focused()
    keyboard.write("Ask the lawyers.")
    keyboard.press("Escape")
    keyboard.press("j")
    shows(page, second)
    keyboard.press("k")
    shows(page, first)
    keyboard.press("h")
    expect(page.locator("#choose-hold textarea").first).to_have_value("Ask the lawyers.")
