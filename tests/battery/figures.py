"""What the long checks measured: one line for each, passed or failed, when all of them have run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

FIGURE = "figure"
KINDS = frozenset({"sqlite", "postgresql"})
Figure = Callable[[str, object], None]


@pytest.fixture
def figure(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Figure:
    """Notes what a check measured: a name and a value.

    The database's kind is added to the name. Whole numbers of the same name are added up, so that many
    tests can be one check.
    """

    def note(name: str, value: object) -> None:
        call = getattr(request.node, "callspec", None)
        kind = [each for each in call.params.values() if each in KINDS] if call else []
        record_property(FIGURE, [", ".join([name, *kind]), value if isinstance(value, int) else str(value)])

    return note


@dataclass
class Line:
    """One check: what its tests measured between them, how long they took, how many of them failed."""

    name: str
    added_up: int = 0
    told: list[str] = field(default_factory=list)
    seconds: float = 0.0
    tests: int = 0
    failed: int = 0

    def __str__(self) -> str:
        """As it is printed."""
        value = "; ".join(self.told) or f"{self.added_up:,}"
        failed = f"; {self.failed} of {self.tests} tests failed" if self.failed else ""
        return (
            f"{'FAILED' if self.failed else 'passed'}  {self.name}: {value}{failed}  ({self.seconds:.0f} s)"
        )


def lines(reports: list[pytest.TestReport]) -> list[Line]:
    """The checks that ``reports`` are of, in the order in which they ran."""
    found: dict[str, Line] = {}
    for report in reports:
        said = [value for name, value in report.user_properties if name == FIGURE]
        for name, value in said or [
            [report.nodeid.rpartition("::")[2], "stopped before it measured anything"]
        ]:
            line = found.setdefault(name, Line(name))
            if isinstance(value, int):
                line.added_up += value
            else:
                line.told.append(value)
            line.seconds += report.duration
            line.tests += 1
            line.failed += report.failed
    return list(found.values())
