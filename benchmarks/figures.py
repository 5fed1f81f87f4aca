"""What was measured, and how a series of times becomes a figure."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.processes import Memory


@dataclass
class Series:
    """The requests of one client: when it began and ended, how long each took, what went wrong.

    Times are seconds of the monotonic clock. ``failed`` counts by status; 0 is a lost connection.
    """

    begun: float = 0.0
    ended: float = 0.0
    seconds: array[float] = field(default_factory=lambda: array("d"))
    failed: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True)
class Figure:
    """One row of the table: requests a second, median and 99th percentile in seconds."""

    what: str
    client: str
    clients: int
    requests: int
    rate: float
    p50: float
    p99: float
    failed: int


@dataclass(frozen=True)
class Held:
    """What one process of the server held, in bytes: at rest and after the load."""

    name: str
    idle: Memory
    loaded: Memory


def figure(what: str, series: Sequence[Series], *, client: str) -> Figure:
    """The figure of several clients that ran side by side; only what succeeded counts."""
    seconds = sorted(value for one in series for value in one.seconds)
    begun = min(one.begun for one in series)
    ended = max(one.ended for one in series)
    return Figure(
        what=what,
        client=client,
        clients=len(series),
        requests=len(seconds),
        rate=len(seconds) / max(ended - begun, 1e-9),
        p50=percentile(seconds, 50),
        p99=percentile(seconds, 99),
        failed=sum(sum(one.failed.values()) for one in series),
    )


def percentile(ordered: Sequence[float], percent: int) -> float:
    """The least value that ``percent`` of the ascending values don't exceed; 0 where there is none."""
    if not ordered:
        return 0.0
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
