"""What is read of the desk's tools: how often each reason was given, objected to and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from domain.desk import reasons, templates
from domain.tallies import CAP
from extensions import db
from models import Event, Question, Reason, Status, SubjectKind, Template, TemplateKind

OVERTURNED = (Status.APPROVED, Status.PUBLISHED, Status.MERGED)
"""Where a question stands whose appeal was heard."""

BEGINS = {TemplateKind.MESSAGE: "send-back", TemplateKind.EXPLANATION: "reject"}
"""The decision for which a template of each kind is offered."""


@dataclass(frozen=True)
class Counted:
    """A reason, and of how many rejections for it how many were appealed and taken back."""

    reason: Reason
    used: int
    appealed: int
    taken_back: int


@dataclass(frozen=True)
class Counts:
    """All reasons counted; ``capped``: only the newest 10,000 of each kind were looked at."""

    rows: Sequence[Counted]
    capped: bool


def counted() -> Counts:
    """Every reason in its order with its counts, over all panels."""
    used, used_capped = _by("reason", Event.action == "reject")
    by_id = ("before", "reason_id")
    appealed, appeals_capped = _by(by_id, Event.action == "appeal")
    back, back_capped = _by(by_id, _taken_back())
    rows = [
        Counted(
            reason, used.get(reason.code, 0), appealed.get(str(reason.id), 0), back.get(str(reason.id), 0)
        )
        for reason in reasons.whole()
    ]
    return Counts(rows, used_capped or appeals_capped or back_capped)


@dataclass(frozen=True)
class Uses:
    """All templates in their order, each with how often one was sent that began from it.

    ``capped``: only the newest 10,000 of each kind of decision were looked at.
    """

    rows: Sequence[tuple[Template, int]]
    capped: bool


def uses() -> Uses:
    """Every template with its uses, over all panels."""
    sent_back, sent_capped = _by("template", Event.action == BEGINS[TemplateKind.MESSAGE])
    rejected, rejected_capped = _by("template", Event.action == BEGINS[TemplateKind.EXPLANATION])
    of = {TemplateKind.MESSAGE: sent_back, TemplateKind.EXPLANATION: rejected}
    rows = [(each, of[each.kind].get(str(each.id), 0)) for each in templates.whole()]
    return Uses(rows, sent_capped or rejected_capped)


def _taken_back() -> ColumnElement[bool]:
    """Rejections that were undone or reopened, and appeals after which the question was let in."""
    heard = select(Question.id).where(Question.id == Event.subject_id, Question.status.in_(OVERTURNED))
    return or_(
        and_(Event.action.in_(("reopen", "undo")), Event.from_status == Status.REJECTED.value),
        and_(Event.action == "appeal", heard.exists()),
    )


def _by(key: Any, condition: ColumnElement[bool]) -> tuple[dict[str, int], bool]:
    """How many of the newest events that meet ``condition`` have which value at ``key``."""
    newest = (
        select(Event.details[key].as_string().label("value"))
        .where(Event.subject_kind == SubjectKind.QUESTION, condition)
        .order_by(Event.id.desc())
        .limit(CAP + 1)
        .subquery()
    )
    rows = db.session.execute(select(newest.c.value, func.count()).group_by(newest.c.value)).all()
    return {str(value): count for value, count in rows}, sum(count for _, count in rows) > CAP
