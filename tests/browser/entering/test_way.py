"""A letter is entered, its passport printed; a publication is scheduled; a public answer is corrected."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from extensions import clock, db
from models import Question, Role, Status, Via
from tests.browser.deciding.desk import choose, fresh, open_question, stands, tab_to
from tests.browser.people import PHONE, People, until
from tests.made import Made


def only() -> Question:
    """The one question there is, as the database has it now."""
    db.session.rollback()
    return db.session.query(Question).one()


def test_a_letter_is_entered_printed_and_approved_with_the_keyboard(people: People, made: Made) -> None:
    made.panel()
    page = people.user(made.moderator())
    page.goto("/desk/")
    tab_to(page, page.get_by_role("link", name="Enter a question"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("By phone"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("By letter")).to_be_checked()
    tab_to(page, page.get_by_label("The question"))
    page.keyboard.type("Why do the ferries stop at nine?")
    expect(page.locator(".counted .figure")).to_have_text("32 of 500")
    tab_to(page, page.get_by_role("button", name="Enter the question"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Why do the ferries stop at nine?")
    assert only().passport.via is Via.LETTER

    tab_to(page, page.get_by_role("link", name="Print its passport"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your question has arrived")
    page.evaluate("window.print = () => document.body.classList.add('printed')")
    tab_to(page, page.get_by_role("button", name="Print the sheet"))
    page.keyboard.press("Enter")
    expect(page.locator("body.printed")).to_have_count(1)
    link = page.locator(".address").inner_text()
    tab_to(page, page.get_by_role("link", name="No. 1"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Approve"))
    page.keyboard.press("Space")
    page.wait_for_url("**/desk/?**")

    asker = people.reader(viewport=PHONE)
    asker.goto(urlsplit(link).path)
    expect(asker.get_by_text("Why do the ferries stop at nine?").first).to_be_visible()


def test_on_paper_stands_the_sheet_alone(people: People, made: Made) -> None:
    made.panel()
    page = people.user(made.moderator())
    enter(page, "By phone", "Why do the ferries stop at nine?")
    page.get_by_role("link", name="Print its passport").click()
    page.emulate_media(media="print")
    expect(page.locator(".sheet-of-paper")).to_be_visible()
    expect(page.locator(".qr")).to_be_visible()
    for gone in (".desk-top", ".before-paper"):
        expect(page.locator(gone)).to_be_hidden()


def test_a_question_is_entered_without_javascript(people: People, made: Made) -> None:
    made.panel()
    page = people.user(made.moderator(), java_script_enabled=False)
    page.goto("/desk/questions/new")
    page.get_by_role("button", name="Enter the question").click()
    expect(page.get_by_role("alert")).to_contain_text("Say how the question came.")
    page.get_by_label("It is the moderators’ own").check()
    page.get_by_label("The question").fill("What becomes of the workshops?")
    page.get_by_role("button", name="Enter the question").click()
    expect(page.locator(".asked")).to_contain_text("it is their own, and has no asker")


def test_a_publication_is_scheduled_moved_and_cancelled(people: People, made: Made) -> None:
    moderator = made.moderator()
    panel = made.panel(time_zone="Europe/Helsinki")
    question = made.approved(panel, moderator, "Will the price stay?")
    made.answer(question, panel.executives[0], moderator)
    address = f"/ask-us/questions/{question.id}"
    desk, reader = people.user(moderator), people.reader()
    open_question(desk, question)
    chooser = choose(desk, "publish")
    chooser.get_by_label("When").fill("2027-01-05T09:00")
    chooser.get_by_role("button", name="Publish").click()
    note = "Scheduled for Tuesday 5 January, 09:00 EET"
    expect(desk.locator("#question .meta").first).to_contain_text(note)
    open_question(desk, question)
    expect(desk.locator(".queue .rows")).to_contain_text("Scheduled for 5 Jan, 09:00")
    response = reader.goto(address)
    assert response is not None
    assert response.status == 404

    chooser = choose(desk, "publish")
    expect(chooser.get_by_label("When")).to_have_value("2027-01-05T09:00")
    chooser.get_by_label("When").fill("2027-01-06T10:30")
    chooser.get_by_role("button", name="Publish at this time").click()
    expect(desk.locator("#question .meta").first).to_contain_text("Wednesday 6 January, 10:30")
    chooser = choose(desk, "unpublish")
    chooser.get_by_role("button", name="Cancel the publication").click()
    stands(desk, Status.APPROVED)
    expect(desk.locator(".timeline")).to_contain_text("cancelled the publication of 6 Jan, 10:30")
    assert fresh(question).first_published_at is None

    choose(desk, "publish").get_by_role("button", name="Publish").click()
    stands(desk, Status.PUBLISHED)

    def is_public() -> bool:
        answer = reader.goto(address)
        return answer is not None and answer.status == 200

    until(is_public)


def test_a_public_reason_is_seen_as_readers_will_see_it_while_it_is_typed(people: People, made: Made) -> None:
    moderator = made.moderator()
    question = made.published(made.panel(), moderator)
    page = people.user(moderator)
    open_question(page, question)
    chooser = choose(page, "unpublish")
    paper = chooser.locator(".paper")
    expect(paper).to_contain_text("Your reason stands here.")
    chooser.get_by_label("Reason, as readers will see it").fill("A figure <b>was</b> wrong.")
    expect(paper.locator(".typed")).to_have_text("A figure <b>was</b> wrong.")
    expect(paper.get_by_text("Your reason stands here.")).to_be_hidden()


def test_a_delegate_corrects_a_published_answer(people: People, made: Made) -> None:
    panel, moderator = made.panel(), made.moderator(name="Mo Fielding")
    delegate = made.user(Role.EXECUTIVE, delegate_of=panel.executives[0], name="Dana Dale")
    at = clock.now() - timedelta(hours=3)
    question = made.published(panel, moderator, "Will it wait?", body="On all lines.", at=at)
    page, reader = people.user(delegate), people.reader()
    address = f"/ask-us/questions/{question.id}"
    reader.goto(address)
    expect(reader.locator(".answer .story").first).to_contain_text("On all lines.")
    page.goto("/answers/")
    page.get_by_role("link", name="Will it wait?").click()
    expect(page.locator(".so-far")).to_contain_text("Public: revision 1")
    page.get_by_text("What readers read now").click()
    expect(page.locator(".so-far .story")).to_have_text("On all lines.")
    page.get_by_label("The answer").fill("On *two* lines.")
    page.get_by_label("Why, for readers").fill("I said all lines and meant two.")
    page.get_by_role("button", name="Release the correction").click()
    expect(page.locator(".saved")).to_contain_text("Revision 2, released")
    expect(page.locator(".so-far")).to_contain_text("Public: revision 2")

    def is_corrected() -> bool:
        reader.goto(address)
        return "On two lines." in reader.locator(".answer .story").first.inner_text()

    until(is_corrected)
    expect(reader.get_by_text("Dana Dale")).to_have_count(0)


def test_a_question_is_moved_and_its_old_address_leads_to_it(people: People, made: Made) -> None:
    moderator = made.moderator()
    panel = made.panel(list_open=True)
    made.panel("other", title="Ask the others", list_open=True)
    question = made.approved(panel, moderator, "Will it wait?")
    desk, reader = people.user(moderator), people.reader()
    reader.goto(f"/ask-us/questions/{question.id}")
    old = reader.url
    open_question(desk, question)
    desk.get_by_role("link", name="Move it to another panel").click()
    desk.get_by_label("Ask the others").check()
    desk.get_by_role("button", name="Move it there").click()
    expect(desk.locator(".timeline")).to_contain_text("moved it here from another panel")

    def leads_there() -> bool:
        reader.goto(old)
        return "/other/questions/" in reader.url

    until(leads_there)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Will it wait?")


def enter(page: Page, came: str, text: str) -> None:
    """Enter a question that came this way."""
    page.goto("/desk/questions/new")
    page.get_by_label(came).check()
    page.get_by_label("The question").fill(text)
    page.get_by_role("button", name="Enter the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
