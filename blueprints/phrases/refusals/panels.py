"""Sentences for what is refused of panels, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

NOT_A_TIME = lazy_gettext("Write the time as 2026-11-30T18:00.")
SHOWN_TWICE = lazy_gettext("The clocks show this time twice. Choose another.")
SKIPPED = lazy_gettext("The clocks skip this time that night. Choose another.")
CODE = lazy_gettext("Write the language as a code, such as en or pt-BR.")
AMONG_THEM = lazy_gettext("Choose one of those that are listed.")

SENTENCES: dict[tuple[str, str], str] = {
    ("title", "missing"): lazy_gettext("Write a title here."),
    ("slug", "not-a-slug"): lazy_gettext(
        "An address has 2 to 60 small letters (a to z), figures and single hyphens between them."
    ),
    ("slug", "reserved"): lazy_gettext(
        "An address of the site, or a language’s code, begins so. Choose another."
    ),
    ("slug", "taken"): lazy_gettext("Another panel has this address. Choose another."),
    ("language", "missing"): lazy_gettext("Write the panel’s language as a code, such as en."),
    ("language", "not-a-language"): CODE,
    ("languages", "not-a-language"): lazy_gettext(
        "One of these is no code of a language. Write them as es, ar, pt-BR."
    ),
    ("languages", "too-many"): lazy_gettext("20 languages at most."),
    ("time_zone", "not-a-time-zone"): lazy_gettext("There is no such time zone. Choose one of the list."),
    ("opens", "missing"): lazy_gettext("Say when it opens."),
    ("closes", "before-opening"): lazy_gettext("It would close before it opens. Choose a later time."),
    ("archives", "before-opening"): lazy_gettext(
        "It would be archived before it opens. Choose a later time."
    ),
    ("archives", "before-closing"): lazy_gettext(
        "It would be archived before it closes. Choose a later time."
    ),
    **{(name, "not-a-time"): NOT_A_TIME for name in ("opens", "closes", "archives")},
    **{(name, "ambiguous-time"): SHOWN_TWICE for name in ("opens", "closes", "archives")},
    **{(name, "time-that-does-not-exist"): SKIPPED for name in ("opens", "closes", "archives")},
    **{(name, "not-among-them"): AMONG_THEM for name in ("audience", "supports_shown", "names", "sign_off")},
    ("accent", "not-a-colour"): lazy_gettext(
        "Write the colour as # and six figures or letters from a to f, such as #0b5d66."
    ),
    ("accent", "too-little-contrast"): lazy_gettext(
        "This colour is too faint to be read. The nearest that passes is offered below."
    ),
    ("target_hours", "not-hours"): lazy_gettext("Write a whole number from 1 to 500, or leave it empty."),
    ("second_look_share", "not-a-share"): lazy_gettext("Write a whole number from 0 to 100."),
    ("work_days", "missing"): lazy_gettext("Tick one day at least."),
    ("work_begins", "not-a-clock-time"): lazy_gettext("Write the time as 09:00."),
    ("work_ends", "not-a-clock-time"): lazy_gettext("Write the time as 17:00."),
    ("work_ends", "too-soon"): lazy_gettext(
        "A working day has one hour at least. Choose a later end, or 00:00 for midnight."
    ),
}
