"""Who may ask, and what a passport's holder may do: everybody, and whoever has the link."""

from __future__ import annotations

from tests.house_rules.matrix.who import May, anybody, cells

CELLS: dict[str, May] = {
    **cells("asking", anybody, "ask", "submit", "similar", "lost", "send_lost", "erased"),
    **cells(
        "asking", anybody, "passport", "revise", "withdraw", "appeal", "object_to", "name", "notify", "erase"
    ),
    **cells("asking", anybody, "confirmation", "confirm"),
}
