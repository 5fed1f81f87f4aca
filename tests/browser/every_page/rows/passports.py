"""What the passport gained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World


ROWS: dict[str, Row] = {}
VARIANTS: set[str] = set()


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
