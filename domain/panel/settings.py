"""What an administrator may set of a panel, each judged by itself. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from domain.language import graphemes
from domain.panel import colours, creating
from domain.question import fields
from domain.refusals import BadField
from models import Audience, Names, Panel, SignOff, SupportsShown

INTRODUCTION_LONGEST = 2000
MOST_LANGUAGES = 20
MOST_TARGET_HOURS = 500
MOST_SHARE = 100
LEAST_WORK_MINUTES = 60
DAY_MINUTES = 24 * 60
WEEKDAYS = "1234567"
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\Z")
MIDNIGHT = "24:00"


@dataclass(frozen=True)
class Settings:
    """All settings of a panel, under the names of its columns."""

    title: str
    introduction: str
    language: str
    languages: tuple[str, ...]
    time_zone: str
    opens_at: datetime
    closes_at: datetime | None
    archived_at: datetime | None
    audience: Audience
    accent: str | None
    list_open: bool
    supports_shown: SupportsShown
    names: Names
    confirm_email: bool
    target_hours: int | None
    work_days: str
    work_begins: int
    work_ends: int
    sign_off: SignOff
    second_look_share: int


def present(panel: Panel) -> Settings:
    """The settings as they stand."""
    values = {name: getattr(panel, name) for name in Settings.__dataclass_fields__ if name != "languages"}
    return Settings(**values, languages=tuple(panel.languages))


def check(wanted: Settings) -> Settings:
    """``wanted``, tidied. Raises BadField, which names the field of the form."""
    if wanted.closes_at is not None and wanted.closes_at <= wanted.opens_at:
        raise BadField("closes", "before-opening")
    if wanted.archived_at is not None and wanted.archived_at <= (wanted.closes_at or wanted.opens_at):
        raise BadField("archives", "before-closing" if wanted.closes_at else "before-opening")
    creating.zone(wanted.time_zone)
    check_hours(wanted.work_days, wanted.work_begins, wanted.work_ends)
    language = panel_language(wanted.language)
    return Settings(
        **{
            **{name: getattr(wanted, name) for name in Settings.__dataclass_fields__},
            "title": creating.title(wanted.title),
            "introduction": introduction(wanted.introduction),
            "language": language,
            "languages": languages(", ".join(wanted.languages), besides=language),
            "accent": colours.accent(wanted.accent or ""),
            "target_hours": target_hours(str(wanted.target_hours or "")),
            "second_look_share": share(str(wanted.second_look_share)),
        }
    )


def introduction(value: str) -> str:
    """The Markdown above the questions, 2,000 characters at most. Raises BadField."""
    text = fields.usable("introduction", value)
    count = graphemes(text)
    if count > INTRODUCTION_LONGEST:
        raise BadField("introduction", "too-long", INTRODUCTION_LONGEST, count - INTRODUCTION_LONGEST)
    return text


def panel_language(value: str) -> str:
    """The panel's own language. Raises BadField."""
    code = _language(value, "language")
    if code is None:
        raise BadField("language", "missing")
    return code


def languages(value: str, *, besides: str) -> tuple[str, ...]:
    """Codes separated by commas or spaces, each once, without the panel's own. Raises BadField."""
    found = dict.fromkeys(_language(word, "languages") for word in re.split(r"[\s,;]+", value))
    codes = tuple(code for code in found if code and code.casefold() != besides.casefold())
    if len(codes) > MOST_LANGUAGES:
        raise BadField("languages", "too-many", MOST_LANGUAGES, len(codes) - MOST_LANGUAGES)
    return codes


def target_hours(value: str) -> int | None:
    """A whole number of working hours, None where empty. Raises BadField."""
    text = value.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= MOST_TARGET_HOURS):
        raise BadField("target_hours", "not-hours", MOST_TARGET_HOURS)
    return int(text)


def share(value: str) -> int:
    """How many decisions of a hundred come up again for somebody else; 0 where empty. Raises BadField."""
    text = value.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MOST_SHARE):
        raise BadField("second_look_share", "not-a-share", MOST_SHARE)
    return int(text)


def clock(value: str, field: str) -> int:
    """Minutes after midnight of ``HH:MM``; 24:00 is the end of the day. Raises BadField."""
    if value.strip() == MIDNIGHT:
        return DAY_MINUTES
    read = CLOCK.match(value.strip())
    if read is None:
        raise BadField(field, "not-a-clock-time")
    return int(read[1]) * 60 + int(read[2])


def check_hours(days: str, begins: int, ends: int) -> None:
    """Refuse a week without working hours, or days of less than one hour. Raises BadField."""
    if not days or any(day not in WEEKDAYS for day in days) or list(days) != sorted(set(days)):
        raise BadField("work_days", "missing")
    if not 0 <= begins < DAY_MINUTES:
        raise BadField("work_begins", "not-a-clock-time")
    if not begins + LEAST_WORK_MINUTES <= ends <= DAY_MINUTES:
        raise BadField("work_ends", "too-soon")


def _language(value: str, field: str) -> str | None:
    try:
        return fields.language(value)
    except BadField as refusal:
        raise BadField(field, refusal.code) from refusal
