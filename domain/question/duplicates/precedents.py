"""What the near ones of a question say about deciding it. Display only: they bind nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from extensions import db
from models import Question, Status


class Outcome(StrEnum):
    """How a question was decided."""

    MERGED = "merged"
    APPROVED = "approved"
    REJECTED = "rejected"


OUTCOMES = {
    Status.MERGED: Outcome.MERGED,
    Status.APPROVED: Outcome.APPROVED,
    Status.PUBLISHED: Outcome.APPROVED,
    Status.REJECTED: Outcome.REJECTED,
}
FEWEST = 2
"""One precedent is no practice."""


@dataclass(frozen=True)
class Practice:
    """``count`` of the ``of`` nearest questions were decided alike, more than half of them."""

    outcome: Outcome
    count: int
    of: int


def practice(near: Sequence[Question]) -> Practice | None:
    """What most of ``near`` have in common, where it is a practice at all."""
    outcomes = Counter(OUTCOMES[one.status] for one in near if one.status in OUTCOMES)
    if not outcomes:
        return None
    outcome, count = outcomes.most_common(1)[0]
    if count < FEWEST or count * 2 <= len(near):
        return None
    return Practice(outcome, count, len(near))


def merged_into(near: Sequence[Question]) -> Mapping[int, int]:
    """How many questions were merged into each of ``near``, by its id; those without any are left out."""
    rows = db.session.execute(
        select(Question.merged_into_id, func.count())
        .where(Question.merged_into_id.in_([one.id for one in near]))
        .group_by(Question.merged_into_id)
    )
    return {id_: count for id_, count in rows if id_ is not None}
