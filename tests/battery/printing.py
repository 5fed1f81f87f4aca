"""Prints what the long checks measured."""

from __future__ import annotations

import pytest

from tests.battery.figures import FIGURE, lines

MINUTE = 60


def write_lines(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each check, and one for all of them; nothing where none ran."""
    found = [
        report
        for outcome in ("passed", "failed", "error")
        for report in terminalreporter.getreports(outcome)
        if isinstance(report, pytest.TestReport) and "battery" in report.keywords and _counts(report)
    ]
    if not found:
        return
    every = lines(sorted(found, key=lambda report: report.start))
    terminalreporter.section("battery")
    for line in every:
        terminalreporter.write_line(str(line))
    for report in terminalreporter.getreports("skipped"):
        if "battery" in report.keywords:
            terminalreporter.write_line(f"NOT RUN {report.nodeid.rpartition('::')[2]}: {report.longrepr[2]}")
    failed = sum(1 for line in every if line.failed)
    minutes = sum(line.seconds for line in every) / MINUTE
    terminalreporter.write_line(f"{len(every)} checks, {failed} of them failed, in {minutes:.0f} minutes")


def _counts(report: pytest.TestReport) -> bool:
    """Whether this is the report of a test itself, or of what failed before it."""
    if report.when != "call":
        return report.failed
    return report.failed or any(name == FIGURE for name, _ in report.user_properties)
