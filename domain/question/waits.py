"""How long questions wait on a panel, counted from what happened and never promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import func, select

from domain.visibility import question_published
from extensions import db
from models import Event, Panel, Question, Status, SubjectKind

FEWEST = 10
"""With fewer a median says more than is known."""
LATEST = 150
"""How many of the latest questions of each kind are looked at."""
DECIDED = (Status.APPROVED, Status.PUBLISHED, Status.REJECTED)


@dataclass(frozen=True)
class Wait:
    """The median of ``counted`` waits."""

    median: timedelta
    counted: int

    @property
    def hours(self) -> int:
        """In hours, begun ones counted, one at least."""
        return max(1, -(-int(self.median.total_seconds()) // 3600))

    @property
    def days(self) -> int:
        """In days, begun ones counted, one at least."""
        return max(1, -(-int(self.median.total_seconds()) // 86400))


def until_decided(panel: Panel) -> Wait | None:
    """How long the panel's latest questions waited for their first decision; None: too few yet."""
    ids: list[int] = []
    for status in DECIDED:
        ids += db.session.scalars(
            select(Question.id)
            .where(Question.panel_id == panel.id, Question.status == status)
            .order_by(Question.asked_at.desc(), Question.id.desc())
            .limit(LATEST)
        )
    if len(ids) < FEWEST:
        return None
    rows = db.session.execute(
        select(Question.asked_at, func.min(Event.at))
        .join(Question, Question.id == Event.subject_id)
        .where(
            Event.subject_kind == SubjectKind.QUESTION,
            Event.subject_id.in_(ids),
            Event.action.in_(("approve", "reject")),
        )
        .group_by(Question.id, Question.asked_at)
    )
    return _median([decided - asked for asked, decided in rows])


def until_published(panel: Panel, at: datetime) -> Wait | None:
    """How long the panel's latest published questions took from asked to public; None: too few yet."""
    rows = db.session.execute(
        select(Question.asked_at, Question.first_published_at)
        .where(Question.panel_id == panel.id, question_published(at))
        .order_by(Question.published_at.desc(), Question.id.desc())
        .limit(LATEST)
    )
    return _median([published - asked for asked, published in rows if published is not None])


def _median(waits: list[timedelta]) -> Wait | None:
    if len(waits) < FEWEST:
        return None
    return Wait(timedelta(seconds=median(wait.total_seconds() for wait in waits)), len(waits))
