"""The list of open questions: who is in it, in which order, what is said of each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.panel import creating
from domain.question import publishing, supporting
from extensions import begin_writing, clock, db
from models import Panel, Question, SupportsShown, User
from tests.made import Made
from tests.pages import Page, PageClient
from tests.price import queries

DAY = timedelta(days=1)


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel(list_open=True, opens_at=clock.now() - 9 * DAY, closes_at=clock.now() + 9 * DAY)


def support(question: Question, times: int) -> None:
    begin_writing()
    for n in range(times):
        supporting.support(question, by=bytes([n]) * 32, at=clock.now())
    db.session.commit()


def asked(page: Page) -> list[str]:
    """The ids of the questions in the list, in order."""
    return [found["id"][1:] for found in page.all("li") if found.get("id", "").startswith("q")]


def test_it_holds_what_is_approved_and_was_never_public_with_an_answer(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    made.question(panel, "Who reads what is pending?")
    approved = made.approved(panel, mia, "What is approved?")
    made.published(panel, mia, "What is published?")
    later = made.published(panel, mia, "What is scheduled?", body="A secret yet.", when=clock.now() + DAY)
    gone = made.published(panel, mia, "What was taken down?")
    made.do(publishing.unpublish, gone, mia, reason="So.")
    page = client.page("/ask-us/open")
    assert sorted(asked(page)) == sorted([str(approved.id), str(later.id)])
    assert "2 are approved and with the executives" in page.text
    for unseen in ("A secret yet.", "pending", "taken down", "What is published"):
        assert unseen not in page.text
    question = client.page(f"/ask-us/questions/{later.id}-what-is-scheduled")
    assert "Not yet answered" in question.text
    assert "A secret yet." not in question.text
    assert "Published" not in question.text


def test_a_panel_that_lists_none_has_no_such_page(client: PageClient, made: Made, mia: User) -> None:
    made.approved(made.panel("closed-book"), mia)
    client.page("/closed-book/open", 404)
    client.page("/no-such-panel/open", 404)
    assert "/closed-book/open" not in str(client.page("/closed-book/").links())


def test_it_is_linked_from_its_panel_and_stands_beside_the_answers(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    question = made.approved(panel, mia, "What waits?")
    made.published(panel, mia, "What is answered?")
    page = client.page("/ask-us/")
    assert "/ask-us/open" in page.links()
    assert "What waits?" in page.text
    assert f"/ask-us/questions/{question.id}/support" in page.links()


def test_the_most_wanted_comes_first_and_readers_see_how_many(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    one, two = made.approved(panel, mia), made.approved(panel, mia)
    support(one, 3)
    page = client.page("/ask-us/open")
    assert asked(page) == [str(one.id), str(two.id)]
    assert "3 want to know" in page.text
    assert asked(client.page("/ask-us/open?sort=newest")) == [str(two.id), str(one.id)]
    assert asked(client.page("/ask-us/open?sort=oldest")) == [str(one.id), str(two.id)]
    assert asked(client.page("/ask-us/open?sort=nonsense")) == asked(page)


@pytest.mark.parametrize("shown", [SupportsShown.AFTER_CLOSING, SupportsShown.NEVER])
def test_hidden_counts_are_in_no_page_and_in_no_order(
    client: PageClient, made: Made, panel: Panel, mia: User, shown: SupportsShown
) -> None:
    questions = [made.approved(panel, mia) for _ in range(8)]
    answered = made.published(panel, mia)
    addresses = [
        "/ask-us/open",
        "/ask-us/open?sort=support",
        "/ask-us/",
        "/ask-us/?sort=support",
        f"/ask-us/questions/{questions[5].id}-question",
        f"/ask-us/questions/{questions[5].id}/support",
        "/",
    ]
    panel.supports_shown = shown
    db.session.commit()

    def read() -> list[str]:
        answers = [client.get(address, follow_redirects=True).text for address in addresses]
        for form in [form for text in answers for form in Page(text).forms]:
            token = form["fields"].get("csrf_token")
            answers = [text.replace(token, "") if token else text for text in answers]
        return answers

    before = read()
    support(questions[5], 47)
    support(answered, 31)
    assert read() == before
    assert "Most wanted" not in before[0]
    assert "Mixed anew each day" in before[0]
    assert asked(Page(before[0])) == asked(Page(before[1]))


def test_a_list_is_read_page_by_page_in_every_order(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    ids = {str(made.approved(panel, mia).id) for _ in range(22)}
    for sort in ("", "?sort=newest", "?sort=oldest"):
        first = client.page(f"/ask-us/open{sort}")
        older = next(link for link in first.links() if "after=" in link)
        second = client.page(older)
        assert len(asked(first)) == 20, sort
        assert {*asked(first), *asked(second)} == ids, sort
    panel.supports_shown = SupportsShown.NEVER
    db.session.commit()
    first = client.page("/ask-us/open")
    second = client.page(next(link for link in first.links() if "after=" in link))
    assert {*asked(first), *asked(second)} == ids


@pytest.mark.parametrize("after", ["x", "1", "-1", "1-", "20260101T000000.000000Z-1", "9" * 30 + "-1"])
def test_an_after_that_is_no_place_is_a_400(client: PageClient, panel: Panel, after: str) -> None:
    client.page(f"/ask-us/open?after={after}", 400)


def test_filters_are_counted_for_what_is_chosen_besides(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    ada, ben = panel.executives
    prices, people = creating.topic(panel, "Prices"), creating.topic(panel, "People")
    one = made.approved(panel, mia, executives=[ada])
    two = made.approved(panel, mia, executives=[ben])
    three = made.approved(panel, mia)
    one.topics, two.topics = [prices], [prices, people]
    db.session.commit()
    assert len(asked(client.page("/ask-us/open"))) == 3
    assert asked(client.page(f"/ask-us/open?topic={people.id}")) == [str(two.id)]
    assert set(asked(client.page(f"/ask-us/open?executive={ada.id}"))) == {str(one.id), str(three.id)}
    page = client.page(f"/ask-us/open?topic={prices.id}&executive={ada.id}")
    assert asked(page) == [str(one.id)]
    for said in ("Everyone 2", "Ada Brook 1", "Ben Cole 1", "All 2", "Prices 1", "People 0"):
        assert said in page.text, said
    nothing = client.page(f"/ask-us/open?topic={people.id}&executive={ada.id}")
    assert "None of the open questions is about this" in nothing.text


@pytest.mark.parametrize("query", ["executive=0", "executive=x", "topic=99999", "topic=%F0%9F%92%A9"])
def test_an_id_that_is_not_of_this_panel_is_a_404(client: PageClient, panel: Panel, query: str) -> None:
    client.page(f"/ask-us/open?{query}", 404)
    client.page(f"/ask-us/?{query}", 404)


def test_an_empty_list_says_so(client: PageClient, panel: Panel) -> None:
    page = client.page("/ask-us/open")
    assert "None waits for an answer just now" in page.text
    assert "/ask-us/ask" in page.links()


def test_a_longer_list_costs_no_more_queries(client: PageClient, made: Made, panel: Panel, mia: User) -> None:
    topic = creating.topic(panel, "Prices")

    def one_more() -> None:
        made.approved(panel, mia).topics = [topic]
        made.published(panel, mia).topics = [topic]
        db.session.commit()

    def cost(address: str) -> int:
        with queries() as sent:
            client.page(address)
        return len(sent)

    one_more()
    addresses = ("/ask-us/open", "/ask-us/", "/", f"/ask-us/?topic={topic.id}")
    few = {address: cost(address) for address in addresses}
    for _ in range(7):
        one_more()
    assert {address: cost(address) for address in addresses} == few
    assert max(few.values()) <= 16, few
