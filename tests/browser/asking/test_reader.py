"""A reader asks."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from extensions import clock, db
from models import Question
from tests.browser.people import PHONE, People
from tests.made import Made

PASSPORT = re.compile(r"/passport/[\w-]+\.[\w-]+$")


def test_reader_asks_on_a_phone_without_javascript_or_account(people: People, made: Made) -> None:
    made.panel()
    page = people.reader(viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Ask us").click()
    page.get_by_role("link", name="Ask a question").first.click()
    expect(page.get_by_role("heading", name="What happens next")).to_be_visible()
    expect(page.get_by_role("heading", name="What is public, what stays private")).to_be_visible()
    page.get_by_label("Your question").fill("Will the price stay as it is?")
    page.get_by_label("Details").fill("You said so in spring.")
    page.get_by_role("checkbox", name="Ben Cole").check()
    page.get_by_label("Your name").fill("Rae")
    page.get_by_label("Show my name with the question").check()
    page.get_by_label("E-mail").fill("rae@floor.example")
    page.get_by_role("button", name="Send my question").click()

    expect(page).to_have_url(PASSPORT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Will the price stay as it is?")
    expect(page.get_by_text("Received. Keep this link.")).to_be_visible()
    expect(page.get_by_label("The link to this page")).to_have_value(page.url)
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.get_by_text("A moderator reads it next.")).to_be_visible()
    expect(page.get_by_text("Approved, it goes to Ben Cole.")).to_be_visible()


def test_the_question_alone_is_enough(people: People, made: Made) -> None:
    made.panel()
    page = people.reader()
    page.goto("/ask-us/ask")
    page.get_by_label("Your question").fill("Why?")
    page.get_by_role("button", name="Send my question").click()
    expect(page).to_have_url(PASSPORT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Why?")


def test_too_long_question_keeps_everything_typed_and_leads_to_the_fields(people: People, made: Made) -> None:
    made.panel()
    page = people.reader(viewport=PHONE)
    page.goto("/ask-us/ask")
    too_long = "Why is it so? " * 40
    page.get_by_label("Your question").fill(too_long)
    page.get_by_label("Details").fill("All of this matters.")
    page.get_by_role("checkbox", name="Ada Brook").check()
    page.get_by_label("Your name").fill("Rae")
    page.get_by_label("Show my name with the question").check()
    page.get_by_label("E-mail").fill("rae at floor")
    page.get_by_role("button", name="Send my question").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    expect(page).to_have_title(re.compile("^Error: "))
    for label, typed in (
        ("Your question", too_long),
        ("Details", "All of this matters."),
        ("Your name", "Rae"),
        ("E-mail", "rae at floor"),
    ):
        expect(page.get_by_label(label, exact=False).first).to_have_value(typed)
    expect(page.get_by_role("checkbox", name="Ada Brook")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Ben Cole")).not_to_be_checked()
    expect(page.get_by_label("Show my name with the question")).to_be_checked()

    for name, label in (("Your question:", "Your question"), ("E-mail:", "E-mail")):
        summary.get_by_role("link", name=name).click()
        field = page.get_by_role("textbox", name=label)
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        assert "error" in (field.get_attribute("aria-describedby") or "")

    page.get_by_role("textbox", name="Your question").fill("Why is it so?")
    page.get_by_role("textbox", name="E-mail").fill("rae@floor.example")
    page.get_by_role("button", name="Send my question").click()
    expect(page).to_have_url(PASSPORT)


def test_what_was_typed_is_kept_when_the_panel_closes_meanwhile(people: People, made: Made) -> None:
    panel = made.panel()
    page = people.reader()
    page.goto("/ask-us/ask")
    page.get_by_label("Your question").fill("Am I too late?")
    panel.closes_at = clock.now() - timedelta(minutes=1)
    db.session.commit()
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_text("the panel closed before it arrived")).to_be_visible()
    expect(page.locator("#kept-1")).to_have_text("Am I too late?")
    assert db.session.query(Question).count() == 0


def test_a_panel_that_is_not_open_says_when_it_will_be(people: People, made: Made) -> None:
    now = clock.now()
    made.panel(opens_at=now + timedelta(days=2), closes_at=now + timedelta(days=9))
    page = people.reader(java_script_enabled=False)
    page.goto("/ask-us/ask")
    expect(page.get_by_text("Not open yet")).to_be_visible()
    times = [time.get_attribute("datetime") or "" for time in page.locator("main time").all()]
    assert any(time.startswith(f"{now + timedelta(days=2):%Y-%m-%d}") for time in times)
    assert any(time.startswith(f"{now + timedelta(days=9):%Y-%m-%d}") for time in times)
