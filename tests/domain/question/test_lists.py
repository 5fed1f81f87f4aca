"""The public list, the queue and one whole question: in order, in pages, at a fixed price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from domain.desk.filters import Filters, Sort
from domain.question import lists, publishing, rewording
from domain.visibility import seen, shown_answers, shown_name
from extensions import clock, db
from models import Panel, User
from tests import imports
from tests.domain.question.situations import Scene
from tests.made import Made
from tests.price import price

HOUR = timedelta(hours=1)


def walk(panel: Panel, **filters: Any) -> lists.Walk:
    """A walk of nobody in particular through the pending questions of ``panel``."""
    return lists.Walk(panel, Filters(**filters), user_id=0, at=clock.now())


def imported(made: Made, panel: Panel, number: int, **more: str) -> None:
    """As many rows as told, each its own hour older than the one before."""
    now = clock.now()
    cells = [
        {
            "text": f"Is it number {n}?",
            "asked_at": (now - n * HOUR).isoformat(),
            "answered_at": (now - n * HOUR).isoformat(),
            "name": f"Reader {n}",
            "show_name": "1",
            **more,
        }
        for n in range(number)
    ]
    imports.load(made, panel, *cells)


def published(made: Made, panel: Panel, number: int, **more: str) -> None:
    imported(made, panel, number, status="published", answer="So.", **more)


def texts(page: lists.Page) -> list[str]:
    return [question.wording.text for question in page.rows]


def test_published_questions_come_newest_first_twenty_to_a_page(made: Made) -> None:
    panel = made.panel(executives=("Ada",))
    published(made, panel, 45)
    now, found, after = clock.now(), list[str](), None
    sizes = []
    for _ in range(3):
        page = lists.published(panel, at=now, after=after)
        found += texts(page)
        sizes.append(len(page.rows))
        after = page.next_after
    assert found == [f"Is it number {n}?" for n in range(45)]
    assert sizes == [20, 20, 5]
    assert after is None


def test_a_full_last_page_has_no_next(made: Made) -> None:
    panel = made.panel(executives=("Ada",))
    published(made, panel, 20)
    assert lists.published(panel, at=clock.now()).next_after is None


def test_questions_of_one_moment_are_neither_lost_nor_doubled(made: Made) -> None:
    panel = made.panel(executives=("Ada",))
    published(made, panel, 30, asked_at="2026-11-01T08:00Z", answered_at="2026-11-01T09:00Z")
    now = clock.now()
    first = lists.published(panel, at=now)
    second = lists.published(panel, at=now, after=first.next_after)
    assert len({question.id for question in (*first.rows, *second.rows)}) == 30


def test_the_list_of_one_executive_has_only_their_published_answers(made: Made) -> None:
    scene = Scene(made)
    first, second = scene.panel.executives
    question, waiting = scene.question("published"), scene.question("published, another answer released")
    now = clock.now()
    assert set(lists.published(scene.panel, at=now, executive=first).rows) == {question, waiting}
    assert lists.published(scene.panel, at=now, executive=second).rows == []
    assert lists.count_published(scene.panel, at=now, executive=second) == 0


def test_each_panel_lists_its_own(made: Made) -> None:
    moderator, panel, elsewhere = made.moderator(), made.panel(), made.panel("elsewhere")
    made.published(elsewhere, moderator)
    made.question(elsewhere)
    assert lists.published(panel, at=clock.now()).rows == []
    assert lists.queue(walk(panel)).rows == []


def test_the_queue_is_oldest_first_and_can_be_turned_round(made: Made) -> None:
    panel = made.panel()
    imported(made, panel, 25)
    first = lists.queue(walk(panel))
    rest = lists.queue(walk(panel), after=first.next_after)
    assert texts(first) + texts(rest) == [f"Is it number {n}?" for n in reversed(range(25))]
    newest = lists.queue(walk(panel, sort=Sort.NEWEST))
    more = lists.queue(walk(panel, sort=Sort.NEWEST), after=newest.next_after)
    assert texts(newest) + texts(more) == [f"Is it number {n}?" for n in range(25)]


def test_counts_name_every_status(made: Made) -> None:
    scene = Scene(made)
    for situation in ("held", "held", "returned", "approved", "published", "merged", "rejected", "withdrawn"):
        scene.question(situation)
    counts = lists.counts(scene.panel, clock.now())
    assert {status.value: int(count) for status, count in counts.items()} == {
        "pending": 1,
        "held": 2,
        "returned": 1,
        "approved": 1,
        "published": 1,
        "merged": 1,
        "rejected": 1,
        "withdrawn": 1,
    }


def test_the_public_list_costs_the_same_for_three_and_twenty_rows(made: Made) -> None:
    panel_id = made.panel(executives=("Ada",)).id

    def read() -> None:
        panel, now = db.session.get_one(Panel, panel_id), clock.now()
        for question in lists.published(panel, at=now).rows:
            assert question.wording.text
            assert shown_name(question)
            for answer in shown_answers(question, now):
                assert answer.executive.name
                assert answer.statement.released is not None

    published(made, db.session.get_one(Panel, panel_id), 3)
    few = price(read)
    published(made, db.session.get_one(Panel, panel_id), 17)
    assert price(read) == few


def test_the_queue_costs_the_same_for_three_and_twenty_rows(made: Made) -> None:
    panel_id = made.panel().id

    def read() -> None:
        panel = db.session.get_one(Panel, panel_id)
        for question in lists.queue(walk(panel)).rows:
            assert question.newest_wording.text
            assert question.support_tally.count == 0
            assert [executive.name for executive in question.executives]

    imported(made, db.session.get_one(Panel, panel_id), 3, executive="Ada Brook")
    few = price(read)
    imported(made, db.session.get_one(Panel, panel_id), 17, executive="Ben Cole", email="a@b.example")
    assert price(read) == few


def whole_price(made: Made, question_id: int) -> int:
    def read() -> None:
        question = lists.whole(question_id)
        assert question is not None
        assert question.panel.executives
        assert question.panel.topics == []
        assert [wording.text for wording in question.wordings]
        assert question.reason is None
        assert question.passport.asker is None
        for answer in question.answers:
            assert answer.executive.name
            assert answer.statement.newest.body
            assert answer.statement.released is not None

    return price(read)


def test_one_whole_question_costs_the_same_with_three_and_twenty_of_everything(made: Made) -> None:
    panel = made.panel(executives=tuple(f"Executive {n}" for n in range(20)))
    moderator = made.moderator()
    few = _with_many(made, panel, 3, moderator)
    many = _with_many(made, panel, 20, moderator)
    assert whole_price(made, few) == whole_price(made, many)


def _with_many(made: Made, panel: Panel, number: int, moderator: User) -> int:
    question = made.approved(panel, moderator)
    for n, executive in enumerate(panel.executives[:number]):
        made.answer(question, executive, moderator)
        made.do(rewording.reword, question, moderator, text=f"Wording number {n}?", details="")
    return question.id


def test_the_public_page_of_a_question_costs_the_same_however_many_answered(made: Made) -> None:
    panel = made.panel(executives=tuple(f"Executive {n}" for n in range(10)))
    moderator = made.moderator()
    ids = [_published_with(made, panel, number, moderator) for number in (2, 10)]

    def read(question_id: int) -> Callable[[], None]:
        def page() -> None:
            question, now = lists.public(question_id), clock.now()
            assert question is not None
            assert seen(question, now)
            assert question.panel.title
            assert shown_name(question) is None
            assert all(answer.executive.name for answer in shown_answers(question, now))

        return page

    assert price(read(ids[0])) == price(read(ids[1]))


def _published_with(made: Made, panel: Panel, number: int, moderator: User) -> int:
    question = made.approved(panel, moderator)
    for executive in panel.executives[:number]:
        made.answer(question, executive, moderator)
    made.do(publishing.publish, question, moderator)
    return question.id
