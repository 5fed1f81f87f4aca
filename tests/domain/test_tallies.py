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
    _cap(monkeypatch, 5)
    assert not tallies.up_to_cap(rows).capped
    _cap(monkeypatch, 3)
    assert (tallies.up_to_cap(rows), tallies.up_to_cap(rows).capped) == (4, True)


def _cap(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(tallies, "CAP", most)
    monkeypatch.setattr(tallies.Tally, "most", most)


def test_what_is_still_to_be_done_is_counted_further() -> None:
    assert not Exact(25_000).capped
    assert Exact(25_001).capped
    assert tallies.Tally(20_000).capped
