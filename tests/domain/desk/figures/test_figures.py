"""How a panel's desk stands: what came, what waits, what was decided, how long that took."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from domain.desk import reasons
from domain.desk.figures import days, own, waiting, waits
from domain.question import deciding, withdrawing
from extensions import begin_writing, clock, db
from models import Panel, Question, Status, User
from tests.made import Made

NOW = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""A Friday, two in the afternoon in Zurich."""


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def panel(made: Made) -> Panel:
    panel = made.panel(time_zone="Europe/Zurich", opens_at=NOW - timedelta(days=40))
    begin_writing()
    db.session.get_one(Panel, panel.id).target_hours = 16
    db.session.commit()
    return panel


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator(name="Mia Moss")


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of November in Zurich, where it is an hour later than in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def asked(made: Made, panel: Panel, at: datetime, **told: Any) -> Question:
    return made.question(panel, at=at, **told)


def approved(made: Made, panel: Panel, user: User, came: datetime, at: datetime) -> Question:
    question = asked(made, panel, came)
    made.do(deciding.approve, question, user, at=at)
    return question


def test_each_day_counts_what_came_and_what_was_first_decided_on_the_panels_clocks(
    made: Made, panel: Panel, mia: User
) -> None:
    asked(made, panel, local(20, 0, 1))
    asked(made, panel, local(19, 23, 59))
    asked(made, panel, local(7, 0, 0))
    asked(made, panel, local(6, 23, 59))
    question = approved(made, panel, mia, local(19, 10), local(19, 11))
    made.do(deciding.reopen, question, mia, at=local(20, 9))
    made.do(deciding.approve, question, mia, at=local(20, 10))
    approved(made, made.panel("other"), mia, local(20, 10), local(20, 11))
    found = days.latest(panel, NOW)
    assert [(day.came, day.decided) for day in found] == [(1, 0), *[(0, 0)] * 11, (2, 1), (1, 0)]
    assert found[0].begins == local(7, 0)


def test_what_waits_for_the_confirmation_of_an_address_has_not_come(made: Made, panel: Panel) -> None:
    question = asked(made, panel, local(20, 9))
    question.awaits_confirmation = True
    db.session.commit()
    assert days.latest(panel, NOW)[-1].came == 0
    assert waiting.counted(panel, NOW).total == 0


def test_the_waiting_are_counted_by_their_working_hours_the_held_too(
    made: Made, panel: Panel, mia: User
) -> None:
    asked(made, panel, local(20, 13))  # 1 h
    asked(made, panel, local(20, 9))  # 5 h
    held = asked(made, panel, local(19, 16))  # 6 h
    made.do(deciding.hold, held, mia, note="Ask Legal.")
    asked(made, panel, local(19, 9))  # 13 h
    asked(made, panel, local(18, 14, 1))  # 15 h 59
    oldest = asked(made, panel, local(18, 13))  # 17 h
    made.do(deciding.approve, asked(made, panel, local(2, 9)), mia)
    found = waiting.counted(panel, NOW)
    assert [(age.since, age.until, int(age.count)) for age in found.ages] == [
        (0, 4, 1),
        (4, 8, 2),
        (8, 12, 0),
        (12, 16, 2),
        (16, None, 1),
    ]
    assert (found.total, found.over) == (6, 1)
    assert found.oldest == waiting.Oldest(local(18, 13), db.session.merge(oldest).id)


def test_the_language_of_those_over_the_target_is_said_where_most_share_one_that_is_not_the_panels(
    made: Made, panel: Panel
) -> None:
    old = local(2, 9)
    for lang in ("fi", "fi", "en"):
        asked(made, panel, old, lang=lang)
    found = waiting.counted(panel, NOW)
    assert (found.over, found.language, found.in_language) == (3, "fi", 2)
    asked(made, panel, old, lang="en")
    found = waiting.counted(panel, NOW)
    assert (found.over, found.language) == (4, None)


def test_without_a_target_nothing_is_over_it(made: Made, panel: Panel) -> None:
    begin_writing()
    db.session.get_one(Panel, panel.id).target_hours = None
    db.session.commit()
    asked(made, panel, local(2, 9))
    found = waiting.counted(panel, NOW)
    assert (found.total, found.over) == (1, None)
    assert [age.since for age in found.ages] == [0, 6, 12, 18, 24]


def test_a_short_target_has_steps_of_whole_hours(made: Made, panel: Panel) -> None:
    begin_writing()
    db.session.get_one(Panel, panel.id).target_hours = 1
    db.session.commit()
    assert [(age.since, age.until) for age in waiting.counted(panel, NOW).ages] == [(0, 1), (1, None)]


def test_many_panels_are_counted_each_by_its_own_target_and_clocks(
    made: Made, panel: Panel, mia: User
) -> None:
    auckland = made.panel("auckland", time_zone="Pacific/Auckland")
    asked(made, panel, local(2, 9))
    asked(made, panel, local(20, 9))
    approved(made, panel, mia, local(20, 8), local(20, 9))
    asked(made, auckland, local(20, 11))
    approved(made, auckland, mia, local(20, 8), local(20, 11))  # before midnight in Auckland
    approved(made, auckland, mia, local(20, 8), local(20, 12, 1))
    rows = [
        (row.panel.id, row.waiting, row.over, row.decided) for row in waiting.rough([auckland, panel], NOW)
    ]
    assert rows == [(auckland.id, 1, None, 1), (panel.id, 2, 1, 1)]


def test_the_weeks_waits_are_in_working_hours(made: Made, panel: Panel, mia: User) -> None:
    approved(made, panel, mia, local(13, 16), local(16, 10))  # Friday to Monday: 2 h
    approved(made, panel, mia, local(14, 12), local(16, 12))  # came on Saturday: 3 h
    approved(made, panel, mia, local(17, 9), local(18, 12))  # 11 h
    approved(made, panel, mia, local(12, 9), local(13, 9))  # decided last week
    found = waits.this_week(panel, NOW)
    hour = timedelta(hours=1)
    assert found.week == waits.Wait(3 * hour, 11 * hour, 3)
    assert found.working == waits.Wait(2 * hour, 11 * hour, 2)
    assert found.other == waits.Wait(3 * hour, 3 * hour, 1)


def test_a_week_without_a_decision_has_no_wait(panel: Panel) -> None:
    assert waits.this_week(panel, NOW) == waits.Waits(None, None, None)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
def test_median_and_nine_in_ten_are_what_sorting_and_counting_says(minutes: list[int]) -> None:
    found = waits.of([timedelta(minutes=count) for count in minutes])
    assert found is not None
    for value, share in ((found.median, 50), (found.most, 90)):
        wanted = value / timedelta(minutes=1)
        within = sum(count <= wanted for count in minutes)
        shorter = sum(count < wanted for count in minutes)
        assert within * 100 >= share * len(minutes) > shorter * 100


def test_ones_own_decisions_are_counted_without_those_taken_back(made: Made, panel: Panel, mia: User) -> None:
    midnight = local(20, 0)
    approved(made, panel, mia, local(19, 9), midnight - timedelta(seconds=1))
    approved(made, panel, mia, local(19, 9), local(20, 9))
    taken_back = approved(made, panel, mia, local(19, 9), local(20, 10))
    made.do(deciding.undo, taken_back, mia, at=local(20, 10, 1))
    held = asked(made, panel, local(19, 9))
    made.do(deciding.hold, held, mia, note="Ask Legal.", at=local(20, 11))
    deciding.note(held, text="Still waiting.", by=made.by(mia), at=local(20, 12))
    db.session.commit()
    approved(made, panel, made.moderator(), local(19, 9), local(20, 9))
    assert own.decided(mia, midnight) == 2
    assert days.decided_by(panel, mia, midnight) == 1


def test_appeals_wait_for_everybody_but_who_rejected(made: Made, panel: Panel, mia: User) -> None:
    spam = reasons.find("spam")
    assert spam is not None
    questions = [asked(made, panel, local(18, 9)) for _ in range(3)]
    for question, user in zip(questions, (mia, mia, made.moderator(name="Noor Haddad")), strict=True):
        made.do(deciding.reject, question, user, reason=spam)
        withdrawing.appeal(question, why="It is none.", by=made.asker, at=NOW)
        db.session.commit()
    mine, others = own.appeals(panel, mia), own.appeals(panel, made.moderator())
    assert mine is not None
    assert others is not None
    assert (mine.count, mine.oldest.id, list(mine.rejected_by)) == (1, questions[2].id, ["Noor Haddad"])
    assert (others.count, list(others.rejected_by)) == (3, ["Mia Moss", "Noor Haddad"])


def test_holds_whose_time_has_passed_wait_the_first_of_them_first(
    made: Made, panel: Panel, mia: User
) -> None:
    for until in (NOW + timedelta(hours=1), NOW - timedelta(hours=1), NOW - timedelta(hours=2), None):
        question = asked(made, panel, local(19, 9))
        made.do(deciding.hold, question, mia, note="Ask Legal.", until=until)
    found = own.holds_run_out(panel, NOW)
    assert found is not None
    assert (found.count, found.first.held_until) == (2, NOW - timedelta(hours=2))
    assert found.first.status is Status.HELD
    assert own.holds_run_out(panel, NOW - timedelta(hours=3)) is None
    assert clock.now() == NOW
