"""What a question's fields may hold; the form and the import judge alike. Pure."""

from __future__ import annotations

import re

from email_validator import EmailNotValidError, validate_email

from domain.language import graphemes, tidy, unusable
from domain.refusals import BadField

SHORTEST, LONGEST, RECOMMENDED = 4, 500, 250
DETAILS_LONGEST = 3000
NAME_LONGEST = 80
NOTE_LONGEST = 2000
WHY_LONGEST = 1000
KEY = re.compile(r"[A-Za-z0-9_.:-]{8,64}\Z")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}\Z")


def question_text(value: str) -> str:
    """The tidied text of a question, of 4 to 500 characters as a reader counts them.

    Raises:
        BadField: it is missing, too short or too long, or can't be kept.
    """
    text = usable("text", value)
    if not text:
        raise BadField("text", "missing")
    count = graphemes(text)
    if count < SHORTEST:
        raise BadField("text", "too-short", SHORTEST)
    return _within("text", text, LONGEST, count)


def details(value: str) -> str:
    """The tidied details, 3,000 characters at most. Raises BadField."""
    text = usable("details", value)
    return _within("details", text, DETAILS_LONGEST, graphemes(text))


def name(value: str) -> str:
    """The asker's name on one line, 80 characters at most. Raises BadField."""
    text = " ".join(usable("name", value).split())
    return _within("name", text, NAME_LONGEST, graphemes(text))


def email(value: str) -> str | None:
    """The normalised address, None where empty. Raises BadField."""
    text = usable("email", value)
    if not text:
        return None
    if "@" not in text:
        raise BadField("email", "no-at")
    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise BadField("email", "not-an-address") from error


def line(field: str, value: str, longest: int) -> str:
    """Text of the staff on one line in ``field``, of 1 to ``longest`` characters. Raises BadField."""
    text = " ".join(usable(field, value).split())
    if not text:
        raise BadField(field, "missing")
    return _within(field, text, longest, len(text))


def note(field: str, value: str, *, required: bool = True) -> str:
    """Free text of the staff or the asker in ``field``, 2,000 characters at most. Raises BadField."""
    text = usable(field, value)
    if required and not text:
        raise BadField(field, "missing")
    return _within(field, text, NOTE_LONGEST, graphemes(text))


def why(value: str) -> str:
    """What the asker holds against a decision or a wording, 1,000 characters at most. Raises BadField."""
    text = usable("why", value)
    if not text:
        raise BadField("why", "missing")
    return _within("why", text, WHY_LONGEST, graphemes(text))


def language(value: str) -> str | None:
    """A BCP 47 code, None where empty. Raises BadField."""
    text = usable("lang", value)
    if not text:
        return None
    if not LANGUAGE.match(text):
        raise BadField("lang", "not-a-language")
    return text


def key(value: str) -> str:
    """An idempotency key of 8 to 64 plain characters. Raises BadField."""
    if not KEY.match(value):
        raise BadField("idempotency_key", "not-a-key")
    return value


def usable(field: str, value: str) -> str:
    """``value`` tidied. Raises BadField where it holds what no database keeps."""
    if unusable(value):
        raise BadField(field, "unusable-characters")
    return tidy(value)


def _within(field: str, text: str, longest: int, count: int) -> str:
    if count > longest:
        raise BadField(field, "too-long", longest, count - longest)
    return text
