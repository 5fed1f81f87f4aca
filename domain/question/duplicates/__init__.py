"""Questions that ask what another asks: proposed, never merged by themselves.

Two steps: the index proposes some hundred, then one function ranks them, the same on both databases.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from domain.language import analysis
from domain.question.duplicates import proposing, ranking
from extensions import db
from models import Panel, Question, Status

LEAST, LEAST_OF_LONG = 0.25, 0.15
"""Likeness below which nothing is proposed: three of four texts about other things stay below it."""

KNOWN = frozenset(Status) - {Status.WITHDRAWN}
"""Where a precedent may stand: a merged one stands for its root."""

__all__ = ["KNOWN", "Near", "near", "near_text"]


@dataclass(frozen=True)
class Near:
    """A question that is near, with its wordings loaded, and how near it is.

    ``likeness`` goes from 0 to 1 and can be compared between questions; 1 says the very same.
    """

    question: Question
    likeness: float


def near(question: Question, *, most: int = 5) -> Sequence[Near]:
    """The panel's other questions that are nearest to the newest wording of ``question``, nearest first.

    ``most`` at most; none withdrawn, blanked or awaiting its asker's confirmation.

    Raises:
        TooSlow: they weren't found within half a second.
    """
    wording = question.newest_wording
    return _nearest(
        question.panel, f"{wording.text}\n{wording.details}", KNOWN, most=most, without=question.id
    )


def near_text(panel: Panel, text: str, *, among: Collection[Status] = KNOWN, most: int = 5) -> Sequence[Near]:
    """The panel's questions in one of the statuses ``among`` that are nearest to ``text``, nearest first.

    Raises:
        TooSlow: they weren't found within half a second.
    """
    return _nearest(panel, text, among, most=most)


def _nearest(
    panel: Panel, text: str, among: Collection[Status], *, most: int, without: int | None = None
) -> list[Near]:
    words = analysis.words(text)
    found, counts = proposing.candidates(panel, words, among, without=without)
    likenesses = ranking.likenesses(words, [candidate.words for candidate in found], counts)
    least = LEAST if len(words) < ranking.LONG else LEAST_OF_LONG
    ranked = sorted(
        (-likeness, candidate.id)
        for likeness, candidate in zip(likenesses, found, strict=True)
        if likeness >= least
    )[:most]
    by_id = _loaded([id_ for _, id_ in ranked])
    return [Near(by_id[id_], -likeness) for likeness, id_ in ranked if id_ in by_id]


def _loaded(ids: Sequence[int]) -> dict[int, Question]:
    """The questions with what is shown of them."""
    if not ids:
        return {}
    query = (
        select(Question)
        .where(Question.id.in_(ids))
        .options(
            joinedload(Question.public),
            joinedload(Question.reason),
            joinedload(Question.decided_by),
            joinedload(Question.support_tally),
            selectinload(Question.wordings),
        )
    )
    return {question.id: question for question in db.session.scalars(query)}
