"""A moderator decides."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from domain.asker import passports
from models import Question, Status
from tests.browser.deciding.desk import choose, fresh, open_question, stands
from tests.browser.people import People, sign_in
from tests.made import Made

ASKED = "When will teh price fall?"
EDITED = "When will the price fall?"


def passport_of(question: Question, made: Made) -> str:
    """The path of the passport of ``question``."""
    return f"/passport/{passports.token(question.passport, made.link_key)}"


def paragraphs(place: Locator) -> list[str]:
    """What is written there, a line each, without what isn't shown."""
    return [line.strip() for line in place.inner_text().splitlines() if line.strip()]


def test_moderator_signs_in_edits_the_wording_and_approves_exactly_that(people: People, made: Made) -> None:
    panel = made.panel()
    question = made.question(panel, ASKED)
    made.question(panel, "What came later?")
    page = people.reader()
    sign_in(page, made.moderator(panel).email)
    expect(page).to_have_title("Pending questions, Ask us – From the Floor")
    rows = page.locator(".queue .rows a")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(ASKED)
    rows.first.click()

    chooser = choose(page, "reword")
    field = chooser.get_by_label("Public wording")
    expect(field).to_be_focused()
    expect(field).to_have_value(ASKED)
    field.fill(EDITED)
    chooser.get_by_role("button", name="Save the new wording").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(EDITED)
    difference = page.locator(".changes .difference")
    expect(difference.locator("del")).to_contain_text("teh")
    expect(difference.locator("ins")).to_contain_text("the")
    expect(page.locator(".changes .wording").first).to_have_text(ASKED)
    stands(page, Status.PENDING)

    page.get_by_role("button", name="Approve").click()
    stands(page, Status.APPROVED, question)
    now = fresh(question)
    assert now.public_wording == 2
    assert now.wording.text == EDITED
    assert now.original.text == ASKED

    asker = people.reader()
    asker.goto(passport_of(now, made))
    expect(asker.get_by_role("heading", level=1)).to_have_text(EDITED)
    sides = asker.locator(".wordings .difference")
    expect(sides.first).to_contain_text("teh")
    expect(sides.last).to_contain_text("the")


def test_letter_as_previewed_is_what_the_asker_reads(people: People, made: Made) -> None:
    question = made.question(made.panel(), ASKED)
    page = people.user(made.moderator(name="Mo Fielding"))
    open_question(page, question)
    chooser = choose(page, "reject")
    expect(chooser.get_by_text("Choose a reason: its letter is shown here")).to_be_visible()
    chooser.get_by_label("Off topic", exact=False).check()
    chooser.get_by_label("Add an explanation").fill("This panel is about the company, not the weather.")
    letter = chooser.locator(".paper:visible")
    expect(letter).to_have_count(1)
    expect(letter).to_contain_text("not the weather")
    quoted = letter.locator("q").inner_text()
    written = [line for line in paragraphs(letter) if quoted not in line]
    assert len(written) == 4
    chooser.get_by_role("button", name="Reject it").click()
    stands(page, Status.REJECTED, question)

    asker = people.reader()
    asker.goto(passport_of(fresh(question), made))
    for line in (*written, quoted):
        expect(asker.locator(".now")).to_contain_text(line)
    expect(asker.get_by_text("Fielding", exact=False)).to_have_count(0)


def test_moderator_holds_a_question_and_takes_it_up_again(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.user(made.moderator())
    open_question(page, question)
    chooser = choose(page, "hold")
    chooser.get_by_role("button", name="Hold").click()
    expect(chooser.get_by_role("alert")).to_be_focused()
    chooser.get_by_label("What advice do you seek?").fill("Ask the lawyers.")
    chooser.get_by_label("Until").fill("2099-01-31T12:00")
    chooser.get_by_role("button", name="Hold").click()
    stands(page, Status.HELD, question)
    expect(page.locator(".timeline")).to_contain_text("Ask the lawyers.")
    page.get_by_role("button", name="Resume").click()
    stands(page, Status.PENDING)


def test_moderator_sends_a_question_back_to_its_asker(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.user(made.moderator())
    open_question(page, question)
    chooser = choose(page, "send-back")
    chooser.get_by_label("What should be different?").fill("Which year do you mean?")
    chooser.get_by_role("button", name="Send back").click()
    stands(page, Status.RETURNED, question)
    asker = people.reader()
    asker.goto(passport_of(question, made))
    expect(asker.locator("blockquote")).to_have_text("Which year do you mean?")


def test_moderator_takes_a_decision_back(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.user(made.moderator())
    open_question(page, question)
    page.get_by_role("button", name="Approve").click()
    stands(page, Status.APPROVED, question)
    expect(page.locator(".undo")).to_contain_text("1:")
    page.get_by_role("button", name="Undo").click()
    stands(page, Status.PENDING)
    assert fresh(question).public_wording is None
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_moderator_reopens_what_was_rejected(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.user(made.moderator())
    open_question(page, question)
    chooser = choose(page, "reject")
    chooser.get_by_label("Spam").check()
    chooser.get_by_role("button", name="Reject it").click()
    stands(page, Status.REJECTED, question)
    page.get_by_role("button", name="Reopen").click()
    stands(page, Status.PENDING)


def test_a_chooser_that_is_closed_gives_the_focus_back(people: People, made: Made) -> None:
    question = made.question(made.panel())
    page = people.user(made.moderator())
    open_question(page, question)
    chooser = choose(page, "reject")
    chooser.get_by_role("link", name="Back").click()
    expect(chooser).to_be_hidden()
    expect(page.locator(".bar a[href='#choose-reject']")).to_be_focused()
