"""The indexes made anew from the texts: what is missing, or was analysed as an earlier release did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, TableClause, and_, exists, func, or_, select

from domain.language import analysis
from domain.search import desk, floor
from domain.tallies import Tally, up_to_cap
from extensions import db
from models import Answer, Question, Revision, RevisionState, Status, Wording
from models import search as tables

AT_ONCE = 100
"""Questions in one transaction: on SQLite others wait so long to write, some hundredths of a second."""


def lacking() -> Tally:
    """How many questions a search can't find as they are, up to a cap."""
    return up_to_cap(_behind())


def total(*, everything: bool) -> int:
    """How many questions are to be indexed: those that lack their row, or with ``everything`` all."""
    ids = select(Question.id) if everything else _behind()
    return db.session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def index_next(after: int, *, everything: bool) -> Sequence[int]:
    """Index the next hundred questions whose ids follow ``after``; their ids, none at the end.

    Their rows are locked, so that no verb changes a text between reading and writing.
    """
    ids = select(Question.id) if everything else _behind()
    some = ids.where(Question.id > after).order_by(Question.id).limit(AT_ONCE)
    found = db.session.scalars(some.with_for_update(read=True, of=Question)).all()
    index_these(found)
    return found


def index_these(ids: Sequence[int]) -> None:
    """Index the questions with these ids as their texts are in the database, for the desk and for readers."""
    texts = _texts(ids)
    columns = select(Question.id, Question.panel_id).where(Question.id.in_(ids))
    panels = db.session.execute(columns).all()
    desk.write((row.id, row.panel_id, texts[row.id]) for row in panels)
    told = _told(ids)
    floor.forget([id_ for id_ in ids if id_ not in told])
    floor.write(told.values())


def _behind() -> Select[int]:
    """Questions without their row in the desk's index, or without that of readers where they want one."""
    public = Question.status == Status.PUBLISHED
    return select(Question.id).where(
        or_(~_there(tables.desk), and_(public, ~_there(tables.floor)), and_(~public, _kept(tables.floor)))
    )


def _there(table: TableClause) -> ColumnElement[bool]:
    return exists().where(table.c.rowid == Question.id, table.c.analysis == analysis.VERSION)


def _kept(table: TableClause) -> ColumnElement[bool]:
    return exists().where(table.c.rowid == Question.id)


def _texts(ids: Iterable[int]) -> dict[int, list[str]]:
    """The texts of each question, in the order in which ``desk.index`` reads them."""
    found: dict[int, list[str]] = defaultdict(list)
    wordings = (
        select(Wording.question_id, Wording.text, Wording.details)
        .where(Wording.question_id.in_(ids))
        .order_by(Wording.question_id, Wording.number.desc())
    )
    for question_id, text, details in db.session.execute(wordings):
        found[question_id] += (text, details)
    for question_id, body in db.session.execute(_bodies(ids)):
        found[question_id].append(body)
    return found


def _told(ids: Iterable[int]) -> dict[int, floor.Told]:
    """What readers read of those that are published, in the order in which ``floor.index`` reads it."""
    public = (Wording.question_id == Question.id) & (Wording.number == Question.public_wording)
    wordings = (
        select(Question.id, Question.panel_id, Wording.text, Wording.details)
        .join(Wording, public)
        .where(Question.id.in_(ids), Question.status == Status.PUBLISHED)
    )
    others: dict[int, list[str]] = {}
    told = {}
    for row in db.session.execute(wordings):
        others[row.id] = [row.details]
        told[row.id] = floor.Told(row.id, row.panel_id, row.text, others[row.id])
    shown = Revision.state == RevisionState.RELEASED
    for question_id, body in db.session.execute(_bodies(told, shown, Answer.published_at.is_not(None))):
        others[question_id].append(body)
    return told


def _bodies(ids: Iterable[int], *these: ColumnElement[bool]) -> Select[int, str]:
    """The newest texts of the answers to these questions; ``these`` say which texts, of which answers."""
    newest = (
        select(func.max(Revision.number))
        .where(Revision.statement_id == Answer.statement_id, *these)
        .correlate(Answer)
        .scalar_subquery()
    )
    return (
        select(Answer.question_id, Revision.body)
        .join(Revision, (Revision.statement_id == Answer.statement_id) & (Revision.number == newest))
        .where(Answer.question_id.in_(ids), *these)
        .order_by(Answer.question_id, Answer.id)
    )
