"""From a fresh clone to the first page: what somebody waits who types README's two commands."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks import processes
from benchmarks.clients import CannotMeasure
from benchmarks.server import CHECKOUT, environment, free_port, wait_until_answered

LONGEST = 900.0
"""Seconds that it may take, packages and all."""


def measure() -> float:
    """Clone what is committed, `make run` in it, and wait for the first page; seconds for all of it.

    Raises:
        CannotMeasure: it ended, or took longer than a quarter of an hour.
    """
    git, make = shutil.which("git"), shutil.which("make")
    if git is None or make is None:
        raise CannotMeasure("git and make are needed for the fresh clone.")
    with tempfile.TemporaryDirectory(prefix="floor-bench-") as folder:
        begun = time.monotonic()
        clone, said = Path(folder) / "clone", Path(folder) / "make.log"
        words = [git, "clone", "--quiet", "--no-hardlinks", str(CHECKOUT), str(clone)]
        if subprocess.run(words, stdin=subprocess.DEVNULL, timeout=120).returncode != 0:
            raise CannotMeasure("git clone failed.")
        return _first_page(make, clone, said) - begun


def _first_page(make: str, clone: Path, said: Path) -> float:
    """The moment, on the monotonic clock, at which the first page was there."""
    port = free_port()
    variables = environment(HOST="127.0.0.1", PORT=str(port))
    variables.pop("VIRTUAL_ENV", None)
    with said.open("wb") as log:
        process = subprocess.Popen(
            [make, "run"], cwd=clone, env=variables, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            process_group=0,
        )  # fmt: skip
    try:
        wait_until_answered(process, port, "/", LONGEST, said)
        return time.monotonic()
    finally:
        processes.end(process)
