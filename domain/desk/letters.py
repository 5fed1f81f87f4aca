"""The letter that the asker of a rejected question reads: a reason's text with its places filled."""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from domain.question.slots import asked
from domain.refusals import BadField
from models import Author, Question, Reason

PLACE = re.compile(r"\{([^{}\n]{0,40})\}")
PLACES = ("question", "executives")
"""What may stand in braces in a reason's text: the asker's own question, and to whom it is put."""


def letter(reason: Reason, question: Question) -> str:
    """The text of ``reason`` as the asker of ``question`` reads it."""
    return filled(reason.standard_text, {"question": _own_words(question), "executives": _whom(question)})


def filled(text: str, words: Mapping[str, str]) -> str:
    """``text`` with each place of a known name filled; whatever else stands in braces stays."""
    return PLACE.sub(lambda found: words.get(found[1], found[0]), text)


def check(text: str) -> None:
    """Refuse a place that nothing fills.

    Raises:
        BadField: ``standard_text``, naming the place.
    """
    for name in PLACE.findall(text):
        if name not in PLACES:
            raise BadField("standard_text", "unknown-place", named=name)


def _own_words(question: Question) -> str:
    """What the asker wrote last; where moderators asked themselves, how the question stands."""
    own = [wording for wording in question.wordings if wording.author is Author.ASKER]
    return own[-1].text if own else question.wording.text


def _whom(question: Question) -> str:
    """Those to whom it is put, in the words of the panel's language; the panel where nobody answers."""
    names = [executive.name for executive in asked(question)]
    return format_list(names, locale=_locale(question.panel.language)) if names else question.panel.title


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
