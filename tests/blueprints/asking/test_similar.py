"""What is near to a question that is being typed: only what readers may read, the answered ones first."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest

from adapters import logs
from domain.question import publishing
from domain.question.duplicates import proposing
from domain.refusals import TooSlow
from extensions import clock
from models import Audience, Panel, Question, User
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import Page, PageClient

TYPED = "Does the evening train wait if the boat is late?"
ASKED = "Will the last evening train really wait for the late boat?"
WAITS = "What happens to the evening train when the boat is late?"
OTHER = "Who decides about the salaries of the board?"


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


def panel_of(made: Made, **options: object) -> Panel:
    """A panel with a question that nobody means here."""
    panel = made.panel(**options)  # type: ignore[arg-type]
    for text in (OTHER, "May I take my dog on board in summer?"):
        made.question(panel, text)
    return panel


def shown(client: PageClient, panel: Panel, text: str = TYPED, status: int = 200) -> list[str]:
    """The addresses to which the fragment leads."""
    response = client.get(f"/{panel.slug}/similar", query_string={"text": text})
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "private, no-store"
    return Page(response.text).links()


def address(question: Question) -> str:
    return f"/{question.panel.slug}/questions/{question.id}-"


def test_a_published_one_is_shown_with_its_whole_wording_and_its_address(
    made: Made, mia: User, client: PageClient
) -> None:
    panel = panel_of(made)
    question = made.published(panel, mia, ASKED)
    (link,) = shown(client, panel)
    assert link.startswith(address(question))
    page = Page(client.get(f"/{panel.slug}/similar", query_string={"text": TYPED}).text)
    assert ASKED in page.text
    assert len(page.all("li")) == 1
    client.page(link)


def test_answered_ones_come_first(made: Made, mia: User, client: PageClient) -> None:
    panel = panel_of(made, list_open=True)
    waiting = made.approved(panel, mia, TYPED)
    answered = made.published(panel, mia, WAITS)
    first, second = shown(client, panel)
    assert first.startswith(address(answered))
    assert second.startswith(address(waiting))


def test_an_open_one_is_shown_only_where_the_panel_lists_them(
    made: Made, mia: User, client: PageClient
) -> None:
    panel = panel_of(made)
    made.approved(panel, mia, ASKED)
    assert shown(client, panel, status=204) == []


def test_nothing_that_readers_may_not_read_is_shown(made: Made, mia: User, client: PageClient) -> None:
    panel = panel_of(made, list_open=True)
    made.question(panel, ASKED)
    down = made.published(panel, mia, WAITS)
    made.do(publishing.unpublish, down, mia, reason="It was wrong.")
    elsewhere = made.panel("elsewhere")
    made.published(elsewhere, mia, ASKED)
    assert shown(client, panel, status=204) == []


def test_a_scheduled_one_is_no_answer_yet(made: Made, mia: User, client: PageClient) -> None:
    panel = panel_of(made)
    made.published(panel, mia, ASKED, when=clock.now() + timedelta(hours=2))
    assert shown(client, panel, status=204) == []


def test_no_more_than_five(made: Made, mia: User, client: PageClient) -> None:
    panel = panel_of(made)
    for number in range(7):
        made.published(panel, mia, f"{ASKED} {number}")
    assert len(shown(client, panel)) == 5


@pytest.mark.parametrize("text", ["", "abc", "a" * 501])
def test_a_text_that_no_question_could_have_is_refused(made: Made, client: PageClient, text: str) -> None:
    panel = made.panel()
    assert client.get(f"/{panel.slug}/similar", query_string={"text": text}).status_code == 422


@pytest.mark.parametrize(
    "text", ["????", "a" * 500, '" OR * NEAR(', "'&|!():*<->", "車いすで船に", "x " * 250]
)
def test_any_text_of_a_question_is_looked_up(made: Made, client: PageClient, text: str) -> None:
    assert shown(client, panel_of(made), text, status=204) == []


def test_only_its_staff_look_into_a_panel_for_staff(
    made: Made, mia: User, client: PageClient, sign_in: SignIn
) -> None:
    panel = panel_of(made, slug="inside", audience=Audience.STAFF)
    made.published(panel, mia, ASKED)
    assert client.get("/inside/similar", query_string={"text": TYPED}).status_code == 404
    assert len(shown(sign_in(mia), panel)) == 1


def test_what_takes_too_long_is_not_waited_for(
    made: Made, mia: User, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_given: object, **_told: object) -> None:
        raise TooSlow(500)

    panel = panel_of(made)
    made.published(panel, mia, ASKED)
    monkeypatch.setattr(proposing, "candidates", slow)
    assert shown(client, panel, status=204) == []


def test_no_log_keeps_what_was_typed(made: Made, mia: User, client: PageClient) -> None:
    panel = panel_of(made)
    made.published(panel, mia, ASKED)
    stream = StringIO()
    logs.install(development=False, stream=stream)
    try:
        shown(client, panel)
    finally:
        logs.install(development=True)
    assert "evening" not in stream.getvalue()


def test_the_ask_page_knows_where_to_look(made: Made, client: PageClient) -> None:
    page = client.page(f"/{made.panel().slug}/ask")
    (box,) = [found for found in page.all("section") if "data-similar" in found]
    assert box["data-address"] == "/ask-us/similar"
    assert "hidden" in box
