"""One line for each check, with its figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FIGURE = "figure"
Figure = Callable[[str], None]


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Notes what a check measured; it is printed beside the check's name at the end."""

    def note(said: str) -> None:
        record_property(FIGURE, said)

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the lines, passed or failed."""
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in terminalreporter.getreports(outcome):
            said = dict(getattr(report, "user_properties", ())).get(FIGURE)
            in_battery = "battery" in getattr(report, "keywords", {})
            if in_battery and (said or outcome != "passed"):
                name = report.nodeid.rpartition("::")[2]
                terminalreporter.write_line(f"{outcome:<8} {name}: {said or 'no figure'}")
