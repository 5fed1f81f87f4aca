"""Medians that are shown: counted over what happened, and only where enough did."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.desk import reasons
from domain.question import deciding, waits
from extensions import clock, db
from models import Panel, User
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel(opens_at=clock.now() - timedelta(days=90))


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


def decide(made: Made, panel: Panel, mia: User, hours: list[int]) -> None:
    """Questions that were asked so many hours ago, and decided now; every third is rejected."""
    now = clock.now()
    reason = reasons.find("spam")
    for number, gone in enumerate(hours):
        question = made.question(panel, at=now - timedelta(hours=gone))
        if number % 3:
            made.do(deciding.approve, question, mia, at=now)
        else:
            made.do(deciding.reject, question, mia, at=now, reason=reason)


def test_nine_decisions_are_too_few_to_say_anything(made: Made, panel: Panel, mia: User) -> None:
    decide(made, panel, mia, [1] * 9)
    made.question(panel)
    assert waits.until_decided(panel) is None


def test_the_median_is_that_of_the_first_decisions(made: Made, panel: Panel, mia: User) -> None:
    decide(made, panel, mia, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100])
    found = waits.until_decided(db.session.merge(panel))
    assert found is not None
    assert (found.hours, found.counted) == (6, 11)


def test_another_panels_questions_do_not_count(made: Made, panel: Panel, mia: User) -> None:
    decide(made, made.panel("elsewhere"), mia, [1] * 12)
    assert waits.until_decided(db.session.merge(panel)) is None


def test_a_question_that_was_reopened_counts_its_first_decision(made: Made, panel: Panel, mia: User) -> None:
    decide(made, panel, mia, [2] * 10)
    question = made.question(panel, at=clock.now() - timedelta(hours=2))
    made.do(deciding.approve, question, mia)
    made.do(deciding.reopen, question, mia)
    made.do(deciding.approve, question, mia, at=clock.now() + timedelta(hours=50))
    found = waits.until_decided(db.session.merge(panel))
    assert found is not None
    assert (found.hours, found.counted) == (2, 11)


def test_from_asked_to_published_in_days(made: Made, panel: Panel, mia: User) -> None:
    now = clock.now()
    for days in range(1, 12):
        question = made.published(panel, mia)
        assert question.first_published_at is not None
        question.asked_at = question.first_published_at - timedelta(days=days)
        db.session.commit()
    later = made.published(panel, mia, when=now + timedelta(days=1))
    assert later.published_at is not None
    found = waits.until_published(db.session.merge(panel), clock.now())
    assert found is not None
    assert (found.days, found.counted) == (6, 11)
    assert waits.until_published(made.panel("elsewhere"), now) is None


@pytest.mark.parametrize(
    ("median", "hours", "days"),
    [
        (timedelta(seconds=5), 1, 1),
        (timedelta(hours=5), 5, 1),
        (timedelta(hours=5, seconds=1), 6, 1),
        (timedelta(days=6), 144, 6),
    ],
)
def test_what_has_begun_is_counted(median: timedelta, hours: int, days: int) -> None:
    wait = waits.Wait(median, 10)
    assert (wait.hours, wait.days) == (hours, days)
