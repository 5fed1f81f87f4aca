"""Choosing on a phone, without a script too; and the earlier text of an answer one click away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from domain.answer import writing
from domain.panel import creating
from extensions import clock, db
from tests.browser.people import PHONE, People
from tests.made import Made


@pytest.mark.parametrize("javascript", [True, False])
def test_a_topic_is_chosen_on_the_phone(javascript: bool, people: People, made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    boats = creating.topic(panel, "Boats")
    db.session.commit()
    made.published(panel, moderator, "What of the boats?").topics = [boats]
    db.session.commit()
    made.published(panel, moderator, "What of the trains?")
    page = people.reader(java_script_enabled=javascript, viewport=PHONE)
    page.goto("/ask-us/")
    expect(page.locator(".filter").first).to_be_hidden()
    page.locator(".folded summary").click()
    page.get_by_role("radio", name="Boats").check()
    page.get_by_role("button", name="Show them").click()
    expect(page.locator(".entry h3")).to_have_text(["What of the boats?"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Boats")
    page.locator(".folded summary").click()
    page.get_by_role("link", name="Clear").click()
    expect(page.locator(".entry h3")).to_have_count(2)


def test_a_correction_leads_to_what_was_said_before(people: People, made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator, "Will it wait?", body="It will, on all lines.")
    answer, by, now = question.answers[0], made.by(moderator), clock.now()
    statement = writing.save(
        question,
        answer.executive,
        writing.body("It will, on two lines."),
        seen=answer.statement.version,
        by=by,
        at=now,
        correction="Line 2 has no later path.",
    )
    writing.submit(statement, by=by, at=now)
    writing.release(statement, by=by, at=now)
    db.session.commit()
    page = people.reader()
    page.goto(f"/ask-us/questions/{question.id}")
    expect(page.locator(".corrected")).to_contain_text("Line 2 has no later path.")
    page.get_by_role("link", name="Read the earlier text").click()
    expect(page.locator("del")).to_contain_text("all")
    expect(page.locator("ins")).to_contain_text("two")
    page.get_by_role("link", name="Read version 1 alone").click()
    expect(page).to_have_url(re.compile(r"\?version=1$"))
    expect(page.locator(".story")).to_have_text("It will, on all lines.")
    address = page.get_by_label("Its address").input_value()
    assert address.endswith(f"/ask-us/questions/{question.id}/versions/{answer.executive_id}?version=1")
    page.goto(address)
    expect(page.locator(".story")).to_have_text("It will, on all lines.")
