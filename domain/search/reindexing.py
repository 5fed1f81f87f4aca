"""The desk's index made anew from the texts: what is missing, or was analysed as an earlier release did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Select, exists, func, select

from domain.language import analysis
from domain.search import desk
from domain.tallies import Tally, up_to_cap
from extensions import db
from models import Answer, Question, Revision, Wording
from models.search import desk as table

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
    """Index the questions with these ids as their texts are in the database."""
    texts = _texts(ids)
    panels = db.session.execute(select(Question.id, Question.panel_id).where(Question.id.in_(ids)))
    desk.write((row.id, row.panel_id, texts[row.id]) for row in panels)


def _behind() -> Select[int]:
    there = exists().where(table.c.rowid == Question.id, table.c.analysis == analysis.VERSION)
    return select(Question.id).where(~there)


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
    newest = (
        select(func.max(Revision.number))
        .where(Revision.statement_id == Answer.statement_id)
        .correlate(Answer)
        .scalar_subquery()
    )
    answers = (
        select(Answer.question_id, Revision.body)
        .join(Revision, (Revision.statement_id == Answer.statement_id) & (Revision.number == newest))
        .where(Answer.question_id.in_(ids))
        .order_by(Answer.question_id, Answer.id)
    )
    for question_id, body in db.session.execute(answers):
        found[question_id].append(body)
    return found
