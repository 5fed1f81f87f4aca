"""How data is put into words: refusals, times, statuses, numbers. All through gettext."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime
from babel.numbers import format_decimal
from flask import Flask, current_app, g, url_for
from flask_babel import get_locale, gettext, lazy_gettext, ngettext
from markupsafe import Markup

from domain.language import excerpt
from domain.refusals import BadField
from domain.tallies import CAP, Tally

STATUSES = {
    "pending": lazy_gettext("Pending"),
    "held": lazy_gettext("Held"),
    "returned": lazy_gettext("Returned"),
    "approved": lazy_gettext("Approved"),
    "published": lazy_gettext("Published"),
    "merged": lazy_gettext("Merged"),
    "rejected": lazy_gettext("Rejected"),
    "withdrawn": lazy_gettext("Withdrawn"),
}
ACTIONS = {
    "approve": lazy_gettext("Approve"),
    "reject": lazy_gettext("Reject"),
    "hold": lazy_gettext("Hold"),
    "resume": lazy_gettext("Resume"),
    "send-back": lazy_gettext("Send back"),
    "reopen": lazy_gettext("Reopen"),
    "undo": lazy_gettext("Undo"),
    "reword": lazy_gettext("Edit"),
    "address": lazy_gettext("Put to somebody else"),
    "topics": lazy_gettext("Topics"),
    "note": lazy_gettext("Note"),
    "merge": lazy_gettext("Merge"),
    "unmerge": lazy_gettext("Unmerge"),
    "publish": lazy_gettext("Publish"),
    "unpublish": lazy_gettext("Unpublish"),
    "answer-save": lazy_gettext("Save the draft"),
    "answer-submit": lazy_gettext("Submit"),
    "answer-release": lazy_gettext("Release"),
    "revise": lazy_gettext("Revise"),
    "withdraw": lazy_gettext("Withdraw"),
}
DONE = {
    "approve": lazy_gettext("approved"),
    "reject": lazy_gettext("rejected"),
    "hold": lazy_gettext("held"),
    "resume": lazy_gettext("put back among the pending"),
    "send-back": lazy_gettext("sent back to its asker"),
    "reopen": lazy_gettext("reopened"),
    "merge": lazy_gettext("merged"),
    "unmerge": lazy_gettext("taken apart again"),
    "publish": lazy_gettext("published"),
    "unpublish": lazy_gettext("taken down"),
    "withdraw": lazy_gettext("withdrawn"),
    "revise": lazy_gettext("revised"),
    "appeal": lazy_gettext("appealed for"),
    "undo": lazy_gettext("put back where it was"),
    "reword": lazy_gettext("given another wording"),
    "address": lazy_gettext("put to others"),
    "split": lazy_gettext("split"),
    "move": lazy_gettext("moved to another panel"),
}
REFUSALS = {
    ("text", "missing"): lazy_gettext("Write your question here. It needs 4 characters at least."),
    ("text", "too-short"): lazy_gettext("Too short to be a question. It needs 4 characters at least."),
    ("text", "unchanged"): lazy_gettext("This is the text as it stands. Change it, or leave it as it is."),
    ("name", "missing"): lazy_gettext("Write a name here."),
    ("email", "missing"): lazy_gettext("Write the e-mail address here."),
    ("email", "no-at"): lazy_gettext("There is no @ in this address. Check it, or leave it empty."),
    ("email", "not-an-address"): lazy_gettext("This is not an e-mail address. Check it, or leave it empty."),
    ("executives", "not-on-this-panel"): lazy_gettext(
        "One of them does not answer on this panel. Choose among those listed."
    ),
    ("reason", "missing"): lazy_gettext("Choose a reason. The asker reads its text."),
    ("reason", "not-written"): lazy_gettext("Write the reason. Readers see it in place of the question."),
    ("message", "missing"): lazy_gettext("Write to the asker what should be different."),
    ("note", "missing"): lazy_gettext("Write the note here."),
    ("body", "missing"): lazy_gettext("Write the answer here."),
    ("body", "no-button"): lazy_gettext("Say what to do with it: save, submit or release."),
    ("wording", "no-such-wording"): lazy_gettext("There is no such wording. Choose one that is shown."),
    ("answers", "not-among-them"): lazy_gettext("Choose among the answers that are listed."),
    ("until", "not-a-time"): lazy_gettext("Write the time as 2026-11-30T18:00."),
    ("at", "not-a-time"): lazy_gettext("Write the time as 2026-11-30T18:00."),
    ("until", "ambiguous-time"): lazy_gettext("The clocks show this time twice. Choose another."),
    ("until", "time-that-does-not-exist"): lazy_gettext(
        "The clocks skip this time that night. Choose another."
    ),
    ("at", "ambiguous-time"): lazy_gettext("The clocks show this time twice. Choose another."),
    ("at", "time-that-does-not-exist"): lazy_gettext("The clocks skip this time that night. Choose another."),
    ("idempotency_key", "not-a-key"): lazy_gettext(
        "The form was not complete. Send it again; what you typed is still here."
    ),
    ("version", "missing"): lazy_gettext(
        "The form was not complete. Send it again; what you typed is still here."
    ),
    ("lang", "not-a-language"): lazy_gettext("Write the language as a code, such as en or pt-BR."),
    ("confirm", "missing"): lazy_gettext("Confirm it with the button below."),
}
NO_LONGER_THERE = lazy_gettext("Some characters here can't be kept. Delete them and send it again.")


def refusal_sentence(refusal: BadField) -> str:
    """One sentence that says what is wrong with the field and how to mend it."""
    if refusal.code == "too-long":
        return _too_long(refusal)
    if refusal.code == "unusable-characters":
        return str(NO_LONGER_THERE)
    sentence = REFUSALS.get((refusal.field, refusal.code))
    if sentence is not None:
        return str(sentence)
    if refusal.code == "missing":
        return gettext("Write something here.")
    return gettext("This can't be used here. Choose or write something else.")


def _too_long(refusal: BadField) -> str:
    over = refusal.over or 0
    if refusal.field == "text":
        return ngettext(
            "%(num)s character too long. Background can go under “Details”, where there is more room.",
            "%(num)s characters too long. Background can go under “Details”, where there is more room.",
            over,
        )
    return ngettext("%(num)s character too long.", "%(num)s characters too long.", over)


def letter_before() -> str:
    """How the letter to an asker begins, before the reason's standard text."""
    return gettext("Your question was read and is not put to the executives.")


def letter_after() -> str:
    """How the letter to an asker ends."""
    return gettext("Another question is welcome while the panel is open.")


def _time(value: datetime, zone: str, pattern: str) -> Markup:
    local = value.astimezone(ZoneInfo(zone))
    return Markup('<time datetime="{}">{}</time>').format(
        value.strftime("%Y-%m-%dT%H:%M:%SZ"), format_datetime(local, pattern, locale=_locale())
    )


def moment(value: datetime, zone: str) -> Markup:
    """20 November 2026, 09:00."""
    return _time(value, zone, "d MMMM y, HH:mm")


def day(value: datetime, zone: str) -> Markup:
    """20 November 2026."""
    return _time(value, zone, "d MMMM y")


def short(value: datetime, zone: str) -> Markup:
    """20 Nov, 09:00."""
    return _time(value, zone, "d MMM, HH:mm")


def clock_text(value: datetime, zone: str) -> str:
    """14:06:51, as plain text."""
    return value.astimezone(ZoneInfo(zone)).strftime("%H:%M:%S")


def weekday(value: datetime, zone: str) -> Markup:
    """Friday 27 November, 18:00 EET."""
    name = value.astimezone(ZoneInfo(zone)).tzname() or ""
    return _time(value, zone, f"EEEE d MMMM, HH:mm '{name}'")


def age(value: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits: 5 min, 20 h, 3 d; 1 min at least."""
    gone = max(now - value, timedelta(0))
    minutes = max(int(gone.total_seconds()) // 60, 1)
    if minutes < 60:
        return gettext("%(n)s min", n=minutes)
    if minutes < 48 * 60:
        return gettext("%(n)s h", n=minutes // 60)
    return gettext("%(n)s d", n=number(minutes // 1440))


def number(value: int) -> str:
    """1,214; a tally that stopped counting as 10,000+."""
    if isinstance(value, Tally) and value.capped:
        return f"{format_decimal(CAP, locale=_locale())}+"
    return format_decimal(int(value), locale=_locale())


def initials(name: str) -> str:
    """The first letters of a name's first and last word."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def language_name(lang: str) -> str:
    """The language's name in the language of the page."""
    try:
        return Locale.parse(lang, sep="-").get_display_name(_locale()) or lang
    except (UnknownLocaleError, ValueError):
        return lang


def status_word(status: str) -> str:
    """The word for a status."""
    return str(STATUSES[str(status)])


def action_word(action: str) -> str:
    """The word for an action."""
    return str(ACTIONS.get(str(action), str(action)))


def action_done(action: str) -> str:
    """The participle for an action: approved, sent back to its asker."""
    return DONE.get(str(action)) or gettext("changed")


def _locale() -> Locale:
    return get_locale() or Locale("en")


@cache
def _fingerprint(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file, another one when its bytes change."""
    path = Path(current_app.static_folder or "", name)
    return url_for("static", filename=name, v=_fingerprint(str(path)))


def install(app: Flask) -> None:
    """Give the templates of ``app`` these filters and what every page needs."""
    for made in (moment, day, short, weekday, age, number, initials, language_name):
        app.jinja_env.filters[made.__name__] = made
    app.jinja_env.filters.update(status_word=status_word, action_word=action_word, excerpt=excerpt)
    app.jinja_env.globals["static_url"] = static_url

    @app.context_processor
    def page() -> dict[str, object]:
        locale = _locale()
        return {
            "now": g.now,
            "page_lang": str(locale).replace("_", "-"),
            "page_dir": locale.text_direction,
            "account": None,
        }
