"""Corrections: dated, with their reason, the earlier text one click away."""

from __future__ import annotations

import pytest

from domain.answer import writing
from domain.question import publishing
from extensions import clock, db
from models import Answer, Panel, Question, User
from tests.made import Made
from tests.pages import PageClient

WHY = "I said all lines and meant two."


def correct(made: Made, answer: Answer, mia: User, body: str, why: str = "", *, release: bool = True) -> None:
    """Another revision takes the place of the one that was released."""
    by, now = made.by(mia), clock.now()
    statement = writing.save(
        answer.question,
        answer.executive,
        writing.body(body),
        seen=answer.statement.version,
        by=by,
        at=now,
        correction=why,
    )
    if release:
        writing.submit(statement, by=by, at=now)
        writing.release(statement, by=by, at=now)
    db.session.commit()


@pytest.fixture
def question(made: Made, panel: Panel, mia: User) -> Question:
    return made.published(panel, mia, "Will it wait?", body="It will, on **all lines**.\n\nAnd so on.")


def versions(question: Question, query: str = "") -> str:
    executive = question.panel.executives[0]
    return f"/ask-us/questions/{question.id}/versions/{executive.id}{query}"


def address(question: Question) -> str:
    return f"/ask-us/questions/{question.id}-will-it-wait"


def test_a_correction_is_dated_and_leads_to_the_earlier_text(
    client: PageClient, made: Made, mia: User, question: Question
) -> None:
    correct(made, question.answers[0], mia, "It will, on two lines.\n\nAnd so on.", WHY)
    page = client.page(address(question))
    assert "Corrected on" in page.text
    assert WHY in page.text
    assert "It will, on all lines" not in page.text
    assert versions(question) in page.links()
    page = client.page(versions(question))
    assert "What changed from version 1 to version 2" in page.text
    assert "1 word out, 1 in" in page.text
    assert "[taken out: all]" in page.text
    assert "[put in: two]" in page.text
    assert WHY in page.text
    old = client.page(versions(question, "?version=1"))
    assert "It will, on all lines." in old.text
    assert WHY not in old.text
    new = client.page(versions(question, "?version=2"))
    assert "It will, on two lines." in new.text


def test_each_change_is_shown_alone(client: PageClient, made: Made, mia: User, question: Question) -> None:
    correct(made, question.answers[0], mia, "The second text.")
    correct(made, question.answers[0], mia, "The third text.")
    assert "[put in: third]" in client.page(versions(question)).text
    page = client.page(versions(question, "?changes=2"))
    assert "What changed from version 1 to version 2" in page.text
    assert "third" not in page.text
    assert "corrected 2 times" in page.text


def test_it_is_the_same_for_everybody(client: PageClient, made: Made, mia: User, question: Question) -> None:
    correct(made, question.answers[0], mia, "Another text.")
    answer = client.get(versions(question))
    assert answer.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in answer.headers
    assert f"http://localhost{versions(question)}?version=2" in answer.text


def test_what_was_never_public_is_never_shown(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    question = made.approved(panel, mia, "Will it wait?")
    answer = made.answer(question, panel.executives[0], mia, "A text that nobody read.")
    correct(made, answer, mia, "The first text that was public.")
    made.do(publishing.publish, question, mia)
    client.page(versions(question), 404)
    assert "Corrected" not in client.page(address(question)).text
    correct(made, answer, mia, "A draft of a correction.", release=False)
    client.page(versions(question), 404)
    correct(made, answer, mia, "The second text that was public.")
    for query in ("", "?version=1", "?version=2", "?changes=2"):
        page = client.page(versions(question, query))
        assert "nobody read" not in page.text
        assert "draft of" not in page.text
    for query in ("?version=3", "?version=0", "?version=x", "?changes=1", "?changes=9"):
        client.page(versions(question, query), 404)


def test_there_are_none_where_nothing_was_corrected_or_nothing_is_public(
    client: PageClient, made: Made, mia: User, question: Question
) -> None:
    client.page(versions(question), 404)
    correct(made, question.answers[0], mia, "Another text.")
    client.page(versions(question))
    other = question.panel.executives[1].id
    client.page(f"/ask-us/questions/{question.id}/versions/{other}", 404)
    client.page(f"/ask-us/questions/{question.id}/versions/999999", 404)
    made.panel("elsewhere")
    client.page(versions(question).replace("ask-us", "elsewhere"), 404)
    made.do(publishing.unpublish, question, mia, reason="So.")
    client.page(versions(question), 404)
    client.page("/ask-us/questions/999999/versions/1", 404)


def test_an_answer_taken_down_takes_its_versions_with_it(
    client: PageClient, made: Made, mia: User, question: Question
) -> None:
    correct(made, question.answers[0], mia, "Another text.")
    made.do(publishing.unpublish, question, mia, reason="So.")
    made.do(publishing.publish, question, mia)
    client.page(versions(question), 404)
    assert "Corrected" not in client.page(address(question)).text
