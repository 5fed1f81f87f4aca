"""What waits for the signed-in person, each with its link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from flask import g, url_for
from flask_babel import gettext, ngettext

from blueprints.phrases import number
from blueprints.phrases.locale import locale
from domain.desk import mentions as notes
from domain.desk.figures import own
from domain.desk.second_looks import lists as second_looks
from domain.language import excerpt
from models import Panel, User

SHOWN_OF_A_NOTE = 120


@dataclass(frozen=True)
class Row:
    """One kind of thing that waits: how many, a sentence, what somebody wrote, the link and its word."""

    count: str
    sentence: str
    url: str
    word: str
    note: str = ""


def rows(panel: Panel, user: User) -> list[Row]:
    """Appeals, second looks, holds that ran out, mentions: of each what there is."""
    return [
        *_appeals(panel, user),
        *_second_looks(panel, user),
        *_holds(panel),
        *mentions(user),
    ]


def mentions(user: User) -> list[Row]:
    """Notes in which ``user`` is named and that they have not seen, on whichever panel."""
    found = notes.unread(user)
    if not found:
        return []
    newest = found[0]
    return [
        Row(
            ngettext("%(num)s mention", "%(num)s mentions", len(found)),
            gettext("%(who)s:", who=newest.who),
            url_for("moderating.question", question_id=newest.question.id),
            gettext("Open"),
            note=excerpt(newest.note, SHOWN_OF_A_NOTE),
        )
    ]


def _appeals(panel: Panel, user: User) -> list[Row]:
    found = own.appeals(panel, user)
    if found is None:
        return []
    return [
        Row(
            ngettext("%(count)s appeal", "%(count)s appeals", found.count, count=_up_to(found.count)),
            gettext(
                "Against rejections by %(people)s; yours are not among them.",
                people=", ".join(found.rejected_by),
            )
            if found.rejected_by
            else gettext("Yours are not among them."),
            url_for("moderating.question", question_id=found.oldest.id),
            gettext("Read"),
        )
    ]


def _second_looks(panel: Panel, user: User) -> list[Row]:
    count = second_looks.count_for(panel, user, g.now)
    if not count:
        return []
    return [
        Row(
            ngettext("%(count)s second look", "%(count)s second looks", count, count=number(count)),
            gettext("Blind: what would you decide?"),
            url_for("moderating.second_look", panel=panel.slug),
            gettext("Look"),
        )
    ]


def _holds(panel: Panel) -> list[Row]:
    found = own.holds_run_out(panel, g.now)
    if found is None:
        return []
    until = found.first.held_until
    assert until is not None
    return [
        Row(
            ngettext(
                "%(count)s hold run out", "%(count)s holds run out", found.count, count=_up_to(found.count)
            ),
            gettext("Advice was sought until %(time)s.", time=_moment(until, panel)),
            url_for("moderating.question", question_id=found.first.id),
            gettext("Open"),
        )
    ]


def _moment(at: datetime, panel: Panel) -> str:
    """20 Nov, 13:00, as plain text."""
    return str(format_datetime(at.astimezone(ZoneInfo(panel.time_zone)), "d MMM, HH:mm", locale=locale()))


def _up_to(count: int) -> str:
    return f"{number(count)}+" if count >= own.MOST else number(count)
