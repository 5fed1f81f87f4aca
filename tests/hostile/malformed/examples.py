"""How Hypothesis goes through its examples here."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

T = TypeVar("T")


def seed() -> int:
    """A seed of chance, or the one in ``FLOOR_SEED``; printed, so that a failure can be seen again."""
    chosen = int(os.environ.get("FLOOR_SEED") or int.from_bytes(os.urandom(4), "big"))
    print(f"FLOOR_SEED={chosen}")
    return chosen


def every(
    count: int, made: SearchStrategy[T], judge: Callable[[T], object], chosen: int | None = None
) -> None:
    """Judge ``count`` examples: the same ones each time, or those of the seed that was chosen."""

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=chosen is None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(example=made)
    def each(example: T) -> None:
        judge(example)

    (each if chosen is None else hypothesis.seed(chosen)(each))()
