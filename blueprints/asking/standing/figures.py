"""Figures about waiting: how long this question has, and how long others did. Counted, not promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import g
from flask_babel import gettext, ngettext

from blueprints.phrases import number
from domain.question.waits import Wait
from models import Question, Status

if TYPE_CHECKING:
    from blueprints.asking.standing import Waits

DAY_HOURS = 24


@dataclass(frozen=True)
class Figure:
    """A number with its unit, and what it is of."""

    amount: str
    about: str


def figures(question: Question, waits: Waits) -> list[Figure]:
    """What is known of the wait that the question is in; nothing where too few waited before it."""
    if question.awaits_confirmation or question.asker_left_at is not None:
        return []
    if question.status in (Status.PENDING, Status.HELD) and waits.decided is not None:
        return [_so_far(question), _decided(waits.decided)]
    if question.status is Status.APPROVED and waits.published is not None:
        return [_so_far(question), _published(waits.published)]
    return []


def hours_or_days(hours: int) -> str:
    """5 hours, or from two days on 3 days."""
    if hours < 2 * DAY_HOURS:
        return ngettext("%(num)s hour", "%(num)s hours", hours)
    return days(-(-hours // DAY_HOURS))


def days(count: int) -> str:
    """6 days."""
    return ngettext("%(num)s day", "%(num)s days", count)


def _so_far(question: Question) -> Figure:
    gone = int((g.now - question.asked_at).total_seconds()) // 3600
    return Figure(hours_or_days(max(gone, 1)), gettext("since you asked"))


def _decided(wait: Wait) -> Figure:
    about = gettext(
        "in which half of all questions here are decided, counted over %(count)s", count=number(wait.counted)
    )
    return Figure(hours_or_days(wait.hours), about)


def _published(wait: Wait) -> Figure:
    about = gettext(
        "from asked to published in half of all cases here, counted over %(count)s",
        count=number(wait.counted),
    )
    return Figure(days(wait.days), about)
