"""Who may write an answer: the executive's own delegates, and moderators on their behalf."""

from __future__ import annotations

from models import Role
from tests.house_rules.matrix.who import May, either, here, signed_in

WRITES = either(here(Role.MODERATOR), here(Role.EXECUTIVE))

CELLS: dict[str, May] = {
    "answering.slots": signed_in,
    "answering.write": WRITES,
    "answering.save": WRITES,
    "answering.preview": signed_in,
}
