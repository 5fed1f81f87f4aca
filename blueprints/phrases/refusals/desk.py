"""Sentences for what is refused of the desk's decisions, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

SENTENCES: dict[tuple[str, str], str] = {
    ("executives", "not-on-this-panel"): lazy_gettext(
        "One of them does not answer on this panel. Choose among those listed."
    ),
    ("reason", "missing"): lazy_gettext("Choose a reason. The asker reads its text."),
    ("reason", "not-written"): lazy_gettext("Write the reason. Readers see it in place of the question."),
    ("message", "missing"): lazy_gettext("Write to the asker what should be different."),
    ("note", "missing"): lazy_gettext("Write the note here."),
    ("wording", "no-such-wording"): lazy_gettext("There is no such wording. Choose one that is shown."),
    ("answers", "not-among-them"): lazy_gettext("Choose among the answers that are listed."),
    ("until", "not-a-time"): lazy_gettext("Write the time as 2026-11-30T18:00."),
    ("at", "not-a-time"): lazy_gettext("Write the time as 2026-11-30T18:00."),
    ("until", "ambiguous-time"): lazy_gettext("The clocks show this time twice. Choose another."),
    ("until", "time-that-does-not-exist"): lazy_gettext(
        "The clocks skip this time that night. Choose another."
    ),
    ("at", "ambiguous-time"): lazy_gettext("The clocks show this time twice. Choose another."),
    ("at", "time-that-does-not-exist"): lazy_gettext("The clocks skip this time that night. Choose another."),
    ("version", "missing"): lazy_gettext(
        "The form was not complete. Send it again; what you typed is still here."
    ),
}
