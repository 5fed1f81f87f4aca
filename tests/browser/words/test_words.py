"""Words at the desk: a name is looked at, a colleague is named, a template begun from, a wording tidied."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from domain.desk import templates
from extensions import begin_writing, clock, db
from models import Panel, Status, TemplateKind
from tests.browser.deciding.desk import choose, fresh, open_question, stands
from tests.browser.people import DESK, PHONE, People
from tests.made import Made

NAME, EMAIL = "Rita Roe", "rita@floor.example"
TEXT = "You asked {executives}: {question} Keep {?which part}."
WITH_SIGNS = "When is it re-opened (a/b)?"
"""What means something in a pattern."""
FILLED = f"You asked Ada Brook and Ben Cole: {WITH_SIGNS} Keep "
ASKED = "Hello Ada, WHY WERE THE STAFF TOLD LAST ??? Thanks, Bob"
WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def template(made: Made, title: str, text: str = TEXT, kind: TemplateKind = TemplateKind.MESSAGE) -> None:
    begin_writing()
    by = made.by(made.moderator())
    templates.create(kind, templates.Words(title, text, "en"), by=by, at=clock.now())
    db.session.commit()


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@WITHOUT
def test_who_looks_sees_the_name_and_a_colleague_sees_that_they_looked(
    people: People, made: Made, panel: Panel, scripts: bool
) -> None:
    question = made.question(panel, WITH_SIGNS, name=NAME, email=EMAIL)
    page = people.user(made.moderator(name="Mia Moss"), java_script_enabled=scripts)
    open_question(page, question)
    expect(page.locator("body")).not_to_contain_text("Rita")
    page.get_by_role("button", name="Show name and address").click()
    expect(page.locator(".asked")).to_contain_text(NAME)
    expect(page.locator(".asked")).to_contain_text(EMAIL)
    other = people.user(made.moderator(), java_script_enabled=scripts)
    open_question(other, question)
    expect(other.locator("body")).not_to_contain_text("Rita")
    expect(other.locator(".timeline")).to_contain_text("Mia Moss looked at the asker’s name")


@WITHOUT
def test_one_moderator_names_another_who_says_that_they_saw_it(
    people: People, made: Made, panel: Panel, scripts: bool
) -> None:
    question = made.question(panel)
    noor = made.moderator(name="Noor Haddad")
    made.moderator(name="Ben Birch")
    page = people.user(made.moderator(name="Mia Moss"), java_script_enabled=scripts)
    open_question(page, question)
    page.locator(".side a[href='#choose-note']").click()
    chooser = page.locator("#choose-note")
    note = chooser.get_by_label("Note", exact=True)
    if scripts:
        note.press_sequentially("Same as yours, @n")
        expect(chooser.get_by_role("button", name="@Ben Birch")).to_be_hidden()
        chooser.get_by_role("button", name="@Noor Haddad").click()
        expect(note).to_have_value("Same as yours, @Noor Haddad ")
        note.press_sequentially("?")
    else:
        expect(chooser).to_contain_text("@Noor Haddad")
        note.fill("Same as yours, @noor?")
    chooser.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".timeline .named")).to_contain_text("@", use_inner_text=True)

    theirs = people.user(noor, java_script_enabled=scripts)
    open_question(theirs, question)
    expect(theirs.locator(".timeline .named.me")).to_be_visible()
    theirs.get_by_role("button", name="Seen").click()
    expect(theirs.get_by_role("button", name="Seen")).to_have_count(0)
    expect(theirs.locator(".timeline .named.me")).to_be_visible()


@WITHOUT
def test_an_open_place_is_not_sent_and_a_filled_one_is(
    people: People, made: Made, panel: Panel, scripts: bool
) -> None:
    template(made, "Two in one")
    question = made.question(panel, WITH_SIGNS)
    page = people.user(made.moderator(), java_script_enabled=scripts)
    open_question(page, question)
    chooser = choose(page, "send-back")
    chooser.get_by_role("link", name="Two in one").click()
    chooser = page.locator("#choose-send-back")
    message = chooser.get_by_label("What should be different?")
    expect(message).to_have_value(f"{FILLED}{{?which part}}.")
    letter = chooser.locator(".paper")
    expect(letter.locator("mark.filled").last).to_have_text(WITH_SIGNS)
    expect(letter.locator("mark.to-fill")).to_have_text("{?which part}")
    chooser.get_by_role("button", name="Send back").click()

    expect(chooser.locator(".summary")).to_contain_text("{?which part} is not filled in yet.")
    expect(message).to_have_value(f"{FILLED}{{?which part}}.")
    assert fresh(question).status is Status.PENDING
    message.fill(f"{FILLED}the first.")
    chooser.get_by_role("button", name="Send back").click()
    expect(page.locator("#choose-send-back .summary")).to_have_count(0)
    open_question(page, question)
    stands(page, Status.RETURNED)
    expect(page.locator(".timeline")).to_contain_text("Keep the first.")


def test_by_keys_alone_b_a_digit_and_the_place_is_typed_over(
    people: People, made: Made, panel: Panel
) -> None:
    template(made, "Two in one")
    template(made, "Which year", "Which year? {…}")
    question = made.question(panel, WITH_SIGNS)
    made.question(panel, "What follows?")
    page = people.user(made.moderator())
    open_question(page, question)
    page.keyboard.press("b")
    expect(page.get_by_label("Type to filter, or a digit").first).to_be_focused()
    page.keyboard.press("1")
    message = page.locator("#choose-send-back").get_by_label("What should be different?")
    expect(message).to_be_focused()
    page.keyboard.type("the first part")
    expect(message).to_have_value(f"{FILLED}the first part.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".undo")).to_contain_text("sent back")
    assert fresh(question).status is Status.RETURNED


def test_letters_narrow_the_templates_and_own_words_are_never_overwritten(
    people: People, made: Made, panel: Panel
) -> None:
    template(made, "Two in one")
    template(made, "Which year", "Which year? {…}")
    page = people.user(made.moderator())
    open_question(page, made.question(panel, WITH_SIGNS))
    chooser = choose(page, "send-back")
    message = chooser.get_by_label("What should be different?")
    message.fill("Own words.")
    chooser.get_by_label("Type to filter").fill("YEAR")
    expect(chooser.get_by_role("link", name="Two in one")).to_be_hidden()
    chooser.get_by_label("Type to filter").press("Enter")
    expect(message).to_have_value("Own words.\n\nWhich year? {…}")
    page.keyboard.press("Control+z")
    expect(message).to_have_value("Own words.")


def test_a_digit_among_templates_is_none_of_the_reasons(people: People, made: Made, panel: Panel) -> None:
    template(made, "Who can help", "{…} can help.", TemplateKind.EXPLANATION)
    question = made.question(panel, WITH_SIGNS)
    page = people.user(made.moderator())
    open_question(page, question)
    chooser = choose(page, "reject")
    chooser.get_by_text("Begin from a template").click()
    field = chooser.get_by_label("Type to filter, or a digit")
    field.press("7")
    field.fill("")
    field.press("1")
    expect(chooser.get_by_label("Add an explanation")).to_have_value("{…} can help.")
    assert fresh(question).status is Status.PENDING


@WITHOUT
def test_a_tidy_up_is_seen_before_it_is_saved(
    people: People, made: Made, panel: Panel, scripts: bool
) -> None:
    question = made.question(panel, ASKED)
    page = people.user(made.moderator(), java_script_enabled=scripts)
    open_question(page, question)
    page.get_by_role("link", name="All of them").click()
    chooser = page.locator("#choose-reword")
    expect(chooser.get_by_label("Public wording")).to_have_value("Why were the staff told last?")
    expect(chooser.locator("del:visible").first).to_contain_text("Hello")
    expect(chooser.locator("ins:visible").first).to_contain_text("Why")
    assert fresh(question).newest_wording.number == 1
    chooser.get_by_role("button", name="Save the new wording").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why were the staff told last?")
    assert fresh(question).original.text == ASKED
    expect(page.get_by_text("Tidy up:")).to_have_count(0)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_template_is_written_and_its_places_follow_what_is_typed(
    people: People, made: Made, panel: Panel, viewport: dict[str, int]
) -> None:
    page: Page = people.user(made.moderator(), viewport=viewport)
    page.goto("/desk/templates/new")
    page.get_by_label("Title, for the desk").fill("Two in one")
    page.get_by_label("Text", exact=True).fill("{executives}: {…}")
    letter = page.locator("[data-letter]")
    expect(letter.locator("mark.filled")).to_have_text("Ilse Varga and Tomás Lindqvist")
    expect(letter.locator("mark.to-fill")).to_have_text("{…}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="Two in one")).to_be_visible()


def test_choosing_leaves_the_question_where_it_was(people: People, made: Made, panel: Panel) -> None:
    """A GET that fills a form writes nothing."""
    template(made, "Two in one")
    question = made.question(panel, WITH_SIGNS)
    page = people.user(made.moderator(), java_script_enabled=False)
    open_question(page, question)
    choose(page, "send-back").get_by_role("link", name="Two in one").click()
    page.locator("#choose-send-back").get_by_role("link", name="Without a template").click()
    message = page.locator("#choose-send-back").get_by_label("What should be different?")
    expect(message).to_have_value("")
    assert fresh(question).version == 1
