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
WRITE_TEMPLATES = (
    "new_template",
    "make_template",
    "write_template",
    "move_template",
    "retire_template",
    "restore_template",
)

CELLS: dict[str, May] = {
    **cells("moderating", somewhere(*READERS), "queue"),
    **cells("moderating", here(*READERS), "queue?panel", "question"),
    **cells("moderating", here(Role.MODERATOR), "decide", "enter_question", "new_question?panel"),
    **cells("moderating", here(Role.MODERATOR), "merge"),
    **cells("moderating", somewhere(Role.MODERATOR), "new_question"),
    **cells("moderating", here(*READERS), "angry_day"),
    **cells("moderating", here(Role.MODERATOR), "measure", "take_measure"),
    **cells("moderating", somewhere(Role.MODERATOR), "next_question"),
    **cells("moderating", here(Role.MODERATOR), "next_question?panel", "claim"),
    **cells("moderating", somewhere(*READERS), "arrived"),
    **cells("moderating", here(*READERS), "arrived?panel"),
    **cells("moderating", somewhere(Role.MODERATOR), "bulk"),
    **cells("moderating", here(Role.MODERATOR), "bulk?panel", "bulk?questions", "decide_bulk"),
    **cells("moderating", here(*READERS), "batch", "batch_progress"),
    **cells("moderating", owner, "undo_batch", "go_on"),
    **cells("moderating", somewhere(*READERS), "home", "second_look", "disagreements"),
    **cells("moderating", here(*READERS), "home?panel", "second_look?panel", "disagreements?panel", "looked"),
    **cells("moderating", here(Role.MODERATOR), "look", "explain"),
    **cells("moderating", owner, "printed_passport"),
    **cells("moderating", somewhere(*REASONS), "reasons", "reason"),
    **cells("moderating", on_all(Role.MODERATOR, Role.ADMINISTRATOR), *WRITE_REASONS),
    **cells("moderating", somewhere(*REASONS), "templates", "template"),
    **cells("moderating", on_all(Role.MODERATOR, Role.ADMINISTRATOR), *WRITE_TEMPLATES),
    **cells("moderating", here(Role.MODERATOR), "reveal"),
    **cells("moderating", owner, "see_mention"),
    **cells("moderating", here(Role.MODERATOR), "save_view?panel", "remove_view?panel"),
}
