"""One question's page: 200, 301, 410, and otherwise the same 404 for all."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from domain.question import deciding, families, publishing, rewording, withdrawing
from extensions import clock, db
from models import Panel, Question, Reason, User
from tests.made import Made
from tests.pages import PageClient


def address(question: Question, slug: str = "") -> str:
    """Where the question is read."""
    return f"/ask-us/questions/{question.id}" + (f"-{slug}" if slug else "")


def test_a_published_question_shows_its_answers_with_who_and_when(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(
        panel,
        moderator,
        "Who pays?",
        body="We **do**.",
        details="I ask for a friend.",
        name="Noor, Porthaven",
        show_name=True,
    )
    page = client.page(address(question, "who-pays"))
    for words in ("Who pays?", "I ask for a friend.", "Noor, Porthaven", "Ada Brook", "We do."):
        assert words in page.text
    assert ("strong", {}) in page.tags
    assert any("datetime" in found for found in page.all("time"))


def test_a_name_is_not_shown_unless_it_was_ticked(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator, "Who pays?", name="Noor Haddad", email="noor@reader.example")
    text = client.get(address(question, "who-pays")).text + client.get("/ask-us/").text
    assert "Noor" not in text
    assert "noor@" not in text


def test_a_moderator_is_never_named_in_public(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator(name="Zebedee Quill")
    question = made.published(panel, moderator, "Who pays?")
    for page in (address(question, "who-pays"), "/ask-us/", "/"):
        assert "Zebedee" not in client.get(page).text


def test_an_old_or_missing_slug_leads_to_the_present_address(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator, "Who pays?")
    made.do(rewording.reword, question, moderator, text="Who pays the bill?", details="")
    for slug in ("", "who-pays", "anything"):
        response = client.get(address(question, slug))
        assert response.status_code == 301
        assert response.location == address(question, "who-pays-the-bill")
    assert client.get(response.location).status_code == 200


def test_a_question_in_arabic_has_the_slug_q(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator, "من يدفع الفاتورة؟")
    page = client.page(address(question, "q"))
    heading = page.all("h1")[0]
    assert (heading["lang"], heading["dir"]) == ("ar", "rtl")


def test_an_unpublished_question_is_gone_with_its_reason(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator, "Who pays?", body="Secret words.")
    made.do(publishing.unpublish, question, moderator, reason="The answer named a passenger.")
    page = client.page(address(question, "who-pays"), 410)
    assert "The answer named a passenger." in page.text
    assert "Secret words." not in page.text
    assert "Who pays?" not in page.text


def test_a_merged_question_leads_to_the_one_it_was_merged_into(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    top = made.published(panel, moderator, "Who pays?")
    middle, low = made.question(panel, "Who will pay?"), made.question(panel, "Who is to pay?")
    made.do(families.merge, low, moderator, into=middle)
    made.do(families.merge, middle, moderator, into=top)
    for question in (middle, low):
        response = client.get(address(question))
        assert (response.status_code, response.location) == (301, address(top, "who-pays"))


def hidden(made: Made, panel: Panel, moderator: User) -> list[Question]:
    """A question in every state that was never public."""
    reason = db.session.query(Reason).filter_by(code="spam").one()
    questions = [made.question(panel, f"Hidden {number}?") for number in range(5)]
    made.do(deciding.hold, questions[1], moderator, note="Advice.")
    made.do(deciding.send_back, questions[2], moderator, message="Shorter.")
    made.do(deciding.reject, questions[3], moderator, reason=reason)
    withdrawing.withdraw(questions[4], by=made.asker, at=clock.now())
    db.session.commit()
    later = clock.now() + timedelta(hours=1)
    merged = made.question(panel, "Hidden and merged?")
    made.do(families.merge, merged, moderator, into=questions[0])
    return [
        *questions,
        merged,
        made.approved(panel, moderator, "Hidden 6?"),
        made.published(panel, moderator, "Hidden 7?", when=later),
    ]


def test_everything_that_was_never_public_is_the_same_404(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    unknown = client.get("/ask-us/questions/987654-nothing")
    assert unknown.status_code == 404
    for question in hidden(made, panel, moderator):
        for slug in ("", "hidden-0"):
            response = client.get(address(question, slug))
            assert response.status_code == 404, question.status
            assert response.data == unknown.data
            assert dict(response.headers) == dict(unknown.headers)


def test_another_panels_question_is_found_at_its_own_address(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    made.panel("other")
    question = made.published(panel, moderator, "Who pays?")
    response = client.get(f"/other/questions/{question.id}-who-pays")
    assert (response.status_code, response.location) == (301, address(question, "who-pays"))


def test_a_scheduled_question_appears_at_its_time_and_not_before(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(), made.moderator()
    due = clock.now() + timedelta(hours=2)
    question = made.published(panel, moderator, "Who pays?", when=due)
    with time_machine.travel(due - timedelta(seconds=1), tick=False):
        assert client.get(address(question, "who-pays")).status_code == 404
        assert "Who pays?" not in client.get("/ask-us/").text
    with time_machine.travel(due, tick=False):
        assert client.get(address(question, "who-pays")).status_code == 200
        assert "Who pays?" in client.get("/ask-us/").text


def test_an_approved_question_is_read_where_the_panel_lists_open_ones(made: Made, client: PageClient) -> None:
    panel, moderator = made.panel(list_open=True), made.moderator()
    question = made.approved(panel, moderator, "Who pays?")
    made.answer(question, panel.executives[0], moderator, "Not yet public.")
    page = client.page(address(question, "who-pays"))
    assert "Who pays?" in page.text
    assert "Not yet public." not in page.text


def test_an_id_beyond_the_database_is_a_404(made: Made, client: PageClient) -> None:
    made.panel()
    for number in (2**63, 2**64, int("9" * 40)):
        assert client.get(f"/ask-us/questions/{number}-x").status_code == 404
