"""How often two agreed, by reason and never by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, cast, func, select

from domain.desk import reasons
from extensions import db
from models import Event, Panel, Reason, SecondLook, SubjectKind

FEWEST = 5
"""What was looked at less often is not shown: it says more of a person than of a reason."""

LATEST = 2_000
"""How many of the latest second looks are counted."""

NOT_ALIKE = 60
"""Per cent of agreement below which a reason isn't understood alike."""

WRITTEN = ("create", "edit")
"""Events that wrote a reason's text."""


@dataclass(frozen=True)
class Agreed:
    """First decisions of one kind, and in how many of them the second came out alike."""

    action: str
    reason: Reason | None
    agreed: int
    looked: int

    @property
    def alike(self) -> bool:
        """Whether two see it alike in most cases."""
        return self.agreed * 100 >= self.looked * NOT_ALIKE


@dataclass(frozen=True)
class Agreement:
    """Kinds of decisions with five looks at least, the best understood first, and all looks together.

    ``capped``: only the latest 2,000 were counted.
    """

    rows: Sequence[Agreed]
    agreed: int
    looked: int
    capped: bool

    @property
    def shown(self) -> bool:
        """Whether there were looks enough to say anything."""
        return self.looked >= FEWEST


def counted(panel: Panel) -> Agreement:
    """The latest second looks on ``panel``, counted."""
    latest = (
        select(SecondLook.first_action, SecondLook.first_reason_id, SecondLook.agreed)
        .where(SecondLook.panel_id == panel.id, SecondLook.looked_at.is_not(None))
        .order_by(SecondLook.looked_at.desc(), SecondLook.id.desc())
        .limit(LATEST)
        .subquery()
    )
    kind = latest.c.first_action, latest.c.first_reason_id
    found = db.session.execute(
        select(*kind, func.sum(cast(latest.c.agreed, Integer)), func.count()).group_by(*kind)
    ).all()
    named = {reason.id: reason for reason in reasons.whole()} if found else {}
    rows = [
        Agreed(action, named.get(reason_id), agreed, looked)
        for action, reason_id, agreed, looked in found
        if looked >= FEWEST
    ]
    rows.sort(
        key=lambda row: (-row.agreed / row.looked, -row.looked, row.reason.position if row.reason else 0)
    )
    looked = sum(row[3] for row in found)
    return Agreement(rows, sum(row[2] for row in found), looked, looked >= LATEST)


def last_written(reason: Reason) -> datetime | None:
    """When the text of ``reason`` was last changed; None where it stands as it came with the product."""
    return db.session.scalar(
        select(Event.at)
        .where(
            Event.subject_kind == SubjectKind.REASON,
            Event.subject_id == reason.id,
            Event.action.in_(WRITTEN),
        )
        .order_by(Event.seq.desc())
        .limit(1)
    )
