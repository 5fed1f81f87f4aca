"""The same hot page measured with wrk where it is installed: it needs less of the machine."""

from __future__ import annotations

import re
import shutil
import subprocess

from benchmarks.clients import CannotMeasure
from benchmarks.figures import Figure

UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}
DURATION = r"([\d.]+)(us|ms|s|m)"
LATE = 30
"""Seconds that it may take beyond what it was told."""


def available() -> bool:
    """Whether wrk is on this machine."""
    return shutil.which("wrk") is not None


def fetch(what: str, url: str, *, clients: int, seconds: int) -> Figure:
    """Fetch one address for so many whole seconds over ``clients`` connections from one thread.

    Raises:
        CannotMeasure: wrk failed, or says something else than expected.
    """
    words = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", url]
    try:
        ran = subprocess.run(words, capture_output=True, text=True, timeout=seconds + LATE, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotMeasure(f"wrk failed: {error}") from error
    return read(what, ran.stdout, clients=clients)


def read(what: str, said: str, *, clients: int) -> Figure:
    """The figure in what wrk said.

    Raises:
        CannotMeasure: it isn't there.
    """
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    total = re.search(r"(\d+) requests in", said)
    half, most = (re.search(rf"\b{percent}%\s+{DURATION}", said) for percent in (50, 99))
    if rate is None or total is None or half is None or most is None:
        raise CannotMeasure("wrk said something else than expected.")
    failed = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
    for line in re.findall(r"Socket errors: (.*)", said):
        failed += sum(map(int, re.findall(r"\d+", line)))
    return Figure(
        what=what,
        client="wrk",
        clients=clients,
        requests=int(total[1]),
        rate=float(rate[1]),
        p50=_seconds(half),
        p99=_seconds(most),
        failed=failed,
    )


def _seconds(found: re.Match[str]) -> float:
    return float(found[1]) * UNITS[found[2]]
