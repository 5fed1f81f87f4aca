"""Sentences for what is refused of a question and what its asker does with it, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

SENTENCES: dict[tuple[str, str], str] = {
    ("text", "missing"): lazy_gettext("Write your question here. It needs 4 characters at least."),
    ("text", "too-short"): lazy_gettext("Too short to be a question. It needs 4 characters at least."),
    ("text", "unchanged"): lazy_gettext("This is the text as it stands. Change it, or leave it as it is."),
    ("idempotency_key", "not-a-key"): lazy_gettext(
        "The form was not complete. Send it again; what you typed is still here."
    ),
    ("lang", "not-a-language"): lazy_gettext("Write the language as a code, such as en or pt-BR."),
    ("email", "needed"): lazy_gettext(
        "This panel writes to you first: give an e-mail address at which you can be reached."
    ),
    ("why", "missing"): lazy_gettext("Write in your own words what they should consider."),
    ("confirm", "missing"): lazy_gettext("Confirm it with the button below."),
}
