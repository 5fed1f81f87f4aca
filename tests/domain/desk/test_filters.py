"""Filters as an address holds them: read and written alike, and nothing read that can't be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.desk.filters import BIGGEST_ID, NONE, Age, Filters, Sort, pairs, read, written
from domain.refusals import BadField
from models import Status

IDS = some.integers(0, BIGGEST_ID)
FILTERS = some.builds(
    Filters,
    status=some.sampled_from(Status),
    executive=some.none() | IDS,
    topics=some.lists(IDS, unique=True, max_size=3).map(tuple),
    language=some.none() | some.sampled_from(["en", "pt-BR", "zh-Hant-TW"]),
    age=some.none() | some.sampled_from(Age),
    mine=some.booleans(),
    q=some.sampled_from(["", "fares", "“night trains”"]),
    sort=some.none() | some.sampled_from(Sort),
)


@given(FILTERS)
def test_what_was_written_is_read_again(filters: Filters) -> None:
    again = read(written(filters))
    assert written(again) == written(filters)
    assert again.order is filters.order
    fields: dict[str, list[str]] = {}
    for name, value in pairs(filters):
        fields.setdefault(name, []).append(value)
    assert read(fields) == again


def test_nothing_and_empty_fields_are_the_pending_questions() -> None:
    empty = {name: [""] for name in written(Filters(executive=1, topics=(1,), language="en", q="x"))}
    assert read({}) == read(empty) == Filters()
    assert Filters().plain
    assert not Filters(executive=NONE).plain
    assert not Filters(sort=Sort.SUPPORT).plain
    assert Filters(sort=Sort.OLDEST).plain


def test_each_topic_counts_and_one_is_taken_once() -> None:
    filters = read({"topic": ["3", "none", "3"], "age": ["today"], "sort": ["backwards"]})
    assert filters.topics == (3, NONE)
    assert filters.count == 3
    assert filters.sort is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "PENDING"),
        ("status", "open"),
        ("age", "yesterday"),
        ("executive", "ada"),
        ("executive", "0"),
        ("executive", "-1"),
        ("executive", str(2**63)),
        ("topic", "1" * 5_000),
        ("topic", "１"),
        ("language", "not a language"),
        ("q", "\0"),
        ("q", "\ud800"),
    ],
)
def test_what_cannot_be_a_filter_is_refused(field: str, value: str) -> None:
    with pytest.raises(BadField) as refusal:
        read({field: [value]})
    assert refusal.value.field == field


def test_more_topics_than_any_panel_has_are_refused() -> None:
    with pytest.raises(BadField):
        read({"topic": [str(number) for number in range(1, 60)]})


def test_a_search_is_cut_where_it_is_too_long() -> None:
    assert len(read({"q": ["a" * 4_000]}).q) == 200
