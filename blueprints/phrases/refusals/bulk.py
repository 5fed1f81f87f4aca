"""Sentences for what is refused of a decision on many questions, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

SENTENCES: dict[tuple[str, str], str] = {
    ("questions", "missing"): lazy_gettext("Nothing is selected. Tick the questions in the list first."),
    ("questions", "too-many"): lazy_gettext(
        "More than 2,000 questions are selected. Decide the first 2,000, then the others."
    ),
    ("questions", "not-questions"): lazy_gettext(
        "The selection was not complete. Go back to the list and tick the questions again."
    ),
    ("questions", "several-panels"): lazy_gettext(
        "These questions are on more than one panel. Decide those of each panel by themselves."
    ),
    ("questions", "too-slow"): lazy_gettext(
        "The search takes too long for so many. Narrow it, or tick the questions one by one."
    ),
    ("action", "missing"): lazy_gettext("Nothing is decided yet. Press the button of a decision."),
    ("action", "not-among-them"): lazy_gettext(
        "This can’t be done to many questions at once. Choose one of the decisions below."
    ),
    ("action", "sent-before"): lazy_gettext(
        "This form was sent before, with another decision. Send it again to take this one as well."
    ),
}
