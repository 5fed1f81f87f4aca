"""Counting in an index alone, up to a cap; what has not arrived yet is taken off afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from domain.question.lists.counting import UNCONFIRMED
from domain.tallies import CAP, AtLeast, Tally
from extensions import db
from models import Panel, Question, Status


@dataclass(frozen=True)
class Hidden:
    """Questions that wait for the confirmation of their asker's address: of which panel, status and time."""

    rows: Sequence[tuple[int, Status, datetime]]

    def count(
        self,
        panel: Panel,
        *,
        among: Collection[Status] = tuple(Status),
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> int:
        """How many of ``panel`` there are, from ``since`` on and before ``until``."""
        return sum(
            panel_id == panel.id
            and status in among
            and (since is None or asked_at >= since)
            and (until is None or asked_at < until)
            for panel_id, status, asked_at in self.rows
        )


def hidden(panels: Collection[Panel]) -> Hidden:
    """What is hidden on these panels, 10,000 at most: few, with an index of their own."""
    found = db.session.execute(
        select(Question.panel_id, Question.status, Question.asked_at)
        .where(Question.panel_id.in_([panel.id for panel in panels]), UNCONFIRMED)
        .limit(CAP)
    )
    return Hidden([(panel_id, status, asked_at) for panel_id, status, asked_at in found])


def capped(rows: Select[Any], cap: int = CAP) -> Any:
    """How many ``rows`` there are, read no further than one past the cap, as a part of a query."""
    return select(func.count()).select_from(rows.limit(cap + 1).subquery()).scalar_subquery()


def less(count: int, cap: int = CAP, *, hidden: int = 0) -> Tally:
    """``count`` without the hidden; one that stopped at the cap is at least that."""
    return AtLeast(cap) if count > cap else Tally(max(count - hidden, 0))
