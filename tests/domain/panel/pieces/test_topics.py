"""Topics of a panel."""

from __future__ import annotations

import pytest

from domain.panel import loading, topics
from domain.permissions import Actor
from domain.question import deciding
from domain.refusals import BadField, Exists, NotAllowed, NotAvailable, Stale
from extensions import clock, db
from models import Panel, Topic
from tests.domain.panel.pieces.record import told
from tests.made import Made


def add(panel: Panel, by: Actor, title: str = "Prices") -> Topic:
    added = topics.add(panel, title, by=by, at=clock.now())
    db.session.commit()
    return added


def test_topics_stand_in_the_order_they_are_put_into(panel: Panel, by: Actor) -> None:
    prices, people = add(panel, by), add(panel, by, "  The \n people ")
    assert people.title == "The people"
    topics.move(people, up=True, by=by, at=clock.now())
    db.session.commit()
    assert [row.topic for row in topics.used(panel)] == [people, prices]
    with pytest.raises(NotAvailable):
        topics.move(prices, up=False, by=by, at=clock.now())


def test_no_two_have_one_title(panel: Panel, by: Actor) -> None:
    prices, people = add(panel, by), add(panel, by, "People")
    with pytest.raises(Exists):
        topics.add(panel, "Prices", by=by, at=clock.now())
    with pytest.raises(Exists):
        topics.rename(people, "Prices", seen=99, by=by, at=clock.now())
    with pytest.raises(BadField):
        topics.add(panel, " ", by=by, at=clock.now())
    topics.rename(prices, "Prices", seen=99, by=by, at=clock.now())


def test_a_topic_that_questions_have_stays_and_says_how_many(made: Made, panel: Panel, by: Actor) -> None:
    prices = add(panel, by)
    mia = made.moderator()
    questions = [made.question(panel) for _ in range(2)]
    for question in questions:
        deciding.set_topics(question, topics=[prices], by=made.by(mia), at=clock.now())
    db.session.commit()
    with pytest.raises(BadField) as refused:
        topics.remove(prices, by=by, at=clock.now())
    assert (refused.value.code, refused.value.limit) == ("in-use", 2)
    for question in questions:
        deciding.set_topics(question, topics=[], by=made.by(mia), at=clock.now())
    db.session.commit()
    topics.remove(prices, by=by, at=clock.now())
    db.session.commit()
    assert topics.used(panel) == []
    assert [action for action, _ in told(panel)] == ["topic-add", "topic-remove"]


def test_the_second_of_two_who_rename_is_told(panel: Panel, by: Actor) -> None:
    prices = add(panel, by)
    seen = loading.newest_event(panel)
    topics.rename(prices, "Fares", seen=seen, by=by, at=clock.now())
    db.session.commit()
    with pytest.raises(Stale):
        topics.rename(prices, "Costs", seen=seen, by=by, at=clock.now())


def test_nobody_from_elsewhere_changes_them(panel: Panel, by: Actor, stranger: Actor) -> None:
    prices, now = add(panel, by), clock.now()
    for attempt in (
        lambda: topics.add(panel, "People", by=stranger, at=now),
        lambda: topics.rename(prices, "People", seen=9, by=stranger, at=now),
        lambda: topics.move(prices, up=True, by=stranger, at=now),
        lambda: topics.remove(prices, by=stranger, at=now),
    ):
        with pytest.raises(NotAllowed):
            attempt()
