"""Counting without counting it all."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain import tallies
from domain.question.lists import Exact
from models import Question
from tests.made import Made


def test_a_count_stops_one_past_the_cap(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = made.panel()
    for _ in range(5):
        made.question(panel)
    rows = select(Question.id)
    assert (tallies.up_to_cap(rows), tallies.up_to_cap(rows).capped) == (5, False)
    monkeypatch.setattr(tallies, "CAP", 5)
    assert not tallies.up_to_cap(rows).capped
    monkeypatch.setattr(tallies, "CAP", 3)
    assert (tallies.up_to_cap(rows), tallies.up_to_cap(rows).capped) == (4, True)


def test_what_was_counted_to_the_end_is_never_capped() -> None:
    assert not Exact(20_000).capped
    assert tallies.Tally(20_000).capped
