"""Open questions: their orders, their pages, whom they are put to; and the latest answers of all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.panel import lists as panel_lists
from domain.question import lists, supporting
from domain.question.lists import filters, order
from extensions import begin_writing, clock, db
from models import Panel, Question, Standing, User
from tests.made import Made
from tests.price import price

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel(list_open=True, opens_at=clock.now() - 9 * DAY)


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


def approved(made: Made, panel: Panel, mia: User, number: int) -> list[int]:
    """As many open questions, each asked an hour before the one made before it."""
    now = clock.now()
    return [made.approved(panel, mia, at=now - n * HOUR).id for n in range(number)]


def supported(question_id: int, times: int) -> None:
    begin_writing()
    question = db.session.get_one(Question, question_id)
    for n in range(times):
        supporting.support(question, by=bytes([n]) * 32, at=clock.now())
    db.session.commit()


def whole_list(panel: Panel, kind: str, at: datetime | None = None) -> list[int]:
    """The ids of the list in this order, page by page."""
    at, after, found = at or clock.now(), None, list[int]()
    while True:
        ordered = {
            "support": order.most_wanted(),
            "newest": order.by_time(Question.asked_at),
            "oldest": order.by_time(Question.asked_at, newest_first=False),
            "mixed": order.mixed(panel, at, after),
        }[kind]
        page = lists.waiting(panel, at=at, ordered=ordered, after=after)
        found += [question.id for question in page.rows]
        after = page.next_after
        if after is None:
            return found


def test_every_order_shows_every_question_once(made: Made, panel: Panel, mia: User) -> None:
    ids = approved(made, panel, mia, 45)
    for place, question_id in enumerate(ids[:9]):
        supported(question_id, place % 3)
    assert whole_list(panel, "newest") == ids
    assert whole_list(panel, "oldest") == ids[::-1]
    for kind in ("support", "mixed"):
        assert sorted(whole_list(panel, kind)) == sorted(ids), kind


def test_the_most_wanted_comes_first(made: Made, panel: Panel, mia: User) -> None:
    ids = approved(made, panel, mia, 3)
    supported(ids[1], 2)
    supported(ids[2], 1)
    assert whole_list(panel, "support") == [ids[1], ids[2], ids[0]]


def test_the_mixed_order_stays_for_a_day_and_follows_neither_arrival_nor_support(
    made: Made, panel: Panel, mia: User
) -> None:
    ids = approved(made, panel, mia, 45)
    supported(ids[3], 3)
    morning = clock.now().replace(hour=6)
    today = whole_list(panel, "mixed", morning)
    assert whole_list(panel, "mixed", morning + 12 * HOUR) == today
    assert whole_list(panel, "mixed", morning + DAY) != today
    for kind in ("newest", "oldest", "support"):
        known = whole_list(panel, kind, morning)
        assert today != known
        kept = sum(a == b for a, b in zip(today, known, strict=True))
        assert kept < 15, kind
    beginnings = {whole_list(panel, "mixed", morning + n * DAY)[0] for n in range(8)}
    assert len(beginnings) > 3


def test_a_list_begun_before_midnight_goes_on_as_it_began(made: Made, panel: Panel, mia: User) -> None:
    ids = approved(made, panel, mia, 30)
    evening = clock.now().replace(hour=23, minute=59)
    first = lists.waiting(panel, at=evening, ordered=order.mixed(panel, evening))
    assert first.next_after is not None
    later = evening + HOUR
    ordered = order.mixed(panel, later, first.next_after)
    rest = lists.waiting(panel, at=later, ordered=ordered, after=first.next_after)
    assert sorted(q.id for q in (*first.rows, *rest.rows)) == sorted(ids)


def test_one_put_to_nobody_in_particular_is_put_to_all_who_answer(
    made: Made, panel: Panel, mia: User
) -> None:
    ada, ben = panel.executives
    open_to_all = made.approved(panel, mia)
    for_ben = made.approved(panel, mia, executives=[ben])
    now = clock.now()

    def put_to(executive: object) -> set[int]:
        ordered = order.by_time(Question.asked_at)
        page = lists.waiting(panel, at=now, ordered=ordered, executive=executive)  # type: ignore[arg-type]
        return {question.id for question in page.rows}

    def counted() -> dict[str, int]:
        return {one.name: int(n) for one, n in filters.waiting_by_executive(panel, now, None)}

    assert put_to(ada) == {open_to_all.id}
    assert put_to(ben) == {open_to_all.id, for_ben.id}
    assert counted() == {"Ada Brook": 1, "Ben Cole": 2}
    ben.standing = Standing.NOT_TAKING_PART
    db.session.commit()
    assert put_to(ben) == {for_ben.id}
    assert counted() == {"Ada Brook": 1, "Ben Cole": 1}


def test_the_latest_answers_come_from_all_panels_newest_first(made: Made, mia: User) -> None:
    panels = [made.panel("one"), made.panel("two"), made.panel("three")]
    now = clock.now()
    for n in range(9):
        made.published(panels[n % 2], mia, f"What was number {n}?", at=now - n * HOUR)
    made.published(panels[0], mia, "What comes tomorrow?", when=now + DAY)
    texts = [question.wording.text for question in lists.latest(panels, clock.now())]
    assert texts == [f"What was number {n}?" for n in range(6)]
    assert lists.latest([], clock.now()) == []


def test_a_longer_list_costs_no_more_queries(made: Made, panel: Panel, mia: User) -> None:
    made.approved(panel, mia)
    made.published(panel, mia)
    now = clock.now()

    def read() -> None:
        again = db.session.get_one(Panel, panel_id)
        page = lists.waiting(again, at=now + DAY, ordered=order.most_wanted())
        for question in page.rows:
            assert question.wording.text
            assert question.support_tally.count == 0
            assert [e.name for e in question.executives] == []
            assert [t.title for t in question.topics] == []
        for question in lists.latest([row.panel for row in panel_lists.public(now + DAY)], now + DAY):
            assert question.panel.title
            assert question.wording.text
            assert [a.executive.name for a in question.answers]

    panel_id = panel.id
    few = price(read)
    panel = db.session.get_one(Panel, panel_id)
    mia = db.session.merge(mia)
    for _ in range(6):
        made.approved(panel, mia)
        made.published(panel, mia)
    assert price(read) == few
