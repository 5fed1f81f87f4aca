"""Who may look at the desk, who may decide, and who may change the reasons of the whole site."""

from __future__ import annotations

from models import Role
from tests.house_rules.matrix.who import May, cells, here, on_all, owner, somewhere

READERS = (Role.MODERATOR, Role.AUDITOR)
REASONS = (Role.MODERATOR, Role.ADMINISTRATOR, Role.AUDITOR)
WRITE_REASONS = (
    "new_reason",
    "make_reason",
    "write_reason",
    "move_reason",
    "retire_reason",
    "restore_reason",
)

CELLS: dict[str, May] = {
    **cells("moderating", somewhere(*READERS), "queue"),
    **cells("moderating", here(*READERS), "queue?panel", "question"),
    **cells("moderating", here(Role.MODERATOR), "decide", "enter_question", "new_question?panel"),
    **cells("moderating", somewhere(Role.MODERATOR), "new_question"),
    **cells("moderating", owner, "printed_passport"),
    **cells("moderating", somewhere(*REASONS), "reasons", "reason"),
    **cells("moderating", on_all(Role.MODERATOR, Role.ADMINISTRATOR), *WRITE_REASONS),
}
