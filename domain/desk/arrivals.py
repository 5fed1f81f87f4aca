"""What became of a list at the desk since it was read: what has come, and what was decided of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload

from domain.desk.filters import Filters, Sort
from domain.question.lists.page import Place
from domain.question.lists.walking import Walk
from domain.record.lists import WITHOUT_VERSION
from domain.tallies import Tally
from extensions import db
from models import Event, Panel, Question, Status, SubjectKind, User

MOST = 99
"""More new questions than that are not counted."""
ARRIVING = frozenset({Status.PENDING, Status.HELD})
"""In which states questions come in."""
BEGINNING: Place = (datetime(2000, 1, 1, tzinfo=UTC), 0)
"""Before every question: the place that stands for an empty list."""


@dataclass(frozen=True)
class Standing:
    """How a question stands that has changed since it was shown; ``event`` is what happened last."""

    question: Question
    event: Event | None


def newest(panel: Panel, status: Status) -> Place:
    """The place of the panel's newest question of this status: what comes after it is new."""
    row = db.session.execute(
        select(Question.asked_at, Question.id)
        .where(Question.panel_id == panel.id, Question.status == status)
        .order_by(Question.asked_at.desc(), Question.id.desc())
        .limit(1)
    ).first()
    return (row.asked_at, row.id) if row else BEGINNING


def arrived(panel: Panel, filters: Filters, after: Place, *, user_id: int, at: datetime) -> Tally:
    """How many questions that the filters let through were asked after that place; 99 and more are alike.

    Raises: TooSlow (the search).
    """
    if filters.mine or filters.status not in ARRIVING:
        return Tally(0)
    walk = Walk(panel, replace(filters, sort=Sort.OLDEST), user_id=user_id, at=at)
    return Tally(len(walk.places(after=after, size=MOST + 1)))


def changed(panel: Panel, shown: Mapping[int, int]) -> dict[int, Standing | None]:
    """Of the questions that were shown in these versions, those that are in another one now.

    None: it is not on this panel any more.
    """
    if not shown:
        return {}
    here = db.session.execute(
        select(Question.id, Question.version).where(Question.panel_id == panel.id, Question.id.in_(shown))
    )
    versions = {row.id: row.version for row in here}
    moved = [id_ for id_, version in versions.items() if version != shown[id_]]
    found: dict[int, Standing | None] = {id_: None for id_ in shown if id_ not in versions}
    return found | _standing(moved)


def _standing(ids: list[int]) -> dict[int, Standing | None]:
    if not ids:
        return {}
    questions = db.session.scalars(
        select(Question)
        .where(Question.id.in_(ids))
        .options(joinedload(Question.reason))
        .execution_options(populate_existing=True)
    )
    events = _last_decisions(ids)
    return {question.id: Standing(question, events.get(question.id)) for question in questions}


def _last_decisions(ids: list[int]) -> dict[int, Event]:
    """The newest event of each that counted a version, with who."""
    of_these = and_(
        Event.subject_kind == SubjectKind.QUESTION,
        Event.subject_id.in_(ids),
        Event.action.not_in(WITHOUT_VERSION),
    )
    seqs = select(Event.subject_id, func.max(Event.seq).label("seq")).where(of_these)
    last = seqs.group_by(Event.subject_id).subquery()
    rows = db.session.scalars(
        select(Event)
        .join(last, and_(Event.subject_id == last.c.subject_id, Event.seq == last.c.seq))
        .where(Event.subject_kind == SubjectKind.QUESTION)
        .options(joinedload(Event.user).load_only(User.name))
    )
    return {event.subject_id: event for event in rows}
