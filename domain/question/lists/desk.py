"""What the desk reads: the queue, what comes next in it, one question with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.question import chains
from domain.question.lists.page import PAGE, Page, Place, answers_with_all_they_show
from domain.question.lists.walking import Walk
from extensions import db
from models import Panel, Passport, Question

AT_ONCE = 500
ARRIVED = Question.awaits_confirmation.is_(False)
"""A question whose asker's address is still to be confirmed is nowhere at the desk."""


def queue(walk: Walk, *, after: Place | None = None) -> Page:
    """What the walk finds, 20 to a page, with all that a row shows. Raises TooSlow (the search)."""
    places = walk.places(after=after, size=PAGE + 1)
    shown = places[:PAGE]
    found = db.session.scalars(
        select(Question)
        .where(Question.id.in_([id_ for _, id_ in shown]))
        .options(
            joinedload(Question.passport),
            joinedload(Question.support_tally),
            selectinload(Question.wordings),
            selectinload(Question.executives),
        )
    )
    by_id = {question.id: question for question in found}
    rows = [by_id[id_] for _, id_ in shown if id_ in by_id]
    return Page(rows, shown[-1] if len(places) > PAGE else None)


def everything(walk: Walk, most: int) -> list[tuple[int, int]]:
    """Id and version of all that the walk finds, ``most`` at most, in its order. Raises TooSlow."""
    ids = [id_ for _, id_ in walk.places(size=most)]
    versions = dict[int, int]()
    for first in range(0, len(ids), AT_ONCE):
        some = select(Question.id, Question.version).where(Question.id.in_(ids[first : first + AT_ONCE]))
        versions.update((id_, version) for id_, version in db.session.execute(some))
    return [(id_, versions[id_]) for id_ in ids if id_ in versions]


def whole(question_id: int) -> Question | None:
    """One question with everything that the desk shows of it."""
    return db.session.scalar(
        select(Question)
        .where(Question.id == question_id, ARRIVED)
        .options(
            joinedload(Question.panel).selectinload(Panel.executives),
            joinedload(Question.panel).selectinload(Panel.topics),
            joinedload(Question.passport).joinedload(Passport.asker),
            joinedload(Question.reason),
            selectinload(Question.wordings),
            selectinload(Question.executives),
            selectinload(Question.topics),
            *answers_with_all_they_show(),
        )
    )


def members(question: Question) -> tuple[Sequence[Question], int]:
    """The newest 20 questions merged into ``question``, with their wordings; and how many there are."""
    family = chains.families([question.id])
    below = Question.id.in_(select(family.c.id).where(family.c.id != question.id))
    count = db.session.scalars(select(func.count()).select_from(family)).one() - 1
    if not count:
        return [], 0
    newest = select(Question).where(below).order_by(Question.id.desc()).limit(PAGE)
    return db.session.scalars(newest.options(selectinload(Question.wordings))).all(), count
