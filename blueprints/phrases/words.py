"""Words for statuses, actions, people and languages. All through gettext."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from flask_babel import gettext, lazy_gettext

from blueprints.phrases.locale import locale

STATUSES = {
    "pending": lazy_gettext("Pending"),
    "held": lazy_gettext("Held"),
    "returned": lazy_gettext("Returned"),
    "approved": lazy_gettext("Approved"),
    "published": lazy_gettext("Published"),
    "merged": lazy_gettext("Merged"),
    "rejected": lazy_gettext("Rejected"),
    "withdrawn": lazy_gettext("Withdrawn"),
}
ACTIONS = {
    "approve": lazy_gettext("Approve"),
    "reject": lazy_gettext("Reject"),
    "hold": lazy_gettext("Hold"),
    "resume": lazy_gettext("Resume"),
    "send-back": lazy_gettext("Send back"),
    "reopen": lazy_gettext("Reopen"),
    "undo": lazy_gettext("Undo"),
    "reword": lazy_gettext("Edit"),
    "address": lazy_gettext("Put to somebody else"),
    "topics": lazy_gettext("Topics"),
    "note": lazy_gettext("Note"),
    "merge": lazy_gettext("Merge"),
    "unmerge": lazy_gettext("Unmerge"),
    "split": lazy_gettext("Split into several"),
    "publish": lazy_gettext("Publish"),
    "unpublish": lazy_gettext("Unpublish"),
    "answer-save": lazy_gettext("Save the draft"),
    "answer-submit": lazy_gettext("Submit"),
    "answer-release": lazy_gettext("Release"),
    "answer-correct": lazy_gettext("Release the correction"),
    "move": lazy_gettext("Move to another panel"),
    "revise": lazy_gettext("Revise"),
    "withdraw": lazy_gettext("Withdraw"),
}
DONE = {
    "approve": lazy_gettext("approved"),
    "reject": lazy_gettext("rejected"),
    "hold": lazy_gettext("held"),
    "resume": lazy_gettext("put back among the pending"),
    "send-back": lazy_gettext("sent back to its asker"),
    "reopen": lazy_gettext("reopened"),
    "merge": lazy_gettext("merged"),
    "unmerge": lazy_gettext("taken apart again"),
    "publish": lazy_gettext("published"),
    "unpublish": lazy_gettext("taken down"),
    "withdraw": lazy_gettext("withdrawn"),
    "revise": lazy_gettext("revised"),
    "appeal": lazy_gettext("appealed for"),
    "undo": lazy_gettext("put back where it was"),
    "reword": lazy_gettext("given another wording"),
    "address": lazy_gettext("put to others"),
    "split": lazy_gettext("split"),
    "move": lazy_gettext("moved to another panel"),
}

VIAS = {
    "phone": lazy_gettext("by phone"),
    "letter": lazy_gettext("by letter"),
    "event": lazy_gettext("at the event"),
    "staff": lazy_gettext("the moderators’ own"),
    "import": lazy_gettext("from a file"),
}
"""How a question came where no reader sent it with the form."""


def status_word(status: str) -> str:
    """The word for a status."""
    return str(STATUSES[str(status)])


def action_word(action: str) -> str:
    """The word for an action."""
    return str(ACTIONS.get(str(action), str(action)))


def action_done(action: str) -> str:
    """The participle for an action: approved, sent back to its asker."""
    return DONE.get(str(action)) or gettext("changed")


def via_word(via: str) -> str:
    """How a question came: by phone, by letter; empty where a reader sent it with the form."""
    return str(VIAS.get(str(via), ""))


def letter_before() -> str:
    """How the letter to an asker begins, before the reason's standard text."""
    return gettext("Your question was read and is not put to the executives.")


def letter_after() -> str:
    """How the letter to an asker ends."""
    return gettext("Another question is welcome while the panel is open.")


def initials(name: str) -> str:
    """The first letters of a name's first and last word."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def language_name(lang: str) -> str:
    """The language's name in the language of the page."""
    try:
        return Locale.parse(lang, sep="-").get_display_name(locale()) or lang
    except (UnknownLocaleError, ValueError):
        return lang
