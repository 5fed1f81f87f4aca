"""A moderator makes one question of two, and several of one: with keys, with a mouse, without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from domain.question import rewording
from extensions import clock
from models import Panel, Question, Status
from tests.browser.deciding.desk import fresh, open_question, stands
from tests.browser.deciding.pressing import Keyboard, row, settled, shows
from tests.browser.people import People, sign_in, until
from tests.browser.watch import Watch
from tests.made import Made

JOBS = "How many people at the works lose their jobs?"
ALIKE = ("How many people lose their jobs at the works?", "How many jobs at the works are lost?")


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


def asked(made: Made, panel: Panel, *texts: str) -> list[Question]:
    """Questions in this order in the queue."""
    begun = clock.now() - timedelta(hours=5)
    return [made.question(panel, text, at=begun + timedelta(minutes=n)) for n, text in enumerate(texts)]


def chooses(page: Page, question: Question) -> None:
    """``question`` is chosen, and its radio button has the focus, so that Enter merges."""
    radio = page.locator(f".merging input[name=into][value='{question.id}']")
    expect(radio).to_be_checked()
    expect(radio).to_be_focused()


def test_a_key_opens_the_proposals_a_digit_chooses_and_enter_merges(
    people: People, made: Made, panel: Panel
) -> None:
    question, following, *alike = asked(made, panel, JOBS, "Who pays for the ferry?", *ALIKE)
    page = people.user(made.moderator())
    open_question(page, question)
    page.evaluate("document.querySelector('.queue').dataset.same = 'yes'")
    keyboard = Keyboard(page)
    keyboard.press("d")
    expect(page.get_by_role("heading", name="Merge into which question?")).to_be_visible()
    radios = page.locator(".merging input[name=into]")
    expect(radios).to_have_count(2)
    expect(radios.first).to_be_focused()
    second = int(radios.nth(1).get_attribute("value") or "0")
    keyboard.press("2")
    chooses(page, next(one for one in alike if one.id == second))
    expect(page.locator(".merging .after:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    shows(page, following)
    assert settled(page, question, "Merged").merged_into_id == second
    expect(page.locator(".queue[data-same]")).to_have_count(1)
    keyboard.press("u")
    shows(page, question)
    until(lambda: fresh(question).status is Status.PENDING)


def test_escape_goes_back_and_nothing_is_merged(people: People, made: Made, panel: Panel) -> None:
    question, *_ = asked(made, panel, JOBS, *ALIKE)
    page = people.user(made.moderator())
    open_question(page, question)
    page.keyboard.press("d")
    expect(page.locator(".work.merging")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".work.merging")).to_have_count(0)
    shows(page, question)
    assert fresh(question).status is Status.PENDING


def test_what_failed_says_so_on_its_row_and_the_choice_is_kept(
    people: People, made: Made, panel: Panel, watch: Watch
) -> None:
    question, root, _ = asked(made, panel, JOBS, ALIKE[0], "Who pays for the ferry?")
    page = people.user(made.moderator())
    open_question(page, question)
    page.keyboard.press("d")
    chooses(page, root)
    watch.expect(f"/desk/questions/{question.id}/merge 409")
    noor = made.moderator(name="Noor Haddad")
    made.do(rewording.reword, question, noor, text="How many of us lose their jobs?", details="")
    page.keyboard.press("Enter")
    expect(row(page, question)).to_contain_text("Noor Haddad decided this first")
    assert fresh(question).status is Status.PENDING
    row(page, question).locator("a").click()
    expect(page.locator(f".work[data-open='{question.id}'] [data-kept]")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_label("Number of the question")).to_have_value(str(root.id))


def test_moderator_merges_and_takes_apart_without_javascript(
    people: People, made: Made, panel: Panel
) -> None:
    question, root = asked(made, panel, JOBS, "Who pays for the ferry?")
    page = people.reader(java_script_enabled=False)
    sign_in(page, made.moderator().email)
    open_question(page, question)
    page.locator(".bar").get_by_role("link", name="Merge").click()
    page.get_by_label("Or find another, by words or number").fill("ferry")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("radio")).to_be_checked()
    expect(page.get_by_role("row", name="Wordings kept beside it")).to_contain_text("1")
    page.locator(".bar").get_by_role("button", name="Merge").click()
    stands(page, Status.MERGED, question)
    page.get_by_role("link", name=f"No. {root.id}").first.click()
    expect(page.get_by_role("heading", name="Also asked by 1 other")).to_be_visible()
    open_question(page, question)
    page.get_by_role("button", name="Unmerge").click()
    stands(page, Status.PENDING)


@pytest.mark.parametrize("scripts", [True, False])
def test_moderator_splits_a_question_and_nothing_typed_is_lost(
    people: People, made: Made, panel: Panel, scripts: bool
) -> None:
    (question,) = asked(made, panel, "What will it cost? When will it come? Who pays?")
    page = people.reader(java_script_enabled=scripts)
    sign_in(page, made.moderator().email)
    open_question(page, question)
    page.get_by_role("link", name="Split it into several").click()
    page.get_by_label("Question 1").fill("What will it cost?")
    page.get_by_label("Question 2").fill("When will it come?")
    page.get_by_role("button", name="Add another").click()
    expect(page.get_by_label("Question 1")).to_have_value("What will it cost?")
    page.get_by_label("Question 3").fill("Who pays?")
    page.get_by_role("button", name="Split it").click()
    expect(page.get_by_text("one submission, one passport")).to_be_visible()
    expect(page.locator("#question h1")).to_have_text("What will it cost?")
    assert fresh(question).version == 2
