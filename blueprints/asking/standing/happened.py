"""What has happened to a question, in words for its asker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask_babel import gettext

from blueprints.asking.standing.headline import listed
from blueprints.phrases.times import day_text
from models import Event, Question

if TYPE_CHECKING:
    from blueprints.asking.standing import Rules

RECEIVED = ("submit", "import")


@dataclass(frozen=True)
class Happening:
    """One thing that happened; ``url`` leads to the rules that were shown."""

    at: datetime
    text: str
    url: str | None = None


def of(question: Question, history: list[Event], rules: Rules | None) -> list[Happening]:
    """All of it, the newest first; what concerns the staff alone is left out."""
    words = _words(question)
    found = []
    for event in reversed(history):
        text = _own_words(event) or words.get(event.action)
        if text is None:
            continue
        if event.action in RECEIVED and rules is not None:
            date = day_text(rules.since, question.panel.time_zone)
            text = gettext("Received, under the rules of %(date)s", date=date)
            found.append(Happening(event.at, text, rules.url))
        else:
            found.append(Happening(event.at, text))
    return found


def _own_words(event: Event) -> str | None:
    """For those whose words hang on what they say."""
    if event.action == "name":
        return gettext("Your name is shown") if event.details["shown"] else gettext("Your name is hidden")
    if event.action == "notify":
        on = bool(event.details["on"])
        return gettext("Another e-mail address") if on else gettext("No more mails")
    return None


def _words(question: Question) -> dict[str, str]:
    named = question.executives
    whom = listed(named)
    return {
        "submit": gettext("Received"),
        "import": gettext("Received"),
        "confirm": gettext("E-mail address confirmed"),
        "approve": gettext("Approved by a moderator, for %(whom)s", whom=whom)
        if named
        else gettext("Approved by a moderator"),
        "hold": gettext("The moderators take advice"),
        "resume": gettext("With the moderators again"),
        "send-back": gettext("Sent back to you, with a message"),
        "revise": gettext("You revised it"),
        "reject": gettext("Rejected by a moderator"),
        "appeal": gettext("You objected to the rejection"),
        "object": gettext("You objected"),
        "reopen": gettext("Taken up again"),
        "merge": gettext("Merged with another question"),
        "unmerge": gettext("Taken apart from the other question"),
        "publish": gettext("Published"),
        "unpublish": gettext("Taken down"),
        "withdraw": gettext("You withdrew it"),
        "reword": gettext("Wording changed by a moderator"),
        "address": gettext("Put to other executives"),
        "split": gettext("Split into several questions"),
        "move": gettext("Moved to another panel"),
        "undo": gettext("A decision was taken back"),
    }
