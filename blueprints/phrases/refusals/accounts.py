"""Sentences for what is refused of names and addresses of people, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

SENTENCES: dict[tuple[str, str], str] = {
    ("name", "missing"): lazy_gettext("Write a name here."),
    ("email", "missing"): lazy_gettext("Write the e-mail address here."),
    ("email", "no-at"): lazy_gettext("There is no @ in this address. Check it, or leave it empty."),
    ("password", "too-short"): lazy_gettext("Too short. A password has 12 characters at least."),
    ("password", "too-long"): lazy_gettext("Too long. A password has 256 characters at most."),
    ("old", "wrong"): lazy_gettext("This is not your present password. Check it."),
    ("role", "missing"): lazy_gettext("Choose a role."),
    ("role", "granted-already"): lazy_gettext(
        "They have this very role already. Choose another, or another panel."
    ),
    ("panel", "no-such-panel"): lazy_gettext("There is no such panel. Choose among those listed."),
    ("delegate_of", "missing"): lazy_gettext("Choose for whom they write: this role is for one executive."),
    ("delegate_of", "not-an-executive"): lazy_gettext(
        "Only the role “Executive” goes with an executive. Leave this empty."
    ),
    ("email", "has-account"): lazy_gettext("This address has an account already."),
    ("email", "not-an-address"): lazy_gettext("This is not an e-mail address. Check it, or leave it empty."),
}
