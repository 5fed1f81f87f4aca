"""Sentences for what is refused of the pieces of a panel, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

PICTURE = {
    "too-large": lazy_gettext("The file has more than 8 MB. Make it smaller and choose it again."),
    "too-many-pixels": lazy_gettext(
        "The picture has more than 40 million pixels. Make it smaller and choose it again."
    ),
    "too-small": lazy_gettext("The picture is too small to be seen. Choose a larger one."),
    "not-a-picture": lazy_gettext("This is no JPEG, PNG or WebP. Choose another file."),
    "broken": lazy_gettext("The file is damaged and can’t be shown. Choose another one."),
    "missing": lazy_gettext("Choose a picture first."),
}
TIMES = {
    "not-a-time": lazy_gettext("Write the time as 2026-11-30T18:00."),
    "ambiguous-time": lazy_gettext("The clocks show this time twice. Choose another."),
    "time-that-does-not-exist": lazy_gettext("The clocks skip this time that night. Choose another."),
}
SENTENCES: dict[tuple[str, str], str] = {
    **{(field, code): said for field in ("portrait", "banner") for code, said in PICTURE.items()},
    **{(field, code): said for field in ("shown_from", "shown_until") for code, said in TIMES.items()},
    ("notice", "missing"): lazy_gettext("Write the line that readers should see."),
    ("shown_until", "before-it-begins"): lazy_gettext(
        "It would end before it begins. Choose a later time, or leave it empty."
    ),
    ("standing", "missing"): lazy_gettext("Choose one of the three."),
    ("standing_reason", "missing"): lazy_gettext(
        "Write the reason. Readers see it beside the portrait, so that they know whom to ask instead."
    ),
    ("left_on", "not-a-day"): lazy_gettext("Write the day as 2026-11-30."),
    ("left_on", "still-to-come"): lazy_gettext(
        "This day is still to come. Until then they are answering, or not taking part."
    ),
    ("name", "taken"): lazy_gettext("Somebody of this name is on the panel already."),
    ("title", "topic-taken"): lazy_gettext("The panel has a topic of this title already."),
    ("link_url", "not-a-link"): lazy_gettext(
        "This is no link. Write a whole address that begins with https://, "
        "or a path of this site such as /about/contact."
    ),
    ("link_url", "missing"): lazy_gettext("Write where the link leads, or leave its name empty too."),
    ("link_text", "missing"): lazy_gettext("Give the link a name, so that readers know where it leads."),
    ("words", "too-many"): lazy_gettext("These are more than 40 words. Keep those that matter most."),
    ("direction", "missing"): lazy_gettext("The form was not complete. Press the button again."),
}
