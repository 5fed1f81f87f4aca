"""Sentences for what is refused of answers, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

SENTENCES: dict[tuple[str, str], str] = {
    ("body", "missing"): lazy_gettext("Write the answer here."),
    ("body", "no-button"): lazy_gettext("Say what to do with it: save, submit or release."),
}
