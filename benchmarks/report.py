"""The figures as Markdown, ready for README."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks import searching
from benchmarks.desk import measuring as desk
from benchmarks.desk.measuring import Measured
from benchmarks.duplicates import measuring as duplicates
from benchmarks.figures import Figure, Held
from benchmarks.importing import Imported, markdown
from benchmarks.machine import Machine

GIGABYTE, MEGABYTE = 1024**3, 1024**2


@dataclass
class Run:
    """What was measured on one database."""

    database: str
    questions: int
    figures: list[Figure] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)


@dataclass
class Report:
    """All that was measured, with the command that did it."""

    command: str
    machine: Machine
    file_system: str
    runs: list[Run] = field(default_factory=list)
    imports: list[Imported] = field(default_factory=list)
    desks: list[Measured] = field(default_factory=list)
    lookups: list[duplicates.Measured] = field(default_factory=list)
    searches: list[searching.Measured] = field(default_factory=list)
    client: Figure | None = None
    fresh: float | None = None

    def markdown(self) -> str:
        """The whole report."""
        parts = [
            self._setting(),
            self._figures(),
            self._memory(),
            self._imports(),
            self._desks(),
            self._duplicates(),
            self._searches(),
            self._remarks(),
        ]
        return "\n\n".join(part for part in parts if part)

    @property
    def anything(self) -> bool:
        """Whether there is a figure at all."""
        found = (self.runs, self.imports, self.desks, self.lookups, self.searches)
        return any(found) or self.fresh is not None

    @property
    def failed(self) -> int:
        """How many requests weren't answered as they should have been."""
        return sum(figure.failed for run in self.runs for figure in run.figures)

    def _setting(self) -> str:
        machine = self.machine
        size = f"{machine.memory / GIGABYTE:.0f} GB of memory, " if machine.memory else ""
        return (
            f"Measured by `{self.command}` on {machine.cores} cores ({machine.processor}), {size}"
            f"{machine.system}, files on {self.file_system}, Python {machine.python}, {machine.server} with "
            f"two workers; load average before it began {machine.load:.1f}. Server, database and client "
            "share these cores, so what the client needs is taken from the server."
        )

    def _figures(self) -> str:
        rows = [
            (
                run.database,
                figure.what,
                figure.client,
                str(figure.clients),
                f"{figure.requests:,}",
                _rate(figure.rate),
                _time(figure.p50),
                _time(figure.p99),
                str(figure.failed),
            )
            for run in self.runs
            for figure in run.figures
        ]
        head = ("database", "what", "client", "clients", "requests", "a second", "p50", "p99", "failed")
        return _table(head, rows, right=5) if rows else ""

    def _memory(self) -> str:
        rows = [
            (
                run.database,
                held.name,
                _megabytes(held.idle.resident),
                _megabytes(held.idle.proportional),
                _megabytes(held.loaded.resident),
                _megabytes(held.loaded.proportional),
            )
            for run in self.runs
            for held in run.held
        ]
        head = ("database", "process", "idle RSS", "idle PSS", "RSS after the load", "PSS after the load")
        return _table(head, rows, right=4) if rows else ""

    def _imports(self) -> str:
        return "\n".join(markdown(self.imports)) if self.imports else ""

    def _desks(self) -> str:
        return "\n".join(desk.markdown(self.desks)) if self.desks else ""

    def _duplicates(self) -> str:
        return "\n".join(duplicates.markdown(self.lookups)) if self.lookups else ""

    def _searches(self) -> str:
        return "\n".join(searching.markdown(self.searches)) if self.searches else ""

    def _remarks(self) -> str:
        said = []
        if self.runs:
            number = max(run.questions for run in self.runs)
            said.append(
                f"{number:,} published questions. *Hot*: one address again and again, from the page cache. "
                "*Cold*: addresses that nobody asked for before, each fetched once. A submission is the "
                "form's POST, with a key of its own, answered by the way to its passport and found in the "
                "database."
            )
        if any(run.held for run in self.runs):
            said.append(
                "RSS counts what processes share in each of them, PSS each its part. A database server's own "
                "processes are not counted."
            )
        if self.client is not None:
            limit = self.client
            said.append(
                f"The client's own limit here ({limit.clients} processes of http.client, against a process "
                f"that only sends back a page of the list's size): {_rate(limit.rate)} a second, p99 "
                f"{_time(limit.p99)}. Hot figures near it say as much of the client as of the "
                "server."
            )
        if self.fresh is not None:
            said.append(
                f"From `git clone` over `make run` to the first page, installing the packages included: "
                f"{self.fresh:.0f} s."
            )
        return "\n\n".join(said)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], *, right: int) -> str:
    """A table whose last ``right`` columns hold numbers."""
    marks = ["---"] * (len(head) - right) + ["---:"] * right
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def _rate(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.1f} s"
    value = seconds * 1000
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"


def _megabytes(value: int) -> str:
    return f"{value / MEGABYTE:.0f} MB"
