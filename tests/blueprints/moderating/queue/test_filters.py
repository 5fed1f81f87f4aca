"""The queue narrowed: in its address, in every link of the list, and beside the question that is open."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from domain.panel import creating
from extensions import begin_writing, clock, db
from models import Panel, Question, SupportTally, Topic
from tests.made import Made
from tests.pages import Page, PageClient
from tests.price import queries

ROW = re.compile(r"/desk/questions/(\d+)(?:\?|$)")


def rows(page: Page) -> list[int]:
    """The ids of the questions that the list links to, in its order."""
    return list(dict.fromkeys(int(found.group(1)) for to in page.links() if (found := ROW.match(to))))


def shown(page: Page) -> list[str]:
    """The questions that stand in the list, in its order."""
    return [row["data-question"] for row in page.all("li") if "data-question" in row]


def topic(panel: Panel, title: str, *questions: Question) -> int:
    """A topic, and what is about it."""
    begin_writing()
    made: Topic = creating.topic(db.session.merge(panel), title)
    for question in questions:
        db.session.merge(question).topics.append(made)
    db.session.commit()
    return made.id


@pytest.mark.parametrize(
    "query",
    [
        "executive={ada}",
        "executive=none&language=en",
        "topic={fares}&topic=none",
        "age=today",
        "mine=1",
        "sort=support",
        "q=fares",
    ],
)
def test_a_filter_goes_along_with_every_link_of_the_list(
    made: Made, desk: PageClient, panel: Panel, query: str
) -> None:
    ada = panel.executives[0]
    questions = [made.question(panel, f"What of fares {n}?", executives=[ada]) for n in range(2)]
    asked = query.format(ada=ada.id, fares=topic(panel, "Fares", *questions))
    page = desk.page(f"/desk/?panel=ask-us&{asked}")
    counts = [to for to in page.links() if "status=held" in to]
    assert counts
    for to in [*counts, *(to for to in page.links() if ROW.match(to))]:
        assert asked in to, to
    beside = desk.page(f"/desk/questions/{questions[0].id}?status=pending&{asked}")
    # Opened, it is claimed: it is one of mine from then on.
    assert shown(beside) == shown(desk.page(f"/desk/?panel=ask-us&{asked}"))
    assert beside.form("/approve")["action"].endswith(f"?status=pending&{asked}")
    assert any("status=held" in to and asked in to for to in beside.links())


def test_a_queue_that_is_not_narrowed_has_plain_addresses(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel)
    assert f"/desk/questions/{question.id}" in desk.page("/desk/?panel=ask-us&status=pending").links()


def test_narrowed_it_links_to_what_fits_and_to_no_other_question(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    ada, ben = panel.executives
    to_ada, to_ben, to_all = (made.question(panel, executives=people) for people in ([ada], [ben], []))
    fares = topic(panel, "Fares", to_ben, to_all)
    for query, found in {
        f"executive={ada.id}": [to_ada],
        "executive=none": [to_all],
        f"topic={fares}": [to_ben, to_all],
        "topic=none": [to_ada],
        f"topic={fares}&executive={ben.id}": [to_ben],
        "language=fi": [],
        "age=older": [],
        "executive=999999": [],
    }.items():
        assert rows(desk.page(f"/desk/?{query}")) == [question.id for question in found], query


def test_a_question_stays_in_the_list_that_it_was_opened_from(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    now = clock.now()
    for n in range(25):
        made.question(panel, at=now - timedelta(minutes=30 - n))
    older = next(to for to in desk.page("/desk/").links() if "after=" in to)
    page = desk.page(older)
    opened = desk.page(next(to for to in page.links() if ROW.match(to)))
    assert rows(opened)[: len(rows(page))] == rows(page)


def test_the_most_wanted_comes_first_in_pages(made: Made, desk: PageClient, panel: Panel) -> None:
    ids = [made.question(panel).id for _ in range(25)]
    begin_writing()
    for place, id_ in enumerate(ids):
        db.session.get_one(SupportTally, id_).count = place % 7
    db.session.commit()
    expected = sorted(ids, key=lambda id_: (ids.index(id_) % 7, id_), reverse=True)
    first = desk.page("/desk/?sort=support")
    assert "6 want to know" in first.text
    more = desk.page(next(to for to in first.links() if "after=" in to))
    assert rows(first) + rows(more) == expected


def test_what_is_over_its_target_is_said_in_words(made: Made, desk: PageClient, panel: Panel) -> None:
    begin_writing()
    always = db.session.merge(panel)
    always.target_hours, always.work_days, always.work_begins, always.work_ends = 12, "1234567", 0, 1440
    db.session.commit()
    late = made.question(panel, at=clock.now() - timedelta(hours=20))
    soon = made.question(panel, at=clock.now() - timedelta(hours=5))
    assert "20 h, over target" in desk.page("/desk/").text
    assert rows(desk.page("/desk/?age=overdue")) == [late.id]
    assert "20 h old, over target target 12 h" in desk.page(f"/desk/questions/{late.id}").text
    assert "5 h old, target 12 h" in desk.page(f"/desk/questions/{soon.id}").text


def test_the_filters_to_choose_from_say_how_much_they_find(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    ada = panel.executives[0]
    for n in range(30):
        made.question(panel, executives=[ada] if n % 3 else [])
    text = desk.page(f"/desk/?executive={ada.id}&open=filter").text
    assert "Ada Brook 20" in text
    assert "Nobody by name 10" in text
    assert "Show 20" in text
    assert "Filter set: 1" in text
    assert "Show 30" in desk.page("/desk/?open=filter").text


def test_a_choice_keeps_the_others_and_is_taken_off_by_itself(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    fares = topic(panel, "Fares", made.question(panel))
    page = desk.page(f"/desk/?topic={fares}&age=today&open=filter")
    assert any(f"topic={fares}" in to and "topic=none" in to and "age=today" in to for to in page.links())
    listed = desk.page(f"/desk/?topic={fares}&age=today")
    assert f"/desk/?panel=ask-us&status=pending&topic={fares}" in listed.links()
    assert "/desk/?panel=ask-us&status=pending&age=today" in listed.links()


def test_nothing_that_fits_offers_the_whole_list(desk: PageClient, panel: Panel) -> None:
    page = desk.page("/desk/?language=fi")
    assert "No question fits." in page.text
    assert "/desk/?panel=ask-us&status=pending" in page.links()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("status=open", 404),
        ("age=yesterday", 400),
        ("executive=ada", 400),
        ("topic=-1", 400),
        ("topic=99999999999999999999", 400),
        ("language=%00", 400),
        ("sort=support&after=20260101T000000.000000Z-1", 400),
        ("after=5-1", 400),
        ("sort=sideways", 200),
        ("finding=anything", 200),
        ("executive=&topic=&age=&q=&language=", 200),
        ("q=%22%28%27%2A", 200),
    ],
)
def test_what_cannot_be_a_filter_is_never_an_error_of_ours(
    made: Made, desk: PageClient, panel: Panel, query: str, status: int
) -> None:
    question = made.question(panel)
    desk.page(f"/desk/?{query}", status=status)
    desk.page(f"/desk/questions/{question.id}?{query}", status=status)


def test_three_rows_cost_as_much_as_twenty(made: Made, desk: PageClient, panel: Panel) -> None:
    ada = panel.executives[0]

    def price() -> list[int]:
        found = []
        for query in (
            "",
            f"?executive={ada.id}&topic=none&open=filter",
            "?sort=support&language=en",
            "?mine=1",
        ):
            desk.get(f"/desk/{query}")
            with queries() as sent:
                desk.page(f"/desk/{query}")
            found.append(len(sent))
        return found

    for _ in range(3):
        made.question(panel, executives=[ada])
    few = price()
    for n in range(17):
        made.question(panel, executives=[ada], email=f"person{n}@floor.example")
    assert price() == few
