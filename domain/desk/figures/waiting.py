"""What waits for a decision: how many, how old, how many over the panel's target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, literal, select

from domain.desk.figures.counting import Hidden, capped, hidden, less
from domain.panel import hours
from domain.question.lists import ARRIVED
from domain.tallies import AtLeast, Tally
from extensions import db
from models import Panel, Question, Status
from models.columns import Instant

WAITING = (Status.PENDING, Status.HELD)
"""A held question ages like any other."""

USUAL_HOURS = 24
"""By how many working hours the old are told from the new where a panel has no target."""

PARTS = 4
ROUGH_CAP = 1_000
"""How far the counts of many panels go."""


@dataclass(frozen=True)
class Age:
    """Questions that have waited for more than ``since`` and up to ``until`` working hours (None: any)."""

    since: int
    until: int | None
    count: Tally


@dataclass(frozen=True)
class Oldest:
    """Since when the oldest waits, and its id."""

    asked_at: datetime
    id: int


@dataclass(frozen=True)
class Waiting:
    """What waits on a panel, by age; ``language`` is what most of those over the target are written in."""

    ages: Sequence[Age]
    total: Tally
    oldest: Oldest | None
    over: Tally | None
    language: str | None
    in_language: int


@dataclass(frozen=True)
class Rough:
    """One panel among many; each count stops at 1,000."""

    panel: Panel
    waiting: Tally
    over: Tally | None
    decided: Tally


def counted(panel: Panel, at: datetime) -> Waiting:
    """What waits on ``panel`` at ``at``."""
    edges = _edges(panel.target_hours or USUAL_HOURS)
    instants = [at, *(hours.waiting_longer(timedelta(hours=edge), panel, at) for edge in edges[1:])]
    spans = [*zip(instants[1:], instants, strict=False), (None, instants[-1])]
    counts = db.session.execute(select(*(capped(_waiting(panel, *span)) for span in spans))).one()
    unconfirmed = hidden([panel])
    found = [
        less(count, hidden=unconfirmed.count(panel, among=WAITING, since=since, until=until))
        for count, (since, until) in zip(counts, spans, strict=True)
    ]
    ages = [
        Age(since, until, count) for since, until, count in zip(edges, [*edges[1:], None], found, strict=True)
    ]
    over = found[-1] if panel.target_hours else None
    language, in_language = _language(panel, instants[-1], over) if over else (None, 0)
    total = AtLeast(sum(found)) if any(count.capped for count in found) else Tally(sum(found))
    return Waiting(ages, total, _oldest(panel), over, language, in_language)


def rough(panels: Sequence[Panel], at: datetime) -> Sequence[Rough]:
    """How several panels stand, in one query."""
    if not panels:
        return []
    edges = {panel.id: hours.overdue_before(panel, at) for panel in panels}
    midnights = {panel.id: hours.midnight(at, panel) for panel in panels}
    own = Question.panel_id == Panel.id
    waiting = select(Question.id).where(own, Question.status.in_(WAITING)).correlate(Panel)
    late = waiting.where(Question.asked_at < _by_panel(edges))
    decided = select(Question.id).where(own, Question.first_decided_at >= _by_panel(midnights))
    rows = db.session.execute(
        select(
            Panel.id, *(capped(each, ROUGH_CAP) for each in (waiting, late, decided.correlate(Panel)))
        ).where(Panel.id.in_(list(edges)))
    )
    counts = {panel_id: found for panel_id, *found in rows}
    unconfirmed = hidden(panels)
    return [_rough(panel, counts[panel.id], unconfirmed, edges[panel.id]) for panel in panels]


def _rough(panel: Panel, counts: Sequence[int], unconfirmed: Hidden, edge: datetime | None) -> Rough:
    waiting, late, decided = counts
    return Rough(
        panel,
        less(waiting, ROUGH_CAP, hidden=unconfirmed.count(panel, among=WAITING)),
        less(late, ROUGH_CAP, hidden=unconfirmed.count(panel, among=WAITING, until=edge)) if edge else None,
        less(decided, ROUGH_CAP),
    )


def _edges(longest: int) -> list[int]:
    """Four equal steps of whole hours, fewer where so many hours there are not."""
    return sorted({longest * part // PARTS for part in range(PARTS + 1)})


def _waiting(panel: Panel, after: datetime | None, before: datetime) -> Select[Any]:
    rows = select(Question.id).where(
        Question.panel_id == panel.id, Question.status.in_(WAITING), Question.asked_at < before
    )
    return rows if after is None else rows.where(Question.asked_at >= after)


def _by_panel(instants: Mapping[int, datetime | None]) -> Any:
    """Each panel's own instant, as an expression."""
    return case({id_: literal(instant, Instant) for id_, instant in instants.items()}, value=Panel.id)


def _oldest(panel: Panel) -> Oldest | None:
    """The oldest that waits: of each status the oldest, and the older of them."""
    found = [
        db.session.execute(
            select(Question.asked_at, Question.id)
            .where(Question.panel_id == panel.id, Question.status == status, ARRIVED)
            .order_by(Question.asked_at, Question.id)
            .limit(1)
        ).first()
        for status in WAITING
    ]
    oldest = min(((row.asked_at, row.id) for row in found if row), default=None)
    return Oldest(*oldest) if oldest else None


def _language(panel: Panel, before: datetime, over: Tally) -> tuple[str | None, int]:
    """What most of those over the target are written in, where it isn't the panel's own language.

    Where there are more than 1,000 it is not looked for.
    """
    if over > ROUGH_CAP:
        return None, 0
    rows = _waiting(panel, None, before).where(ARRIVED).with_only_columns(Question.lang).subquery()
    found = db.session.execute(
        select(rows.c.lang, func.count()).group_by(rows.c.lang).order_by(func.count().desc(), rows.c.lang)
    ).first()
    if found is None or found[0] == panel.language or found[1] * 2 <= over:
        return None, 0
    return str(found[0]), int(found[1])
