"""What the pages of second looks show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import g, url_for
from flask_babel import gettext, ngettext

from blueprints import paging
from blueprints.access import signed_in_user
from blueprints.moderating.queue.shown import panels
from blueprints.moderating.second_looks.forms import LookForm, WhyForm
from blueprints.phrases import action_done, action_word, day_text
from blueprints.phrases.locale import locale
from blueprints.staff import account
from domain.account import keys
from domain.desk import reasons
from domain.desk.second_looks import agreement, lists
from domain.panel import hours
from domain.permissions import Permission, may
from models import Panel, Reason, SecondLook, Wording

BESIDE = 3
"""How many disagreements stand beside the next look."""


@dataclass(frozen=True)
class Bar:
    """One kind of decision in the plot: how many of how many were alike, in words and in per cent."""

    label: str
    agreed: int
    looked: int

    @property
    def per_cent(self) -> int:
        """The bar's length."""
        return self.agreed * 100 // self.looked


@dataclass(frozen=True)
class Row:
    """One disagreement of a list."""

    wording: Wording
    url: str
    first: str
    second: str


def blank() -> LookForm:
    """The form as nobody has sent it."""
    form = LookForm(formdata=None)
    form.offer()
    return form


def blind(panel: Panel, look: SecondLook | None, form: LookForm, *, failed: bool = False) -> dict[str, Any]:
    """The page of one look that nobody has taken, with nothing of what was decided; None: none waits."""
    user = signed_in_user()
    decides = may(user, Permission.DECIDE, panel.id)
    done = lists.count_looked(panel, user, hours.midnight(g.now, panel)) if decides else 0
    waiting = lists.count_for(panel, user, g.now) if decides else 0
    beside = lists.disagreements(panel, but=look, most=BESIDE)
    mine = account()
    return {
        **_frame(panel),
        "account": mine,
        "look": look,
        "wording": lists.wording(look) if look else None,
        "week": _week(look, panel) if look else None,
        "addressees": _addressees(look) if look else None,
        "form": form,
        "failed": failed,
        "decides": decides,
        "done": done,
        "of": done + waiting,
        "digits": _digits(mine.keys),
        "rows": [_row(row) for row in beside.rows],
        "count": lists.count_disagreements(panel),
        **_agreement(panel),
    }


def result(look: SecondLook, *, kept: str | None = None, form: WhyForm | None = None) -> dict[str, Any]:
    """What was decided first and second. ``kept`` is what somebody chose who came too late."""
    user = signed_in_user()
    panel = look.question.panel if look.question.panel_id == look.panel_id else None
    why = lists.why(look)
    mine = look.looked_by_id == user.id
    return {
        **_frame(panel or next((one for one in panels() if one.id == look.panel_id), look.question.panel)),
        "account": account(),
        "look": look,
        "wording": lists.wording(look),
        "first": said(look.first_action, look.first_reason),
        "second": said(look.action or "", look.reason),
        "mine": mine,
        "kept": kept,
        "why": why.note.text if why and why.note and why.note.erased_at is None else None,
        "explains": mine and not look.agreed and why is None and may(user, Permission.DECIDE, look.panel_id),
        "form": form or WhyForm(formdata=None),
        "failed": form is not None,
        "question_url": url_for("moderating.question", question_id=look.question_id)
        if may(user, Permission.READ_DESK, look.question.panel_id)
        else None,
    }


def disagreements(panel: Panel) -> dict[str, Any]:
    """The list of disagreements, a page of it."""
    after = paging.after()
    page = lists.disagreements(panel, after=after)
    older = paging.written(page.next_after)
    return {
        **_frame(panel),
        "account": account(),
        "rows": [_row(row) for row in page.rows],
        "count": lists.count_disagreements(panel),
        "older_url": url_for("moderating.disagreements", panel=panel.slug, after=older) if older else None,
        "newest_url": url_for("moderating.disagreements", panel=panel.slug) if after else None,
    }


def said(action: str, reason: Reason | None) -> str:
    """A decision in words: approved; rejected, off topic."""
    done = gettext("taken for merging") if action == "merge" else action_done(action)
    if reason is None:
        return done
    return gettext("%(done)s, “%(reason)s”", done=done, reason=reason.title)


def _frame(panel: Panel) -> dict[str, Any]:
    return {"panel": panel, "panels": panels(), "share": panel.second_look_share}


def _row(row: lists.Disagreement) -> Row:
    look = row.look
    return Row(
        row.wording,
        url_for("moderating.looked", second_look_id=look.id),
        said(look.first_action, look.first_reason),
        said(look.action or "", look.reason),
    )


def _week(look: SecondLook, panel: Panel) -> str:
    """The week in which it was decided, not the time."""
    day = look.decided_at.astimezone(ZoneInfo(panel.time_zone)).date()
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    first = "d" if monday.month == sunday.month else "d MMMM"
    return "–".join(
        format_date(day, pattern, locale=locale()) for day, pattern in ((monday, first), (sunday, "d MMMM"))
    )


def _addressees(look: SecondLook) -> str | None:
    found = lists.addressees(look)
    if found is None:
        return None
    return ", ".join(executive.name for executive in found) or gettext("All who answer")


def _digits(set_keys: keys.Keys) -> dict[str, str]:
    """The digit of each reason that has one, by its code, as the moderator set them."""
    if not set_keys.on:
        return {}
    nine = keys.nine(set_keys.reasons, reasons.every())
    return {reason.code: str(digit) for digit, reason in enumerate(nine, 1) if reason}


def _agreement(panel: Panel) -> dict[str, Any]:
    counted = agreement.counted(panel)
    bars = [Bar(_kind(row), row.agreed, row.looked) for row in counted.rows]
    return {
        "agreement": counted,
        "bars": bars,
        "total": Bar(gettext("All"), counted.agreed, counted.looked) if counted.shown else None,
        "sentence": _sentence(counted, panel),
        "fewest": agreement.FEWEST,
    }


def _kind(row: agreement.Agreed) -> str:
    return row.reason.title if row.reason else action_word(row.action)


def _sentence(counted: agreement.Agreement, panel: Panel) -> str:
    """What the plot shows, in words."""
    if not counted.shown:
        return gettext("Too few second looks were taken to say anything.")
    unlike = [row for row in counted.rows if not row.alike]
    if not unlike:
        return ngettext(
            "Two agreed in %(agreed)s of %(num)s look.",
            "Two agreed in %(agreed)s of %(num)s looks. No kind of decision stands out.",
            counted.looked,
            agreed=counted.agreed,
        )
    if len(unlike) > 1:
        named = ", ".join(gettext("“%(kind)s”", kind=_kind(row)) for row in unlike)
        return gettext(
            "%(number)s kinds of decision are not understood alike: %(kinds)s.",
            number=len(unlike),
            kinds=named,
        )
    return _one_unlike(unlike[0], panel)


def _one_unlike(row: agreement.Agreed, panel: Panel) -> str:
    if row.reason is None:
        return gettext("One kind of decision is not understood alike: “%(kind)s”.", kind=_kind(row))
    said = gettext("One reason is not understood alike: “%(kind)s”.", kind=_kind(row))
    written = agreement.last_written(row.reason)
    if written is None:
        return said
    changed = gettext("Its text was last changed on %(day)s.", day=day_text(written, panel.time_zone))
    return f"{said} {changed}"
