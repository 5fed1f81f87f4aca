"""The queue narrowed and ordered: always the questions that fit, whichever way they are looked for."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from domain.desk.filters import NONE, Age, Filters, Sort
from domain.question import lists
from domain.question.lists import counting, walking
from extensions import begin_writing, db
from models import Question, Status
from tests.domain.question.lists.crowd import Crowd, claim, crowd
from tests.made import Made

WAYS = {
    "read by their ids": (1_000, 10_000, 2**31 - 1),
    "walked to the end": (5, 9, 2**31 - 1),
    "walked, then read by their ids": (5, 30, 2**31 - 1),
}


def narrowings(crowd: Crowd) -> list[Filters]:
    """Every filter alone, and pairs of them, in each order and status that make a difference."""
    ada, _, cleo = (executive.id for executive in crowd.panel.executives)
    fares, jobs, ferries = (topic.id for topic in crowd.panel.topics)
    single: list[dict[str, object]] = [
        {"executive": ada},
        {"executive": cleo},
        {"executive": NONE},
        {"topics": (fares,)},
        {"topics": (ferries,)},
        {"topics": (jobs, ferries)},
        {"topics": (NONE,)},
        {"topics": (NONE, ferries)},
        {"language": "fi"},
        {"age": Age.TODAY},
        {"age": Age.DAYS},
        {"age": Age.OLDER},
        {"age": Age.OVERDUE},
        {"mine": True},
    ]
    pairs = [one | other for one, other in itertools.combinations(single, 2) if not set(one) & set(other)]
    every = [{}, *single, *pairs[::7]]
    statuses = itertools.cycle((Status.PENDING, Status.HELD, Status.PENDING))
    return [
        Filters(status=next(statuses), sort=sort, **fields)  # type: ignore[arg-type]
        for fields in every
        for sort in Sort
    ]


@pytest.mark.parametrize("way", WAYS)
def test_what_fits_is_found_in_its_order_page_by_page(
    made: Made, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    everyone = crowd(made)
    claimed = {question.id for question in everyone.questions if question.id % 11 == 0}
    claim(everyone, *claimed)
    monkeypatch.setattr(walking, "STRETCHES", WAYS[way])
    if way == "walked to the end":
        monkeypatch.setattr(walking, "WORTH", 0)
        monkeypatch.setattr(walking, "MOST_READ", 0)
    for filters in narrowings(everyone):
        expected = everyone.fitting(filters, claimed)
        walk = lists.Walk(everyone.panel, filters, user_id=everyone.reader.id, at=everyone.at)
        assert [id_ for _, id_ in walk.places(size=10_000)] == expected, filters
        paged, after = list[int](), None
        while True:
            page = walk.places(after=after, size=7)
            paged += [id_ for _, id_ in page]
            if len(page) < 7:
                break
            after = page[-1]
        assert paged == expected, filters
        assert walk.tally() == len(expected), filters


def test_a_claim_that_lapsed_is_no_longer_mine(made: Made) -> None:
    everyone = crowd(made, 20)
    pending = [one.id for one in everyone.questions if one.status is Status.PENDING][:3]
    claim(everyone, *pending[:2])
    claim(everyone, pending[2], lapsed=True)
    found = {id_ for _, id_ in everyone.walk(mine=True).places(size=20)}
    assert found == set(pending[:2])


def test_a_question_that_arrives_meanwhile_moves_nothing_on_later_pages(made: Made) -> None:
    everyone = crowd(made)
    fares = everyone.panel.topics[0]
    for sort in Sort:
        walk = everyone.walk(topics=(fares.id,), sort=sort)
        first = walk.places(size=5)
        second = walk.places(after=first[-1], size=5)
        begin_writing()
        earliest = db.session.get_one(Question, first[0][1])
        earliest.asked_at += timedelta(days=-40 if sort is Sort.OLDEST else 40)
        db.session.commit()
        assert walk.places(after=first[-1], size=5) == second
        begin_writing()
        earliest.asked_at -= timedelta(days=-40 if sort is Sort.OLDEST else 40)
        db.session.commit()


def test_everything_comes_with_its_version_and_stops_where_told(made: Made) -> None:
    everyone = crowd(made, 40)
    expected = everyone.fitting(Filters(), set())
    assert lists.everything(everyone.walk(), 2_000) == [(id_, 1) for id_ in expected]
    assert lists.everything(everyone.walk(), 7) == [(id_, 1) for id_ in expected[:7]]


def test_a_count_that_stopped_says_that_there_may_be_more(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone = crowd(made)
    whole = everyone.walk(language="fi").tally()
    assert not whole.capped
    monkeypatch.setattr(walking, "CAP", 30)
    some = everyone.walk(language="fi").tally()
    assert some.capped or some == whole
    assert everyone.walk(executive=NONE).tally().capped


def test_each_executive_has_a_count_and_so_has_nobody(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = crowd(made)
    pending = [one for one in everyone.questions if one.status is Status.PENDING]
    counts, nobody = lists.put_to(everyone.panel, Status.PENDING)
    for executive in everyone.panel.executives:
        assert counts[executive.id] == sum(executive in one.executives for one in pending)
        assert not counts[executive.id].capped
    assert nobody == sum(not one.executives for one in pending)
    monkeypatch.setattr(counting, "LOOKED_AT", 10)
    assert lists.put_to(everyone.panel, Status.PENDING)[1].capped


def test_the_languages_of_a_status_are_those_that_there_are(made: Made) -> None:
    everyone = crowd(made)
    assert lists.languages(everyone.panel, Status.PENDING) == ["ar", "en", "fi"]
    assert lists.languages(everyone.panel, Status.MERGED) == []


def test_what_waits_for_a_confirmed_address_is_in_no_count(made: Made) -> None:
    everyone = crowd(made)
    counts = lists.counts(everyone.panel, everyone.at)
    for status in (Status.PENDING, Status.HELD):
        seen = [one for one in everyone.questions if one.status is status and not one.awaits_confirmation]
        assert counts[status] == len(seen)


def test_a_count_past_its_cap_is_known_for_half_a_minute(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = crowd(made)
    counting.many.clear()
    exact = lists.counts(everyone.panel, everyone.at)
    monkeypatch.setattr(counting.Exact, "most", exact[Status.PENDING] - 1)
    assert lists.counts(everyone.panel, everyone.at)[Status.PENDING].capped

    monkeypatch.setattr(counting.Exact, "most", 1_000)
    at = everyone.at + timedelta(seconds=29)
    assert lists.counts(everyone.panel, at) == {**exact, Status.PENDING: 1_001}
    assert lists.counts(everyone.panel, at + timedelta(seconds=1)) == exact
    counting.many.clear()
