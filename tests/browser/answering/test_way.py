"""An answer is written, released and published; and taken down again."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from models import Question, Status
from tests.browser.deciding.desk import choose, open_question, stands
from tests.browser.people import People, until
from tests.browser.watch import Watch
from tests.made import Made


def write(page: Page, name: str, body: str, shown: str) -> None:
    """From the question on the desk: write the answer of ``name``, look at the preview, release it."""
    page.get_by_role("link", name=f"Write the answer of {name}").click()
    expect(page.get_by_text(f"You write on behalf of {name}.")).to_be_visible()
    page.get_by_label("The answer").fill(body)
    preview = page.locator("#preview")
    expect(preview.locator("strong")).to_have_text(shown)
    expect(preview.locator("script, img, [onclick]")).to_have_count(0)
    page.get_by_role("button", name="Release").click()
    expect(page.locator(".saved")).to_contain_text("Revision 1, released")
    expect(page.locator("#preview strong")).to_have_text(shown)
    page.get_by_role("link", name="Back", exact=True).click()


def publish(page: Page, *names: str) -> None:
    """Publish the answers of ``names``, which are those that can be."""
    chooser = choose(page, "publish")
    expect(chooser.get_by_role("checkbox")).to_have_count(len(names))
    for name in names:
        expect(chooser.get_by_role("checkbox", name=name)).to_be_checked()
    chooser.get_by_role("button", name="Publish").click()
    stands(page, Status.PUBLISHED)


def answers(page: Page, question: Question) -> list[str]:
    """Who answers on the public page of ``question``."""
    page.goto(f"/ask-us/questions/{question.id}")
    return [name.strip() for name in page.locator(".answer h2").all_inner_texts()]


def test_each_executive_is_answered_for_and_published_on_their_own(people: People, made: Made) -> None:
    panel = made.panel()
    moderator = made.moderator(name="Mo Fielding")
    question = made.approved(panel, moderator, "Will the price stay?")
    desk = people.user(moderator)
    open_question(desk, question)
    expect(desk.get_by_role("link", name="Publish", exact=True)).to_have_count(0)

    write(desk, "Ada Brook", "It **will** stay.<script>alert(1)</script>", "will")
    expect(desk.locator(".slots")).to_contain_text("1 of 2 released")
    publish(desk, "Ada Brook")
    reader = people.reader()
    assert answers(reader, question) == ["Ada Brook"]
    expect(reader.get_by_text("Ben Cole")).to_have_count(0)

    write(desk, "Ben Cole", "It **must** stay.", "must")
    reader.goto("/ask-us/")
    expect(reader.get_by_text("Two answers")).to_have_count(0)
    publish(desk, "Ben Cole")
    expect(desk.locator(".timeline")).to_contain_text("Mo Fielding")

    def both_are_public() -> bool:
        return answers(reader, question) == ["Ada Brook", "Ben Cole"]

    until(both_are_public)
    expect(reader.locator(".answer .story").first).to_contain_text("It will stay.")
    expect(reader.get_by_text("Mo Fielding")).to_have_count(0)


def test_what_is_taken_down_says_why(people: People, made: Made) -> None:
    moderator = made.moderator()
    question = made.published(made.panel(), moderator, "Was it true?")
    desk, reader = people.user(moderator), people.reader()
    assert answers(reader, question) == ["Ada Brook"]
    address = reader.url
    open_question(desk, question)
    chooser = choose(desk, "unpublish")
    chooser.get_by_role("button", name="Unpublish").click()
    expect(chooser.get_by_role("alert")).to_be_visible()
    chooser.get_by_label("Reason, as readers will see it").fill("The figures were wrong.")
    chooser.get_by_role("button", name="Unpublish").click()
    stands(desk, Status.APPROVED)

    def is_gone() -> bool:
        response = reader.goto(address)
        return response is not None and response.status == 410

    until(is_gone)
    expect(reader.locator(".reason")).to_have_text("The figures were wrong.")
    expect(reader.get_by_text("It is so.")).to_have_count(0)
    reader.goto("/ask-us/")
    expect(reader.get_by_text("Was it true?")).to_have_count(0)


def test_an_answer_is_written_and_released_without_javascript(people: People, made: Made) -> None:
    moderator = made.moderator()
    question = made.approved(made.panel(), moderator, "Will the price stay?")
    page = people.user(moderator, java_script_enabled=False)
    open_question(page, question)
    page.get_by_role("link", name="Write the answer of Ada Brook").click()
    page.get_by_label("The answer").fill("It **will**.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator("#preview strong")).to_have_text("will")
    expect(page.locator(".saved")).to_contain_text("Draft")
    page.get_by_role("button", name="Release").click()
    expect(page.locator(".saved")).to_contain_text("released")
    page.get_by_role("link", name="Back", exact=True).click()
    publish(page, "Ada Brook")


def test_a_preview_that_can_not_be_had_says_so(people: People, made: Made, watch: Watch) -> None:
    watch.expect("/answers/preview 422")
    moderator = made.moderator()
    question = made.approved(made.panel(), moderator)
    page = people.user(moderator)
    page.goto(f"/answers/{question.id}/{question.panel.executives[0].id}")
    page.get_by_label("The answer").fill("x" * 20_001)
    expect(page.locator("#preview-behind")).to_be_visible()
    page.get_by_label("The answer").fill("Short *enough*.")
    expect(page.locator("#preview em")).to_have_text("enough")
    expect(page.locator("#preview-behind")).to_be_hidden()


def test_the_text_of_another_writer_is_not_overwritten(people: People, made: Made) -> None:
    panel = made.panel()
    moderators = [made.moderator(name=name) for name in ("Mo Fielding", "Col Wray")]
    question = made.approved(panel, moderators[0])
    first, second = (people.user(moderator) for moderator in moderators)
    for page, body in ((first, "The first text."), (second, "The second text.")):
        page.goto(f"/answers/{question.id}/{panel.executives[0].id}")
        page.get_by_label("The answer").fill(body)
    first.get_by_role("button", name="Save the draft").click()
    expect(first.locator(".saved")).to_contain_text("Draft")
    second.get_by_role("button", name="Save the draft").click()
    expect(second.get_by_text(re.compile("Mo Fielding saved this answer"))).to_be_visible()
    expect(second.get_by_text("The first text.").first).to_be_visible()
    expect(second.get_by_label("The answer")).to_have_value("The second text.")
