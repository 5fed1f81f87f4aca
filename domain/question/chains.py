"""Chains of merges as queries: what stands above a question, and what was merged into it.

A question knows only what it was merged into. Root and family are derived, each in one query, so that
nothing has to be rewritten when a merge in the middle of a chain is taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import CTE, literal, select
from sqlalchemy.orm import aliased

from extensions import db
from models import Question


def above(question_id: int) -> Sequence[int]:
    """The ids of what the question was merged into, its root first; none where it isn't merged."""
    chain = (
        select(Question.id, Question.merged_into_id.label("parent"), literal(0).label("steps"))
        .where(Question.id == question_id)
        .cte(recursive=True)
    )
    parent = aliased(Question)
    chain = chain.union_all(
        select(parent.id, parent.merged_into_id, chain.c.steps + 1).join(chain, parent.id == chain.c.parent)
    )
    return db.session.scalars(
        select(chain.c.id).where(chain.c.steps > 0).order_by(chain.c.steps.desc())
    ).all()


def roots(question_ids: Collection[int]) -> dict[int, int]:
    """The id of the root of each of these questions: their own where they aren't merged."""
    chain = (
        select(Question.id.label("start"), Question.id, Question.merged_into_id.label("parent"))
        .where(Question.id.in_(question_ids))
        .cte(recursive=True)
    )
    parent = aliased(Question)
    chain = chain.union(
        select(chain.c.start, parent.id, parent.merged_into_id).join(chain, parent.id == chain.c.parent)
    )
    found = db.session.execute(select(chain.c.start, chain.c.id).where(chain.c.parent.is_(None)))
    return dict(found.all())


def families(tops: Collection[int]) -> CTE:
    """Rows ``top`` and ``id``: each of ``tops`` with itself and with everything merged into it."""
    tree = select(Question.id.label("top"), Question.id).where(Question.id.in_(tops)).cte(recursive=True)
    child = aliased(Question)
    return tree.union(select(tree.c.top, child.id).join(tree, child.merged_into_id == tree.c.id))
