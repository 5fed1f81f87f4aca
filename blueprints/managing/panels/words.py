"""How a panel's settings are said and written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_day_names
from flask_babel import gettext, lazy_gettext

from blueprints.phrases import language_name
from blueprints.phrases.locale import locale
from domain.panel import creating
from domain.panel.settings import DAY_MINUTES
from domain.panel.window import LOCAL_FORMAT
from domain.refusals import BadField
from models import Audience, Names, Panel, SignOff, SupportsShown

REGIONS = (
    *("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/"),
    *("Europe/", "Indian/", "Pacific/"),
)
AUDIENCES = {
    Audience.PUBLIC: (lazy_gettext("Public"), lazy_gettext("Everybody, search engines too")),
    Audience.LINK: (
        lazy_gettext("Whoever has the link"),
        lazy_gettext("The address gets a random tail; in no list, search, sitemap or feed"),
    ),
    Audience.STAFF: (
        lazy_gettext("Staff"),
        lazy_gettext("Signed-in staff; a page that does not exist for all others"),
    ),
}
SUPPORTS = {
    SupportsShown.ALWAYS: (lazy_gettext("always"), None),
    SupportsShown.AFTER_CLOSING: (lazy_gettext("after closing"), None),
    SupportsShown.NEVER: (lazy_gettext("never"), None),
}
NAMES = {
    Names.NONE: (lazy_gettext("none"), None),
    Names.FIRST: (lazy_gettext("first name"), None),
    Names.GIVEN: (lazy_gettext("as given"), None),
}
SIGN_OFFS = {
    SignOff.NONE: (lazy_gettext("none"), None),
    SignOff.ONE_APPROVER: (lazy_gettext("one approver"), None),
    SignOff.COMPANY: (lazy_gettext("company"), None),
}
COLUMNS = {"opens": "opens_at", "closes": "closes_at", "archives": "archived_at"}
"""Fields that have another name than their columns."""

FIELDS = {
    "title": lazy_gettext("title"),
    "introduction": lazy_gettext("introduction"),
    "language": lazy_gettext("language"),
    "languages": lazy_gettext("languages"),
    "time_zone": lazy_gettext("time zone"),
    "opens_at": lazy_gettext("opening"),
    "closes_at": lazy_gettext("closing"),
    "archived_at": lazy_gettext("archiving"),
    "audience": lazy_gettext("audience"),
    "accent": lazy_gettext("accent"),
    "list_open": lazy_gettext("open questions"),
    "supports_shown": lazy_gettext("supports"),
    "names": lazy_gettext("names"),
    "confirm_email": lazy_gettext("confirming addresses"),
    "target_hours": lazy_gettext("target"),
    "work_days": lazy_gettext("working days"),
    "work_begins": lazy_gettext("beginning of work"),
    "work_ends": lazy_gettext("end of work"),
    "sign_off": lazy_gettext("sign-off"),
    "second_look_share": lazy_gettext("second look"),
}
DONE = {
    "create": lazy_gettext("Made"),
    "edit": lazy_gettext("Last saved"),
    "open": lazy_gettext("Opened"),
    "close": lazy_gettext("Closed"),
    "archive": lazy_gettext("Archived"),
}


def choices(said: Mapping[Any, tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Values and labels, for a field."""
    return [(value.value, str(label)) for value, (label, _) in said.items()]


def hints(said: Mapping[Any, tuple[Any, Any]]) -> dict[str, str]:
    """Values and what each means."""
    return {value.value: str(hint) for value, (_, hint) in said.items() if hint}


def written(panel: Panel) -> dict[str, Any]:
    """The panel's settings as the fields of its form have them."""
    zone = panel.time_zone
    return {
        "title": panel.title,
        "introduction": panel.introduction,
        "language": panel.language,
        "languages": ", ".join(panel.languages),
        "time_zone": zone,
        "opens": _moment(panel.opens_at, zone),
        "closes": _moment(panel.closes_at, zone),
        "archives": _moment(panel.archived_at, zone),
        "audience": panel.audience.value,
        "accent": panel.accent or "",
        "list_open": panel.list_open,
        "supports_shown": panel.supports_shown.value,
        "names": panel.names.value,
        "confirm_email": panel.confirm_email,
        "target_hours": str(panel.target_hours or ""),
        "work_days": list(panel.work_days),
        "work_begins": clock(panel.work_begins),
        "work_ends": clock(panel.work_ends),
        "sign_off": panel.sign_off.value,
        "second_look_share": str(panel.second_look_share),
    }


def said(name: str, value: Any) -> str:
    """The value of the field ``name`` as a person reads it."""
    tables: dict[str, Mapping[Any, tuple[Any, Any]]] = {
        "audience": AUDIENCES,
        "supports_shown": SUPPORTS,
        "names": NAMES,
        "sign_off": SIGN_OFFS,
    }
    if name in tables:
        return dict(choices(tables[name])).get(str(value), str(value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if name == "work_days":
        return days("".join(value))
    if name in COLUMNS:
        return str(value).replace("T", " ")
    return str(value)


@cache
def _zones() -> tuple[str, ...]:
    return ("UTC", *sorted(zone for zone in available_timezones() if zone.startswith(REGIONS)))


def time_zones(present: str | None) -> list[tuple[str, str]]:
    """The zones to choose from, ``present`` among them where there is such a zone."""
    zones = list(_zones())
    if present and present not in zones and _is_zone(present):
        zones.insert(0, present)
    return [(zone, zone.replace("_", " ")) for zone in zones]


def _is_zone(name: str) -> bool:
    try:
        creating.zone(name)
    except BadField:
        return False
    return True


def weekdays() -> list[tuple[str, str]]:
    """The days of the week by their number."""
    names = get_day_names("wide", "stand-alone", locale())
    return [(str(number), names[number - 1]) for number in range(1, 8)]


def days(work_days: str) -> str:
    """Monday to Friday, where they follow each other; else one by one."""
    named = dict(weekdays())
    if len(work_days) > 2 and work_days in "1234567":
        return gettext(
            "%(first)s to %(last)s",
            first=named[work_days[0]],
            last=named[work_days[-1]],
        )
    return ", ".join(named[day] for day in work_days)


def clock(minutes: int) -> str:
    """Minutes after midnight as clocks show them."""
    return "{:02d}:{:02d}".format(*divmod(minutes % DAY_MINUTES, 60))


def language_names(codes: list[str]) -> str:
    """The languages by their names."""
    return ", ".join(language_name(code) for code in codes)


def _moment(at: datetime | None, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime(LOCAL_FORMAT) if at else ""
