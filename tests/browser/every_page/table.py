"""Every page of the product in its different states: where it is, for whom, and what is done there."""

from __future__ import annotations

from tests.browser.every_page import rows
from tests.browser.every_page.row import Row

TABLE: dict[str, Row] = rows.ROWS
VARIANTS: set[str] = rows.VARIANTS
"""Pages that differ from another one of the table in a few words alone: the battery looks at them."""
