"""How data is put into words: refusals, times, statuses, numbers. All through gettext."""

from __future__ import annotations

from blueprints.phrases.filters import install, static_url
from blueprints.phrases.keys import KEYS
from blueprints.phrases.numbers import number
from blueprints.phrases.refusals import NO_LONGER_THERE, REFUSALS, refusal_sentence
from blueprints.phrases.times import age, clock_text, day, day_text, moment, short, time_of_day, weekday
from blueprints.phrases.words import (
    ACTIONS,
    DONE,
    STATUSES,
    VIAS,
    action_done,
    action_word,
    initials,
    language_name,
    letter_after,
    letter_before,
    status_word,
    via_word,
)

__all__ = [
    "ACTIONS",
    "DONE",
    "KEYS",
    "NO_LONGER_THERE",
    "REFUSALS",
    "STATUSES",
    "VIAS",
    "action_done",
    "action_word",
    "age",
    "clock_text",
    "day",
    "day_text",
    "initials",
    "install",
    "language_name",
    "letter_after",
    "letter_before",
    "moment",
    "number",
    "refusal_sentence",
    "short",
    "static_url",
    "status_word",
    "time_of_day",
    "via_word",
    "weekday",
]
