"""What a question could be merged into, and what a merge would change; nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.question import chains, supporting
from domain.question.families import MERGEABLE_INTO
from domain.question.lists.page import answers_with_all_they_show
from domain.record import outbox
from domain.search import desk as search
from extensions import db
from models import Asker, Question, Status

MOST = 9
"""How many are shown: as many as there are digits to choose one."""
FINDABLE = MERGEABLE_INTO | {Status.MERGED}


@dataclass(frozen=True)
class Change:
    """A number of the root before a merge, and after it."""

    before: int
    after: int


@dataclass(frozen=True)
class Candidate:
    """A question that can be chosen, and its ``root``, into which the merge would go.

    ``askers``: who left an address and is told of the answer. ``readers``: who want to know, each once.
    ``wordings``: of other questions, kept beside the root's own.
    """

    question: Question
    root: Question
    askers: Change
    readers: Change
    wordings: Change


def matching(question: Question, text: str) -> Sequence[Question]:
    """The newest of the panel's questions with these words or this number, 9 at most, that might do.

    Raises:
        TooSlow: the search took half a second.
    """
    found = search.matching(question.panel, text)
    return db.session.scalars(
        select(Question)
        .where(Question.id.in_(found), Question.id != question.id, Question.status.in_(FINDABLE))
        .where(Question.awaits_confirmation.is_(False))
        .order_by(Question.id.desc())
        .limit(MOST)
    ).all()


def numbered(question: Question, number: int) -> list[Question]:
    """The question of the panel with this number, where the desk knows it."""
    found = db.session.get(Question, number)
    there = found is not None and found.panel_id == question.panel_id and not found.awaits_confirmation
    return [found] if found is not None and there else []


def among(question: Question, proposed: Iterable[Question]) -> list[Candidate]:
    """Those of ``proposed`` that ``question`` can be merged into, in their order, with what would change.

    Left out are the question itself, its own members, and what belongs to a root that can take none in.
    """
    each = [one for one in proposed if one.panel_id == question.panel_id]
    leads = chains.roots([one.id for one in each])
    tops = set(leads.values()) - {question.id}
    loaded = _loaded(tops.union(leads))
    possible = {id_: loaded[id_] for id_ in tops if loaded[id_].status in MERGEABLE_INTO}
    if not possible:
        return []
    askers, readers = _askers(question, possible), _readers(question, possible)
    sizes = _sizes([question.id, *possible])
    return [
        Candidate(
            question=one,
            root=possible[top],
            askers=askers[top],
            readers=readers[top],
            wordings=Change(sizes[top] - 1, sizes[top] - 1 + sizes[question.id]),
        )
        for one in each
        if (top := leads[one.id]) in possible
    ]


def _loaded(ids: Collection[int]) -> dict[int, Question]:
    """What is proposed and its roots, with all that is shown of them."""
    found = db.session.scalars(
        select(Question)
        .where(Question.id.in_(ids))
        .options(
            joinedload(Question.support_tally),
            joinedload(Question.public),
            selectinload(Question.wordings),
            *answers_with_all_they_show(),
        )
        .execution_options(populate_existing=True)
    )
    return {question.id: question for question in found}


def _sizes(tops: Collection[int]) -> dict[int, int]:
    """How many questions the family of each has, itself included."""
    family = chains.families(tops)
    counted = select(family.c.top, func.count()).group_by(family.c.top)
    return dict(db.session.execute(counted).all())


def _readers(question: Question, roots: dict[int, Question]) -> dict[int, Change]:
    """Known from the tallies; only those who are new to a root have to be counted."""
    new = supporting.newcomers(question, list(roots))
    before = {id_: root.support_tally.count for id_, root in roots.items()}
    return {id_: Change(before[id_], before[id_] + new[id_]) for id_ in roots}


def _askers(question: Question, roots: Collection[int]) -> dict[int, Change]:
    """Counted by passport: whoever asked two questions of a family is told once."""
    own = chains.families([question.id])
    told = (
        select(Question.passport_id)
        .join(Asker, Asker.passport_id == Question.passport_id)
        .where(Asker.email.is_not(None), Question.asker_left_at.is_(None), ~outbox.waits_for_confirmation())
    )
    mine = told.where(Question.id.in_(select(own.c.id))).distinct()
    every = db.session.scalars(select(func.count()).select_from(mine.subquery())).one()
    family = chains.families(roots)
    both = case((Question.passport_id.in_(mine), Question.passport_id))
    counted = (
        told.join(family, family.c.id == Question.id)
        .with_only_columns(
            family.c.top, func.count(Question.passport_id.distinct()), func.count(both.distinct())
        )
        .group_by(family.c.top)
    )
    found = {top: (all_, known) for top, all_, known in db.session.execute(counted)}
    return {top: _change(found.get(top, (0, 0)), every) for top in roots}


def _change(counted: tuple[int, int], coming: int) -> Change:
    there, known = counted
    return Change(there, there + coming - known)
