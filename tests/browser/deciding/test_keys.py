"""Questions are cleared with keys alone, on whichever keyboard, and only when keys are meant."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from extensions import clock, db
from models import Question, Status
from tests.browser.deciding.desk import fresh
from tests.browser.deciding.pressing import Keyboard, dispatch, opened, row, settled, shows
from tests.browser.people import People
from tests.made import Made

TURNS = ("approve", "reject", "approve", "hold", "approve", "reject", "send-back")
BECOMES = {
    "approve": Status.APPROVED,
    "reject": Status.REJECTED,
    "hold": Status.HELD,
    "send-back": Status.RETURNED,
}
STROKES = {"approve": 1, "reject": 2, "hold": 2, "send-back": 2}
"""As README has them; what is written into a field comes on top."""


NOTE_SELECTED = """addEventListener('desk:select', (event) => {
  window.selected = event.target.dataset.question;
})"""


def asked(made: Made, many: int, panel: Any = None) -> list[Question]:
    panel = panel or made.panel()
    begun = clock.now() - timedelta(hours=5)
    return [made.question(panel, at=begun + timedelta(minutes=n)) for n in range(many)]


def statuses(questions: list[Question]) -> list[Status]:
    db.session.rollback()
    return [db.session.get_one(Question, question.id).status for question in questions]


def clear(keyboard: Keyboard, many: int) -> tuple[dict[int, str], Counter[tuple[str, int]]]:
    """Decide ``many`` questions, whichever comes next: what was pressed for each, and the keys it took."""
    page, decided, strokes = keyboard.page, {}, Counter[tuple[str, int]]()
    for turn in range(many):
        number, action = opened(page), TURNS[turn % len(TURNS)]
        assert number not in decided
        strokes[action, keyboard.decide(action)] += 1
        decided[number] = action
        if turn + 1 < many:
            expect(page.locator(f".work[data-open]:not([data-open='{number}'])")).to_be_visible()
    return decided, strokes


@pytest.mark.parametrize(("many", "arabic"), [(50, False), (12, True)], ids=["desktop", "arabic keyboard"])
def test_the_queue_is_cleared_with_keys_alone(people: People, made: Made, many: int, arabic: bool) -> None:
    questions = asked(made, many)
    page = people.user(made.moderator())
    page.goto("/desk/")
    keyboard = Keyboard(page, arabic=arabic)
    keyboard.press("j")
    shows(page, questions[0])
    decided, strokes = clear(keyboard, many)
    expect(page.locator(".work").get_by_text("Nothing is waiting.")).to_be_visible()
    assert set(decided) == {question.id for question in questions}
    assert statuses(questions) == [BECOMES[decided[question.id]] for question in questions]
    assert set(strokes) == set(STROKES.items())
    assert {question.reason.code for question in map(fresh, questions) if question.reason} == {"off-topic"}


def test_moving_looks_at_questions_and_leaves_the_list_where_it_is(people: People, made: Made) -> None:
    first, second, third = asked(made, 3)
    page = people.user(made.moderator())
    page.goto("/desk/")
    page.evaluate("document.querySelector('.queue').dataset.same = 'yes'")
    keyboard = Keyboard(page)
    for key, question in (("j", first), ("j", second), ("j", third), ("k", second)):
        keyboard.press(key)
        shows(page, question)
        expect(page).to_have_url(re.compile(f"/desk/questions/{question.id}$"))
    expect(page.locator(".queue[data-same]")).to_have_count(1)
    assert page.locator("h1").count() == 1
    page.go_back()
    expect(page.locator(f".work[data-open='{third.id}']")).to_be_visible()
    assert set(statuses([first, second, third])) == {Status.PENDING}


def test_undo_takes_the_last_decision_back_and_opens_its_question(people: People, made: Made) -> None:
    first, second, _third = asked(made, 3)
    page = people.user(made.moderator())
    page.goto(f"/desk/questions/{first.id}")
    keyboard = Keyboard(page)
    keyboard.press("a")
    shows(page, second)
    expect(page.locator(".undo")).to_contain_text(f"No. {first.id} approved")
    expect(page.locator("#said")).to_have_text(f"No. {first.id} approved")
    keyboard.press("u")
    shows(page, first)
    assert fresh(first).status is Status.PENDING
    expect(row(page, first)).not_to_contain_text("by you")
    expect(page.locator("form.undo")).to_be_hidden()
    keyboard.press("a")
    assert settled(page, first, "Approved, by you").status is Status.APPROVED


def test_the_other_keys_open_what_they_say(people: People, made: Made) -> None:
    panel = made.panel()
    (question,) = asked(made, 1, panel)
    page = people.user(made.moderator())
    page.goto(f"/desk/questions/{question.id}")
    page.evaluate(
        "addEventListener('desk:select', (event) => { window.selected = event.target.dataset.question })"
    )
    keyboard = Keyboard(page)
    keyboard.press("e")
    field = page.get_by_label("Public wording")
    expect(field).to_be_focused()
    field.fill("Why is it so, and since when?")
    keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Why is it so, and since when?")
    keyboard.press("n")
    expect(page.locator("#choose-note textarea").first).to_be_focused()
    keyboard.write("Known.")
    keyboard.press("Escape")
    expect(page.locator("#choose-note")).to_be_hidden()
    expect(row(page, question).locator("a").first).to_be_focused()
    keyboard.press("n")
    keyboard.press("Control+Enter")
    expect(page.locator(".timeline")).to_contain_text("Known.")
    keyboard.press("x")
    assert page.evaluate("window.selected") == str(question.id)
    keyboard.press("/")
    expect(page.locator(".queue input[name=q]")).to_be_focused()
    keyboard.press("Escape")
    keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Undo my last decision")
    keyboard.press("a")
    keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert fresh(question).status is Status.PENDING


def test_typing_narrows_the_reasons_and_enter_rejects(people: People, made: Made) -> None:
    first, second = asked(made, 2)
    page = people.user(made.moderator())
    page.goto(f"/desk/questions/{first.id}")
    keyboard = Keyboard(page)
    keyboard.press("r")
    expect(page.locator("#filter-reasons")).to_be_focused()
    keyboard.write("zzz")
    expect(page.get_by_text("No reason has this word.")).to_be_visible()
    keyboard.press("Enter")
    page.locator("#filter-reasons").fill("spa")
    expect(page.locator(".reason:visible")).to_have_count(1)
    expect(page.locator("#choose-reject .paper:visible")).to_have_count(1)
    keyboard.press("Enter")
    shows(page, second)
    reason = settled(page, first, "Rejected, Spam, by you").reason
    assert reason is not None
    assert reason.code == "spam"


HARMLESS: dict[str, dict[str, Any]] = {
    "Ctrl": {"ctrlKey": True},
    "Alt": {"altKey": True},
    "Meta": {"metaKey": True},
    "Shift": {"shiftKey": True},
    "held down": {"repeat": True},
    "composing": {"isComposing": True},
    "an input method": {"keyCode": 229},
}


def test_nothing_fires_with_a_modifier_while_composing_or_held_down(people: People, made: Made) -> None:
    (question,) = asked(made, 1)
    page = people.user(made.moderator())
    page.goto(f"/desk/questions/{question.id}")
    posts = sent(page)
    for name, more in HARMLESS.items():
        for written in ("a", "ش"):
            taken = dispatch(page, written, "a", **more)
            assert taken is (name == "held down"), (name, written)
    assert posts == []
    assert fresh(question).status is Status.PENDING


def test_nothing_fires_in_a_field(people: People, made: Made) -> None:
    (question,) = asked(made, 1)
    page = people.user(made.moderator())
    page.goto(f"/desk/questions/{question.id}")
    page.evaluate(
        """() => {
          const pane = document.querySelector('.open');
          const editable = Object.assign(document.createElement('p'), {id: 'writes'});
          editable.contentEditable = 'true';
          const list = Object.assign(document.createElement('select'), {id: 'chooses'});
          pane.append(editable, list);
        }"""
    )
    posts = sent(page)
    for place in ("#writes", "#chooses", ".queue input[name=q]"):
        page.locator(place).focus()
        for key in "arhbujke?":
            page.keyboard.press(key)
        expect(page.locator(place)).to_be_focused()
    expect(page.locator(".queue input[name=q]")).to_have_value("arhbujke?")
    Keyboard(page).press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#filter-reasons")).to_be_focused()
    page.locator("#choose-reject textarea").first.focus()
    page.keyboard.type("a1 r2")
    assert posts == []
    assert opened(page) == question.id
    assert fresh(question).status is Status.PENDING


def sent(page: Page) -> list[str]:
    """Every POST that ``page`` sends from now on."""
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    return posts
