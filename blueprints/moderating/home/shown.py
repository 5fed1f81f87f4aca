"""What the desk's home shows of one panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import g, url_for
from flask_babel import gettext

from blueprints.access import signed_in_user
from blueprints.moderating.home import plots, sentences, waiting_for
from blueprints.phrases import age, number
from blueprints.phrases.locale import locale
from blueprints.staff import account
from domain.desk.figures import days, waiting, waits
from domain.panel import hours, window
from domain.permissions import Permission, may
from domain.question import lists
from models import Panel

PANELS = 20
"""How many panels stand in the table below."""


@dataclass(frozen=True)
class Figure:
    """One number of the row at the top: what it counts, what is said below it, where it leads."""

    label: str
    value: str
    below: str = ""
    url: str | None = None


def page(panel: Panel, mine: Sequence[Panel]) -> dict[str, Any]:
    """Everything that the page shows."""
    user = signed_in_user()
    decides = may(user, Permission.DECIDE, panel.id)
    latest = days.latest(panel, g.now)
    stands = waiting.counted(panel, g.now)
    week = waits.this_week(panel, g.now)
    local = g.now.astimezone(ZoneInfo(panel.time_zone))
    return {
        "account": account(),
        "panel": panel,
        "panels": mine,
        "decides": decides,
        "today": format_date(local, "EEEE, d MMMM", locale=locale()),
        "clock": f"{local:%H:%M} {local.tzname() or ''}".strip(),
        "figures": _figures(panel, latest[-1], stands, week, decides=decides),
        "came_and_decided": plots.days(latest, panel),
        "came_sentence": sentences.came_and_decided(latest),
        "ages": plots.ages(stands),
        "ages_sentence": sentences.ages(stands, panel),
        "waits": plots.waits(week, panel),
        "waits_sentence": sentences.waits(week),
        "waits_for_you": waiting_for.rows(panel, user) if decides else waiting_for.mentions(user),
        "archived": window.state(panel, g.now) == window.ARCHIVED,
        "published": lists.count_published(panel, at=g.now) if decides else None,
        "others": waiting.rough(mine[:PANELS], g.now) if len(mine) > 1 else [],
        "more_panels": len(mine) > PANELS,
    }


def _figures(
    panel: Panel, today: days.Day, stands: waiting.Waiting, week: waits.Waits, *, decides: bool
) -> list[Figure]:
    over = ""
    if stands.over is not None:
        over = gettext(
            "%(over)s over the target of %(hours)s h", over=number(stands.over), hours=panel.target_hours
        )
    oldest, wait = stands.oldest, week.week
    return [
        Figure(gettext("Came today"), number(today.came)),
        Figure(gettext("Waiting"), number(stands.total), over),
        Figure(gettext("Decided today"), number(today.decided), _by_you(panel) if decides else ""),
        Figure(
            gettext("Median wait"),
            sentences.hours(wait.median) if wait else "–",
            _counted_waits(week),
        ),
        Figure(
            gettext("Nine in ten"),
            sentences.hours(wait.most) if wait else "–",
            gettext("or less") if wait else "",
        ),
        Figure(
            gettext("Oldest"),
            age(oldest.asked_at, g.now) if oldest else "–",
            gettext("Open it") if oldest else gettext("nothing waits"),
            url_for("moderating.question", question_id=oldest.id) if oldest else None,
        ),
    ]


def _counted_waits(week: waits.Waits) -> str:
    if week.week is None:
        return gettext("nothing decided this week")
    if week.capped:
        return gettext("the latest %(count)s, working hours", count=number(week.week.counted))
    return gettext("this week, working hours")


def _by_you(panel: Panel) -> str:
    own = days.decided_by(panel, signed_in_user(), hours.midnight(g.now, panel))
    return gettext("%(number)s of them by you", number=number(own))
