"""Sentences for what is refused of pages and of reasons, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

SENTENCES: dict[tuple[str, str], str] = {
    ("body", "empty"): lazy_gettext("Write the text of the page here."),
    ("body", "same-as-before"): lazy_gettext(
        "Nothing is changed yet: this is the text as it stands. Change it, or leave the page as it is."
    ),
    ("standard_text", "missing"): lazy_gettext("Write what the asker is to read."),
    ("standard_text", "same-as-before"): lazy_gettext(
        "Nothing is changed yet. Change something, or leave the reason as it is."
    ),
    ("code", "not-a-code"): lazy_gettext(
        "Write 2 to 40 lower-case letters, digits and hyphens, such as off-topic."
    ),
    ("code", "reserved"): lazy_gettext("This word is needed for an address. Choose another code."),
    ("code", "taken"): lazy_gettext("Another reason has this code. Choose another one, or edit that reason."),
    ("rule", "no-such-rule"): lazy_gettext("There is no rule of this number. Choose among those listed."),
    ("reason", "out-of-use"): lazy_gettext("This reason is out of use. Choose another one."),
}
