"""The questions near the one on the page, and how each was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext, ngettext

from blueprints.access import signed_in_user
from domain.question import duplicates
from domain.question.duplicates import precedents
from domain.question.duplicates.precedents import Outcome, Practice
from domain.refusals import TooSlow
from models import Question, Status, Wording

COMPARED = (Status.PENDING, Status.HELD, Status.RETURNED, Status.APPROVED)
"""While it can still be merged into another."""

UNDECIDED = (Status.PENDING, Status.HELD)
AT_ONCE = 3
"""So many are shown before the others are unfolded."""


@dataclass(frozen=True)
class Precedent:
    """One near question. ``decided`` and ``why`` are sentences, empty where there is nothing to say."""

    question: Question
    wording: Wording
    url: str
    by: str
    at: datetime | None
    why: str
    members: int
    wanted: int


@dataclass(frozen=True)
class Similar:
    """What the page says of all near ones; ``too_slow``: they weren't found in time."""

    first: Sequence[Precedent] = ()
    others: Sequence[Precedent] = ()
    practice: str = ""
    against: str = ""
    too_slow: bool = False

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.first) + len(self.others)


def of(question: Question) -> Similar | None:
    """The near ones of ``question``; None where it is past being compared."""
    if question.status not in COMPARED:
        return None
    try:
        near = [one.question for one in duplicates.near(question)]
    except TooSlow:
        return Similar(too_slow=True)
    members = precedents.merged_into(near) if near else {}
    rows = [_precedent(one, members.get(one.id, 0)) for one in near]
    practice = precedents.practice(near) if question.status in UNDECIDED else None
    return Similar(
        rows[:AT_ONCE],
        rows[AT_ONCE:],
        _practice(practice) if practice else "",
        _against(practice) if practice else "",
    )


def _precedent(near: Question, members: int) -> Precedent:
    decided = near.decided_by if near.status not in UNDECIDED else None
    return Precedent(
        question=near,
        wording=near.wording,
        url=url_for("moderating.question", question_id=near.id),
        by=_name(near) if decided else "",
        at=near.published_at or near.first_decided_at,
        why=_why(near),
        members=members,
        wanted=near.support_tally.count,
    )


def _name(near: Question) -> str:
    if near.decided_by is None:
        return ""
    if near.decided_by_id == signed_in_user().id:
        return gettext("by you")
    return gettext("by %(name)s", name=near.decided_by.name)


def _why(near: Question) -> str:
    if near.reason is not None:
        return near.reason.title
    if near.merged_into_id is not None:
        return gettext("into No. %(number)s", number=near.merged_into_id)
    return ""


def _practice(practice: Practice) -> str:
    number, of_all = practice.count, practice.of
    match practice.outcome:
        case Outcome.MERGED:
            return ngettext(
                "%(num)s of these %(of)s was merged.",
                "%(num)s of these %(of)s were merged.",
                number,
                of=of_all,
            )
        case Outcome.REJECTED:
            return ngettext(
                "%(num)s of these %(of)s was rejected.",
                "%(num)s of these %(of)s were rejected.",
                number,
                of=of_all,
            )
    return ngettext(
        "%(num)s of these %(of)s was approved.", "%(num)s of these %(of)s were approved.", number, of=of_all
    )


def _against(practice: Practice) -> str:
    if practice.outcome is Outcome.APPROVED:
        return gettext("To reject this one would go against that.")
    return gettext("To approve this one would go against that.")
