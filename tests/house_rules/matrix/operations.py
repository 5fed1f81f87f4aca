"""Who may ask how the server is: every machine that watches it."""

from __future__ import annotations

from tests.house_rules.matrix.who import May, anybody

CELLS: dict[str, May] = {
    "operations.healthz": anybody,
    "operations.readyz": anybody,
}
