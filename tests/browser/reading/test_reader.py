"""The public reads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Response, ViewportSize, expect

from extensions import db
from tests.browser.people import DESK, PHONE, People
from tests.made import Made


@pytest.mark.parametrize(("javascript", "viewport"), [(True, DESK), (False, PHONE)])
def test_the_public_reads_from_home_to_answer_without_a_cookie(
    javascript: bool, viewport: ViewportSize, people: People, made: Made
) -> None:
    panel, moderator = made.panel(), made.moderator()
    ada, ben = panel.executives
    made.published(panel, moderator, "What does Ada say?", body="Ada says **yes**.", by_executive=ada)
    made.published(panel, moderator, "What does Ben say?", body="Ben says **no**.", by_executive=ben)
    made.question(panel, "Who reads what is pending?")
    page = people.reader(java_script_enabled=javascript, viewport=viewport)
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))

    page.goto("/")
    expect(page.get_by_text("2 published")).to_be_visible()
    page.get_by_role("link", name="Ask us", exact=True).click()
    entries = page.locator(".entry h3")
    expect(entries).to_have_text(["What does Ben say?", "What does Ada say?"])
    expect(page.get_by_text("Who reads what is pending?")).to_have_count(0)

    if viewport is PHONE:
        page.locator(".folded summary").click()
        page.get_by_role("radio", name="Ada Brook").check()
        page.get_by_role("button", name="Show them").click()
    else:
        page.locator(".filter").get_by_role("link", name="Ada Brook").click()
    expect(page).to_have_url(re.compile(rf"/ask-us/\?executive={ada.id}$"))
    expect(entries).to_have_text(["What does Ada say?"])
    entries.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What does Ada say?")
    expect(page.locator(".story strong")).to_have_text("yes")
    expect(page.locator(".answer time").first).to_be_visible()
    page.get_by_role("link", name="All questions and answers").first.click()
    expect(entries).to_have_count(2)

    assert page.context.cookies() == []
    documents = [response for response in seen if response.request.resource_type == "document"]
    assert len(documents) == 5
    for response in documents:
        headers = response.headers
        assert "set-cookie" not in headers
        assert "cookie" not in headers.get("vary", "").lower()
        assert "public" in headers["cache-control"]


def test_an_old_address_leads_to_the_present_one(people: People, made: Made) -> None:
    question = made.published(made.panel(), made.moderator(), "What does Ada say?")
    page = people.reader()
    page.goto(f"/ask-us/questions/{question.id}-what-it-was-called-before")
    expect(page).to_have_url(re.compile(rf"/questions/{question.id}-what-does-ada-say$"))


def test_a_long_list_is_read_page_by_page(people: People, made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    for number in range(22):
        made.published(panel, moderator, f"What was question {number}?")
    page = people.reader(java_script_enabled=False)
    page.goto("/ask-us/")
    entries = page.locator(".entry h3")
    expect(entries).to_have_count(20)
    expect(entries.first).to_have_text("What was question 21?")
    page.locator("a[href*='after=']").click()
    expect(entries).to_have_text(["What was question 1?", "What was question 0?"])
    page.get_by_role("link", name="Back to the newest").click()
    expect(entries).to_have_count(20)


def test_an_arabic_question_is_read_from_the_right(people: People, made: Made) -> None:
    question = made.published(made.panel(), made.moderator(), "هل ستخفضون الأسعار في السنة القادمة؟")
    db.session.rollback()
    page = people.reader()
    page.goto(f"/ask-us/questions/{question.id}")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_attribute("lang", "ar")
    assert heading.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    assert page.locator("html").evaluate("(one) => getComputedStyle(one).direction") == "ltr"
