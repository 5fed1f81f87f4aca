"""What readers choose on a panel's page: whose answers, about what, in which order; and who asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blueprints import locales
from domain.panel import creating
from domain.question import asking, deciding, entering, fields, publishing, supporting
from extensions import begin_writing, clock, db
from models import Panel, Question, SupportsShown, User, Via
from tests.made import Made
from tests.pages import Page, PageClient

DAY = timedelta(days=1)


def listed(page: Page) -> list[str]:
    """The ids of the published questions in the list, in order."""
    return [found["id"][1:] for found in page.all("h3") if found.get("id", "").startswith("q")]


def test_topics_and_executives_are_chosen_together(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    ada, ben = panel.executives
    prices, people = creating.topic(panel, "Prices"), creating.topic(panel, "People")
    db.session.commit()
    one = made.published(panel, mia, by_executive=ada)
    two = made.published(panel, mia, by_executive=ben)
    one.topics, two.topics = [prices], [prices]
    db.session.commit()
    page = client.page(f"/ask-us/?topic={prices.id}")
    assert listed(page) == [str(two.id), str(one.id)]
    page = client.page(f"/ask-us/?topic={prices.id}&executive={ada.id}")
    assert listed(page) == [str(one.id)]
    assert page.title.startswith("Prices, answered by Ada Brook")
    for said in ("Everyone 2", "Ada Brook 1", "Ben Cole 1", "All 1", "Prices 1", "People 0"):
        assert said in page.text, said
    nothing = client.page(f"/ask-us/?topic={people.id}&executive={ada.id}")
    assert "Ada Brook has answered nothing on “People” yet." in nothing.text
    assert "/ask-us/ask" in nothing.links()


def test_a_choice_without_answers_names_who_has_some_and_what_waits(
    client: PageClient, made: Made, mia: User
) -> None:
    panel = made.panel(list_open=True)
    ada, ben = panel.executives
    prices = creating.topic(panel, "Prices")
    for question in (made.published(panel, mia, by_executive=ben), made.approved(panel, mia, "Who waits?")):
        question.topics = [prices]
    db.session.commit()
    page = client.page(f"/ask-us/?topic={prices.id}&executive={ada.id}")
    assert "Read the one of Ben Cole" in page.text
    assert f"/ask-us/?executive={ben.id}&topic={prices.id}" in page.links()
    assert "1 question on this waits" in page.text
    assert f"/ask-us/open?executive={ada.id}&topic={prices.id}" in page.links()
    assert "Waiting for Ada Brook" in page.text
    assert "Who waits?" in page.text


def test_the_form_of_the_phone_leads_to_the_same_address(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    prices = creating.topic(panel, "Prices")
    made.published(panel, mia).topics = [prices]
    db.session.commit()
    form = next(
        one for one in client.page(f"/ask-us/?topic={prices.id}&lang=en").forms if "q" not in one["fields"]
    )
    assert (form["action"], form["method"]) == ("/ask-us/", "get")
    assert form["fields"] == {"lang": "en", "executive": [""], "topic": [str(prices.id)]}
    assert listed(client.page(f"/ask-us/?executive=&topic={prices.id}&sort="))


def test_the_most_wanted_come_first_where_readers_see_how_many(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    ids = [made.published(panel, mia).id for _ in range(22)]
    assert "Most wanted" not in client.page("/ask-us/").text
    for place, question_id in enumerate(ids[:3]):
        begin_writing()
        for n in range(3 - place):
            question = db.session.get_one(Question, question_id)
            supporting.support(question, by=bytes([n]) * 32, at=clock.now())
        db.session.commit()
    first = client.page("/ask-us/?sort=support")
    assert listed(first)[:3] == [str(id_) for id_ in ids[:3]]
    assert "3 readers wanted to know" in first.text
    older = next(link for link in first.links() if "after=" in link)
    assert {*listed(first), *listed(client.page(older))} == {str(id_) for id_ in ids}
    panel.supports_shown = SupportsShown.NEVER
    db.session.commit()
    assert listed(client.page("/ask-us/?sort=support")) == listed(client.page("/ask-us/"))


@pytest.mark.parametrize(
    ("via", "said"),
    [
        (Via.PHONE, "Asked by a reader, by phone"),
        (Via.LETTER, "Asked by a reader, by letter"),
        (Via.EVENT, "Asked by a reader, at the event"),
        (Via.STAFF, "Asked by the moderators"),
    ],
)
def test_how_a_question_came_is_said(
    client: PageClient, made: Made, panel: Panel, mia: User, via: Via, said: str
) -> None:
    begin_writing()
    question = entering.enter(
        db.session.merge(panel),
        entering.Entry(asking.Submission(text=fields.question_text("How did it come?")), via),
        key=f"entered-{via.value}",
        by=made.by(mia),
        at=clock.now(),
        link_key=made.link_key,
    )
    db.session.commit()
    made.do(deciding.approve, question, mia)
    made.answer(question, panel.executives[0], mia)
    made.do(publishing.publish, question, mia)
    assert said in client.page("/ask-us/").text
    page = client.page(f"/ask-us/questions/{question.id}-how-did-it-come")
    short = "The moderators" if via is Via.STAFF else said.rpartition(", ")[2]
    assert short in page.text
    assert mia.name not in page.text


def test_home_has_the_latest_answers_of_the_panels_it_lists(
    client: PageClient, made: Made, panel: Panel, mia: User
) -> None:
    other = made.panel("other", title="Another one")
    for n in range(4):
        made.published(panel, mia, f"What was number {n} here?", at=clock.now() - n * timedelta(hours=2))
        made.published(other, mia, f"What was number {n} there?", at=clock.now() - n * timedelta(hours=3))
    made.published(panel, mia, "What comes tomorrow?", when=clock.now() + DAY)
    page = client.page("/")
    assert page.text.count("What was number ") == 6
    assert "tomorrow" not in page.text
    assert "Another one" in page.text


def test_every_page_leads_to_what_the_site_says_of_itself(client: PageClient, made: Made, mia: User) -> None:
    panel = made.panel(list_open=True)
    question = made.published(panel, mia, "Is it so?")
    links = ["/about/rules", "/about/privacy", "/about/accessibility", "/about/imprint", "/about/contact"]
    links.append("/passport/lost")
    of_panel = ["/ask-us/", "/ask-us/open", "/ask-us/ask"]
    for address, status, expected in (
        ("/", 200, links),
        ("/nothing/", 404, links),
        ("/ask-us/", 200, links + of_panel),
        (f"/ask-us/questions/{question.id}-is-it-so", 200, links + of_panel),
        (f"/ask-us/questions/{question.id}/support", 200, links + of_panel),
    ):
        page = client.page(address, status)
        assert set(expected) <= set(page.links()), address
    for link in links:
        client.page(link)


def test_only_a_site_with_several_languages_offers_them(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Language of this page" not in client.page("/").text
    monkeypatch.setattr(locales, "available", lambda: frozenset({"en", "fi"}))
    page = client.page("/?executive=%26x&lang=en")
    assert "Suomi" in page.text or "suomi" in page.text
    assert "/?executive=%26x&lang=fi" in page.links()
