"""What axe finds wrong with a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page

OPTIONS = {
    "resultTypes": ["violations"],
    # It would put the style sheets that it reads into the page, which may not be.
    "preload": False,
    # Off unless asked for, though WCAG 2.2 AA has it.
    "rules": {"target-size": {"enabled": True}},
}
RUN = "(options) => axe.run(document, options).then((found) => found.violations)"


def violations(page: Page) -> list[str]:
    """Every violation on ``page`` as it stands: its rule, where, and what would mend it."""
    page.evaluate(AXE_SCRIPT)
    return [_told(rule, node) for rule in page.evaluate(RUN, OPTIONS) for node in rule["nodes"]]


def _told(rule: dict[str, Any], node: dict[str, Any]) -> str:
    where = " ".join(str(part) for part in node["target"])
    return f"{rule['id']} at {where}: {node['failureSummary']}"
