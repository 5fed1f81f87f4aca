"""One sentence for each refusal: each family of fields has a file with its own."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext, ngettext

from blueprints.phrases.refusals import accounts, answers, asking, bulk, desk, keys, pages, panels, pieces
from domain.refusals import BadField

FAMILIES = (asking, desk, bulk, answers, accounts, panels, pieces, pages, keys)
REFUSALS = {key: sentence for family in FAMILIES for key, sentence in family.SENTENCES.items()}
NO_LONGER_THERE = lazy_gettext("Some characters here can't be kept. Delete them and send it again.")


def refusal_sentence(refusal: BadField) -> str:
    """One sentence that says what is wrong with the field and how to mend it."""
    if refusal.code == "too-long" and refusal.over is not None:
        return _too_long(refusal)
    if refusal.code == "unusable-characters":
        return str(NO_LONGER_THERE)
    if refusal.code in ("unknown-place", "open-place"):
        return _place(refusal)
    sentence = REFUSALS.get((refusal.field, refusal.code))
    if sentence is not None:
        return str(sentence)
    if refusal.code == "missing":
        return gettext("Write something here.")
    return gettext("This can't be used here. Choose or write something else.")


def _place(refusal: BadField) -> str:
    """About a place in braces that nothing fills, or that the moderator has not filled."""
    if refusal.code == "open-place":
        return gettext(
            "{%(place)s} is not filled in yet. Write what belongs there, or take it out.", place=refusal.named
        )
    if refusal.field == "template_text":
        return gettext(
            "Nothing fills the place {%(place)s}. There are {question}, {executives} and {panel}; "
            "{…} or {?what} stays for the moderator to fill.",
            place=refusal.named,
        )
    return gettext(
        "Nothing fills the place {%(place)s}. There are {question}, {executives} and {panel}.",
        place=refusal.named,
    )


def _too_long(refusal: BadField) -> str:
    over = refusal.over or 0
    if refusal.field == "text":
        return ngettext(
            "%(num)s character too long. Background can go under “Details”, where there is more room.",
            "%(num)s characters too long. Background can go under “Details”, where there is more room.",
            over,
        )
    return ngettext("%(num)s character too long.", "%(num)s characters too long.", over)
