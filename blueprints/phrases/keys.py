"""What the desk's keys do, in words."""

from __future__ import annotations

from flask_babel import lazy_gettext

KEYS = {
    "approve": lazy_gettext("Approve"),
    "reject": lazy_gettext("Reject, then 1 to 9 for the reason"),
    "hold": lazy_gettext("Hold, with a note"),
    "send-back": lazy_gettext("Send back to the asker"),
    "merge": lazy_gettext("Merge, then a digit for the question"),
    "undo": lazy_gettext("Undo my last decision"),
    "next": lazy_gettext("Next question"),
    "previous": lazy_gettext("Question before"),
    "search": lazy_gettext("Search"),
    "select": lazy_gettext("Select for a batch"),
    "keys": lazy_gettext("These keys"),
    "reword": lazy_gettext("Edit the public wording"),
    "topics": lazy_gettext("Topics"),
    "note": lazy_gettext("Note to colleagues"),
}


def key_word(action: str) -> str:
    """What the key of ``action`` does."""
    return str(KEYS[action])
