"""The passport's whole ways: rejected and brought back, sent back and revised, erased, lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from domain.asker import passports
from domain.desk import reasons
from domain.question import deciding
from extensions import db
from models import Names, Question, User
from tests.browser.people import PHONE, People, until
from tests.made import Made

BOTH = pytest.mark.parametrize("javascript", [True, False])


def passport_of(question: Question, made: Made) -> str:
    db.session.rollback()
    return f"/passport/{passports.token(question.passport, made.link_key)}"


def decide_at_the_desk(people: People, moderator: User, question: Question) -> Page:
    page = people.user(moderator)
    page.goto(f"/desk/questions/{question.id}")
    return page


@BOTH
def test_a_rejected_question_is_appealed_for_and_approved_by_somebody_else(
    javascript: bool, people: People, made: Made
) -> None:
    panel = made.panel()
    mia, cleo = made.moderator(name="Mia Moss"), made.moderator(name="Cleo Carr")
    question = made.question(panel, "When do I get my money back?")
    made.do(
        deciding.reject, question, mia, reason=reasons.find("customer-support"), explanation="Write there."
    )
    page = people.reader(viewport=PHONE, java_script_enabled=javascript)
    page.goto(passport_of(question, made))
    expect(page.get_by_role("heading", name="It is not put to the executives.")).to_be_visible()
    expect(page.get_by_text("Rule 4", exact=True)).to_be_visible()
    expect(page.get_by_text("customer service can look it up")).to_be_visible()
    expect(page.get_by_text("Write there.")).to_be_visible()
    page.get_by_label("Why should it be put to them after all?").fill("They told me twice to ask you.")
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_role("heading", name="Another moderator reads it again.")).to_be_visible()

    theirs = decide_at_the_desk(people, mia, question)
    expect(theirs.get_by_text("They told me twice to ask you.").first).to_be_visible()
    expect(theirs.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    other = decide_at_the_desk(people, cleo, question)
    other.get_by_role("button", name="Approve", exact=True).first.click()
    until(lambda: "approved" in status_of(question))
    page.reload()
    expect(page.get_by_role("heading", name="Ada Brook and Ben Cole have your question.")).to_be_visible()
    expect(page.get_by_text("Possible once, and you objected on")).to_be_visible()


def status_of(question: Question) -> str:
    db.session.rollback()
    return db.session.get_one(Question, question.id).status.value


def test_while_a_new_wording_is_typed_what_changes_is_marked(people: People, made: Made) -> None:
    question = made.question(made.panel(), "When is the thing at the harbour repaired?")
    made.do(deciding.send_back, question, made.moderator(), message="Which thing do you mean?")
    page = people.reader()
    page.goto(passport_of(question, made))
    expect(page.get_by_role("heading", name="The moderators ask you for a new wording.")).to_be_visible()
    expect(page.get_by_text("Which thing do you mean?")).to_be_visible()
    expect(page.get_by_text("As it goes back")).to_be_hidden()
    page.get_by_label("Your question").fill("When is the lift at the harbour repaired?")
    expect(page.locator("[data-earlier] del")).to_have_text("thing")
    expect(page.locator("[data-later] ins")).to_have_text("lift")
    page.get_by_role("button", name="Send the new wording").click()
    expect(page.get_by_role("heading", name="A moderator reads it next.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("When is the lift at the harbour repaired?")


def test_everything_is_done_with_the_keyboard_alone(people: People, made: Made) -> None:
    question = made.approved(made.panel(), made.moderator(), "Will it stay?", name="Rae Vale")
    page = people.reader()
    page.goto(passport_of(question, made))

    def go_to(text: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if text in page.evaluate("document.activeElement.textContent || document.activeElement.name"):
                return
        raise AssertionError(f"never came to {text}")

    go_to("Object to the wording")
    page.keyboard.press("Enter")
    go_to("why")
    page.keyboard.type("It is not what I meant.")
    go_to("Send the objection")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You objected", exact=True)).to_be_visible()
    go_to("Show it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Hide it")).to_be_visible()
    go_to("Withdraw the question")
    page.keyboard.press("Enter")
    go_to("Withdraw for good")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="You withdrew it.")).to_be_visible()


@BOTH
def test_erasing_says_what_was_done_and_ends_the_link(javascript: bool, people: People, made: Made) -> None:
    panel = made.panel()
    question = made.published(panel, made.moderator(), "Will it stay?", name="Rae Vale", show_name=True)
    page = people.reader(viewport=PHONE, java_script_enabled=javascript)
    address = passport_of(question, made)
    page.goto(address)
    page.locator("summary", has_text="Erase my personal data").click()
    expect(page.get_by_text("Question and answer stay, without you.")).to_be_visible()
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_role("heading", name="Your data is erased")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/passport/erased\?stays=1$"))
    page.goto(address)
    expect(page.get_by_role("heading", name="This link opens no passport")).to_be_visible()
    page.goto(f"/ask-us/questions/{question.id}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Will it stay?")
    expect(page.get_by_text("Rae Vale")).to_have_count(0)


def test_a_name_that_is_hidden_is_gone_from_the_public_page_within_a_second(
    people: People, made: Made
) -> None:
    panel = made.panel()
    panel.names = Names.GIVEN
    question = made.published(panel, made.moderator(), "Will it stay?", name="Rae Vale", show_name=True)
    public, private = people.reader(), people.reader()
    public.goto(f"/ask-us/questions/{question.id}")
    expect(public.get_by_text("Rae Vale").first).to_be_visible()
    private.goto(passport_of(question, made))
    private.get_by_role("button", name="Hide it").click()
    expect(private.get_by_role("button", name="Show it")).to_be_visible()
    public.wait_for_timeout(1000)  # the promise itself: within a second
    public.reload()
    expect(public.get_by_text("Rae Vale")).to_have_count(0)


@BOTH
def test_a_lost_link_has_one_reply_for_all(javascript: bool, people: People, made: Made) -> None:
    made.question(made.panel(), email="rae@floor.example")
    page = people.reader(viewport=PHONE, java_script_enabled=javascript)
    for address in ("rae@floor.example", "nobody@floor.example"):
        page.goto("/passport/lost")
        page.get_by_label("E-mail").fill(address)
        page.get_by_role("button", name="Send my links").click()
        expect(page.get_by_text(f"If {address} asked here, its links are on their way.")).to_be_visible()
    page.get_by_role("link", name="enter it again").click()
    expect(page.get_by_label("E-mail")).to_have_value("")


def test_an_address_is_confirmed_with_a_button(people: People, made: Made) -> None:
    panel = made.panel("careful")
    panel.confirm_email = True
    db.session.commit()
    page = people.reader()
    page.goto("/careful/ask")
    page.get_by_label("Your question").fill("Will it stay?")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("alert")).to_contain_text("This panel writes to you first")
    page.get_by_role("textbox", name="E-mail").fill("rae@floor.example")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("heading", name="Your address waits for its confirmation.")).to_be_visible()
    db.session.rollback()
    question = db.session.query(Question).one()
    token = passports.confirmation_token(question.passport, made.link_key)
    page.goto(f"/passport/{token}/confirm")
    page.get_by_role("button", name="Confirm this address").click()
    expect(page.get_by_role("heading", name="A moderator reads it next.")).to_be_visible()
