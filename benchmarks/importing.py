"""Two hundred thousand questions from a file: rows a second, how long others can't write, and memory."""

from __future__ import annotations

import csv
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks import words
from benchmarks.clients import CannotMeasure
from benchmarks.rows import PANEL
from benchmarks.server import CHECKOUT

LONGEST = 1800.0
"""Seconds after which an import has failed."""

ANSWERS = 200
COLUMNS = (
    "external_id",
    "text",
    "name",
    "show_name",
    "email",
    "asked_at",
    "status",
    "reason",
    "executive",
    "answer",
    "answered_at",
    "topic",
)
STATUSES = ("published",) * 4 + ("pending",) * 3 + ("rejected",) * 2 + ("approved",)
EXECUTIVES = ("Ada Brook", "Ben Cole", "Cleo Dunn")
WRITING = re.compile(r"^importing: (\d+) of", re.MULTILINE)


@dataclass(frozen=True)
class Imported:
    """What one import took: seconds in all, in the transaction and of a processor; memory in bytes."""

    database: str
    rows: int
    size: int
    seconds: float
    writing: float
    computed: float
    resident: int


def write(file: Path, rows: int, chance: Random) -> None:
    """A file of questions: four of ten answered, three pending, two rejected, one approved."""
    answers = [words.answer(chance)[:300] for _ in range(ANSWERS)]
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(COLUMNS)
        writer.writerows(_row(number, answers, chance) for number in range(rows))


def _row(number: int, answers: list[str], chance: Random) -> list[str]:
    status = STATUSES[number % len(STATUSES)]
    public, told = status == "published", number % 3 == 0
    return [
        f"x{number}",
        words.question(chance)[:110],
        f"Reader {number}" if told else "",
        "yes",
        f"reader{number}@floor.example" if told else "",
        "2026-11-01T10:00:00Z",
        status,
        "spam" if status == "rejected" else "",
        EXECUTIVES[number % len(EXECUTIVES)] if public else "",
        chance.choice(answers) if public else "",
        "2026-11-02T10:00:00Z" if public else "",
        ("Money", "People")[number % 2],
    ]


def measure(database: str, variables: Mapping[str, str], folder: Path, rows: int, chance: Random) -> Imported:
    """Import a file into the migrated, empty database of ``variables``. Raises CannotMeasure."""
    file, said = folder / "questions.csv", folder / "import.log"
    write(file, rows, chance)
    _run(variables, "panels", "create", PANEL, "--title", "Ask the board")
    begun, computed = time.monotonic(), _computed()
    with said.open("wb") as log:
        process = subprocess.Popen(
            [*_flask(), "questions", "import", str(file), "--panel", PANEL],
            cwd=CHECKOUT,
            env=dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        writing, resident = _watch(process, said)
    finally:
        process.kill()  # where the watch was cut short; what has ended isn't touched
        process.wait()
    ended = time.monotonic()
    last = said.read_text(encoding="utf-8").strip().splitlines()[-1:]
    if last != [f"{rows} taken, 0 known already."]:
        raise CannotMeasure(f"The import ended with {process.returncode}: {last}")
    return Imported(
        database=database,
        rows=rows,
        size=file.stat().st_size,
        seconds=ended - begun,
        writing=ended - writing,
        computed=_computed() - computed,
        resident=resident,
    )


def _watch(process: subprocess.Popen[bytes], said: Path) -> tuple[float, int]:
    """Wait for its end: when it began to write, and the most memory that it held."""
    began, peak, deadline = 0.0, 0, time.monotonic() + LONGEST
    while process.poll() is None:
        peak = max(peak, _peak(process.pid))
        if not began and (found := WRITING.search(said.read_text(encoding="utf-8"))):
            began = time.monotonic() - _line_after(int(found.group(1)), said)
        if time.monotonic() > deadline:
            raise CannotMeasure(f"An import took more than {LONGEST:.0f} seconds.")
        time.sleep(0.05)
    return began or time.monotonic(), peak


def _line_after(rows: int, said: Path) -> float:
    """How long the transaction had run when its first line of progress was written."""
    rate = re.search(rf"importing: {rows} of \d+, (\d+)/s", said.read_text(encoding="utf-8"))
    return rows / max(int(rate.group(1)), 1) if rate else 0.0


def _computed() -> float:
    """Processor seconds of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found.group(1)) * 1024 if found else 0


def _run(variables: Mapping[str, str], *more: str) -> None:
    ran = subprocess.run(
        [*_flask(), *more], cwd=CHECKOUT, env=dict(variables), capture_output=True, text=True, timeout=60
    )
    if ran.returncode != 0:
        raise CannotMeasure(f"{more[0]} {more[1]} failed: {ran.stderr.strip()[-300:]}")


def _flask() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "app"]


def markdown(found: list[Imported]) -> Iterator[str]:
    """The figures as lines of a table."""
    load = os.getloadavg()[0]
    yield "| import | rows | file | judged and written | in the transaction | processor | memory at most |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for one in found:
        rate = one.rows / max(one.writing, 1e-6)
        yield (
            f"| {one.database} | {one.rows:,} | {one.size / 1e6:.0f} MB | {one.seconds:.0f} s "
            f"| {one.writing:.0f} s, {rate:,.0f} rows a second | {one.computed:.0f} s "
            f"| {one.resident / 1024**2:.0f} MB |"
        )
    yield ""
    yield f"Load average afterwards {load:.1f}; the import itself counts for 1."
