"""Sentences for what is refused of the desk's keys, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

SENTENCES: dict[tuple[str, str], str] = {
    ("key", "not-one-character"): lazy_gettext("One character that a key writes, or nothing."),
    ("key", "digit"): lazy_gettext("Digits are for the reasons. Choose another character."),
    ("key", "twice"): lazy_gettext("Another action has this key. Each needs one of its own."),
    ("key", "unknown"): lazy_gettext("There is no such action."),
    ("reason", "unknown"): lazy_gettext("There is no such reason. Choose among those listed."),
    ("reason", "twice"): lazy_gettext("Another digit has this reason. Choose it once."),
}
