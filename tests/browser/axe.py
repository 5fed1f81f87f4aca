"""What axe finds wrong with a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RUN = "axe.run(document, { resultTypes: ['violations'], preload: false }).then((all) => all.violations)"
"""Nothing is preloaded: axe would put the style sheets that it reads into the page, which may not be."""


def violations(page: Page) -> list[str]:
    """Every violation on ``page`` as it stands: its rule, where, and what would mend it."""
    page.evaluate(AXE_SCRIPT)
    return [_told(rule, node) for rule in page.evaluate(RUN) for node in rule["nodes"]]


def _told(rule: dict[str, Any], node: dict[str, Any]) -> str:
    where = " ".join(str(part) for part in node["target"])
    return f"{rule['id']} at {where}: {node['failureSummary']}"
