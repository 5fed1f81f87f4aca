"""What readers find: results, another spelling, nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

ROWS: dict[str, Row] = {
    "search, without words": Row("/search"),
    "search, everywhere": Row("/search?q=thought+week"),
    "search, on a panel": Row("/ask-us/search?q=thought+week"),
    "search, another spelling": Row("/ask-us/search?q=thougt"),
    "search, nothing": Row("/ask-us/search?q=zebra"),
}
VARIANTS: set[str] = {"search, everywhere", "search, without words"}


def place(world: World) -> None:
    """What is searched is there already."""
