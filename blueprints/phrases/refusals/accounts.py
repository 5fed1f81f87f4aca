"""Sentences for what is refused of names and addresses of people, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

SENTENCES: dict[tuple[str, str], str] = {
    ("name", "missing"): lazy_gettext("Write a name here."),
    ("email", "missing"): lazy_gettext("Write the e-mail address here."),
    ("email", "no-at"): lazy_gettext("There is no @ in this address. Check it, or leave it empty."),
    ("email", "not-an-address"): lazy_gettext("This is not an e-mail address. Check it, or leave it empty."),
}
