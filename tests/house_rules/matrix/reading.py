"""Who may read what is public."""

from __future__ import annotations

from tests.house_rules.matrix.who import May, anybody, cells

CELLS: dict[str, May] = {
    **cells("reading", anybody, "home", "panel", "question", "question_without_slug"),
    **cells("reading", anybody, "theme", "short", "about", "media"),
    **cells("reading", anybody, "open_questions", "support", "support_send", "versions"),
    **cells("reading", anybody, "search", "search_everywhere"),
}
