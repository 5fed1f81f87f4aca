"""A reader searches one panel, or all of them."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from domain.panel import creating
from domain.question import publishing
from domain.refusals import TooSlow
from domain.search import deadline, finding
from extensions import begin_writing, clock, db
from models import Audience, Panel, User
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import Page, PageClient
from tests.price import queries

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other tests finds the same."""
    monkeypatch.setattr(deadline, "MILLISECONDS", 60_000)


def listed(page: Page) -> list[int]:
    """The ids of the results, in order."""
    return [int(found["id"][1:]) for found in page.all("h3") if re.fullmatch(r"q\d+", found.get("id", ""))]


def test_results_show_what_was_looked_for_in_the_question_and_its_answer(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    long = "Nothing of it here. " * 30
    question = made.published(
        panel, mia, "Will the last <b>train</b> wait?", body=f"{long} The late trains & boats wait. {long}"
    )
    made.published(panel, mia, "What of the buses?")
    page = client.page("/ask-us/search?q=train+late")
    assert listed(page) == [question.id]
    html = client.get("/ask-us/search?q=train+late").text
    assert "the last &lt;b&gt;<mark>train</mark>&lt;/b&gt; wait?" in html
    assert "The <mark>late</mark> <mark>trains</mark> &amp; boats wait." in html
    assert "1 question found for train late." in page.text
    assert f"/ask-us/questions/{question.id}-will-the-last-b-train-b-wait" in page.links()
    assert page.title.startswith("train late, search")


@pytest.mark.parametrize("address", ["/search", "/search/", "/ask-us/search", "/ask-us/search/"])
def test_without_words_the_page_says_how_to_search(client: PageClient, panel: Panel, address: str) -> None:
    page = client.page(address)
    assert page.title.startswith("Search")
    assert "Type some words." in page.text
    assert [form["method"] for form in page.forms] == ["get"]
    assert "q" in page.forms[0]["fields"]


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "<b>trian</b>"])
def test_what_was_typed_stands_in_the_page_as_text(
    client: PageClient, made: Made, panel: Panel, mia: User, words: str
) -> None:
    made.published(panel, mia, "Will the b train wait?")
    html = client.get(f"/ask-us/search?q={quote(words)}").text
    assert words not in html
    assert not [tag for tag in ("<script>", "<img src=x", "<b>") if tag in html]


def test_no_cache_and_no_search_engine_keeps_a_result(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    made.published(panel, mia)
    for address in ("/search?q=question", "/ask-us/search?q=question", "/search"):
        response = client.get(address)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", ["/ask-us/search?q=zebra", "/search?q=zebra", "/ask-us/search?q=-train"])
def test_an_empty_result_links_to_no_question_and_says_what_to_do(
    client: PageClient, made: Made, panel: Panel, mia: User, address: str
) -> None:
    made.published(panel, mia, "Will the last train wait?")
    page = client.page(address)
    assert "Nothing was found for" in page.text
    assert not [link for link in page.links() if "/questions/" in link]
    assert ("/ask-us/ask" in page.links()) is address.startswith("/ask-us")


def test_the_search_of_all_panels_shows_where_each_result_is(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    other = made.panel("others", title="The others")
    hidden = made.panel("own", title="Our own", audience=Audience.LINK)
    ids = [made.published(one, mia, "Will the last train wait?").id for one in (panel, other, hidden)]
    page = client.page("/search?q=train")
    assert listed(page) == ids[1::-1]
    assert "The others" in page.text
    assert "Our own" not in page.text
    assert "/others/search?q=train" in page.links()
    assert listed(client.page("/others/search?q=train")) == [ids[1]]
    own = db.session.get_one(Panel, hidden.id).slug
    assert listed(client.page(f"/{own}/search?q=train")) == [ids[2]]


def test_a_panel_for_staff_is_searched_by_its_staff_alone(
    client: PageClient, made: Made, sign_in: SignIn, mia: User
) -> None:
    own = made.panel("own", audience=Audience.STAFF)
    question = made.published(own, mia, "Will the last train wait?")
    assert client.get("/own/search?q=train").status_code == 404
    staff = sign_in(mia)
    assert str(question.id) in staff.get("/own/search?q=train").text
    assert "/own/questions/" not in staff.get("/search?q=train").text


def test_of_a_panel_that_was_taken_down_nothing_is_found(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    made.published(panel, mia, "Will the last train wait?")
    begin_writing()
    db.session.merge(panel).taken_down_at = clock.now()
    db.session.commit()
    assert client.get("/ask-us/search?q=train").status_code == 410
    assert "Nothing was found" in client.page("/search?q=train").text


def test_filters_narrow_the_results_and_stay_in_every_link(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    ada, ben = panel.executives
    prices = creating.topic(panel, "Prices")
    ids = [made.published(panel, mia, "Will the train wait?", by_executive=ada).id for _ in range(22)]
    other = made.published(panel, mia, "Will the train wait?", by_executive=ben)
    other.topics = [prices]
    db.session.commit()
    page = client.page("/ask-us/search?q=train")
    assert "Prices 1" in page.text
    assert "Ada Brook 22" in page.text
    assert "Ben Cole 1" in page.text
    assert listed(page)[0] == other.id
    page = client.page(f"/ask-us/search?q=train&executive={ada.id}")
    assert "22 questions found" in page.text
    assert page.forms[0]["fields"] == {"executive": str(ada.id), "q": "train"}
    (more,) = [link for link in page.links() if "after=" in link]
    assert f"executive={ada.id}" in more
    assert "q=train" in more
    assert listed(page) + listed(client.page(more)) == ids[::-1]
    assert listed(client.page(f"/ask-us/search?q=train&topic={prices.id}")) == [other.id]
    assert client.get("/ask-us/search?q=train&topic=9999999").status_code == 404


def test_pages_have_no_question_twice_whatever_is_published_meanwhile(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    ids = [made.published(panel, mia, f"Will the train {'train ' * (n % 3)}wait?").id for n in range(45)]
    address: str | None = "/search?q=train"
    seen: list[int] = []
    while address:
        page = client.page(address)
        seen += listed(page)
        made.published(panel, mia, "Is there a train train train train?")
        address = next((link for link in page.links() if "after=" in link), None)
    assert len(seen) == len(set(seen))
    assert set(ids) <= set(seen)


@pytest.mark.parametrize("after", ["x", "1-x", "-", "9" * 30 + "-1", "20260101T000000.000000Z-1"])
def test_a_place_that_cannot_be_read_is_refused(client: PageClient, panel: Panel, after: str) -> None:
    assert client.get(f"/ask-us/search?q=train&after={after}").status_code == 400


@pytest.mark.parametrize(
    "text",
    [
        "train\0wait",
        "\udc80train",
        "x" * 65_536,
        "train " * 10_000,
        "train AND NOT (wait OR NEAR(x, 2))",
        "words:train",
        "'train' & !wait <-> last:*",
        '"' * 500,
        "%s :asked ? $1",
        "-" * 300,
        "١٢٣",
        "9" * 30,
    ],
)
def test_whatever_is_typed_is_a_plain_search_or_refused(
    client: PageClient, made: Made, panel: Panel, mia: User, text: str
) -> None:
    made.published(panel, mia, "Will the last train wait?")
    typed = quote(text.encode(errors="surrogateescape"))
    for address in ("/search", "/ask-us/search"):
        assert client.get(f"{address}?q={typed}").status_code in (200, 400, 414)


def test_what_is_too_long_is_cut_and_the_page_says_so(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    question = made.published(panel, mia, "Will the last train wait?")
    page = client.page(f"/search?q={'train+' * 100}zebra")
    assert "That was more than a search reads" in page.text
    assert listed(page) == [question.id]
    assert len(page.forms[0]["fields"]["q"]) <= 200
    assert (
        "more than a search reads"
        in client.page(f"/search?q={'+'.join('abcdefghijklmnopqrstuvwxyz0123456789')}").text
    )
    assert "more than a search reads" not in client.page("/search?q=train").text


def test_a_search_that_takes_too_long_says_so(
    client: PageClient, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> None:
        raise TooSlow(500)

    monkeypatch.setattr(finding, "hits", slow)
    assert "The search took too long." in client.page("/ask-us/search?q=train").text


def test_an_answer_to_come_is_neither_shown_nor_counted(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    question = made.published(panel, mia, "Will the last train wait?", body="Ask the treasurer.")
    second = made.answer(question, panel.executives[1], mia, "Ask the librarian.")
    made.do(publishing.publish, question, mia, answers=[second.id], when=clock.now() + DAY)
    assert "Nothing was found" in client.page("/search?q=librarian").text
    page = client.page("/ask-us/search?q=train")
    assert "Ben Cole" not in page.text
    assert listed(page) == [question.id]


def test_a_number_finds_its_question(client: PageClient, made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia)
    assert listed(client.page(f"/ask-us/search?q=%23{question.id}"))[-1:] == [question.id]


def test_more_results_take_no_more_queries(client: PageClient, made: Made, panel: Panel, mia: User) -> None:
    def asked() -> int:
        with queries() as sent:
            client.get("/ask-us/search?q=train")
        return len(sent)

    made.published(panel, mia, "Will the train wait?")
    few = asked()
    for _ in range(4):
        made.published(panel, mia, "Will the train wait?")
    assert asked() == few


def test_the_language_of_the_page_is_kept(client: PageClient, made: Made, panel: Panel, mia: User) -> None:
    made.published(panel, mia, "Will the last train wait?")
    page = client.page("/search?q=train&lang=en")
    assert page.forms[0]["fields"] == {"lang": "en", "q": "train"}
    assert "/ask-us/search?q=train&lang=en" in page.links()


@pytest.mark.parametrize("address", ["/ask-us/search", "/search"])
def test_a_word_that_is_nowhere_is_replaced_and_the_page_says_so(
    client: PageClient, made: Made, panel: Panel, mia: User, address: str
) -> None:
    ids = [made.published(panel, mia, "Will the late boat wait for the train?").id for _ in range(21)]
    page = client.page(f"{address}?q=late+boat+tran&lang=en")
    assert "Nothing was found for “tran”, showing 21 questions for late boat train." in page.text
    assert page.forms[0]["fields"]["q"] == "late boat tran"
    (more,) = [link for link in page.links() if "after=" in link]
    assert "q=late+boat+train" in more or "q=late%20boat%20train" in more
    assert listed(page) + listed(client.page(more)) == ids[::-1]


def test_no_spelling_tells_of_what_is_not_public(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    made.published(panel, mia, "Is Zebedee paid too much?", when=clock.now() + DAY)
    own = made.panel("own", audience=Audience.STAFF)
    made.published(own, mia, "Is Zebedee paid too little?")
    page = client.page("/search?q=zebedde")
    assert "zebedee" not in page.text.lower()
    assert "Nothing was found for zebedde." in page.text
