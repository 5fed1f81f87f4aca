"""Who may be asked on a panel: adding, changing, their order, and whether they take part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from domain.panel import lines, loading
from domain.permissions import Actor, Permission, demand
from domain.record import events
from domain.refusals import BadField, Exists, NotAvailable
from domain.tallies import CAP, Tally
from extensions import db
from models import (
    Executive,
    Image,
    Panel,
    Question,
    Role,
    RoleGrant,
    Standing,
    Status,
    User,
    question_executives,
)

LONGEST = 120
REASON_LONGEST = 200
ALT_LONGEST = 200
WAITING = (Status.PENDING, Status.HELD, Status.RETURNED, Status.APPROVED)
"""Where a question put to somebody is still open."""


@dataclass(frozen=True)
class Particulars:
    """What is told of an executive. ``left_at`` is since when one is gone (empty: from now on)."""

    name: str
    title: str = ""
    organisation: str = ""
    standing: Standing = Standing.ANSWERING
    standing_reason: str = ""
    left_at: datetime | None = None
    portrait_alt: str = ""


@dataclass(frozen=True)
class Work:
    """What an executive has to do with: who writes for them, and open questions put to them by name."""

    delegates: Sequence[str]
    waiting: Tally


def add(
    panel: Panel, told: Particulars, *, by: Actor, at: datetime, portrait: Image | None = None
) -> Executive:
    """Seat somebody at the end of the row.

    Raises:
        BadField: something can't be used.
        Exists: the panel has somebody of this name.
    """
    demand(by, Permission.MANAGE_PANELS, panel.id)
    values = _checked(panel, None, told, at)
    executive = Executive(panel_id=panel.id, position=len(panel.executives), portrait=portrait, **values)
    db.session.add(executive)
    db.session.flush()
    db.session.expire(panel, ["executives"])
    details = {"executive": executive.id, "standing": executive.standing.value}
    events.write(panel, "executive-add", by=by, at=at, details=details)
    return executive


def edit(
    executive: Executive,
    told: Particulars,
    *,
    seen: int,
    by: Actor,
    at: datetime,
    portrait: Image | None = None,
) -> Executive:
    """Change what is told of somebody; a ``portrait`` takes the place of the present one.

    Raises:
        Stale: it was changed after event ``seen`` of the panel.
        BadField: something can't be used.
        Exists: the panel has somebody else of this name.
    """
    panel = executive.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    loading.demand_unchanged(panel, "executive", executive.id, seen=seen)
    values = _checked(panel, executive, told, at)
    changed = [name for name, value in values.items() if getattr(executive, name) != value]
    for name in changed:
        setattr(executive, name, values[name])
    if portrait is not None and executive.portrait_id != portrait.id:
        executive.portrait = portrait
        changed.append("portrait")
    details = {"executive": executive.id, "changed": changed, "standing": executive.standing.value}
    events.write(panel, "executive-edit", by=by, at=at, details=details)
    return executive


def move(executive: Executive, *, up: bool, by: Actor, at: datetime) -> Executive:
    """Let somebody change places with who sits before (``up``) or after them.

    Raises:
        NotAvailable: nobody sits there.
    """
    panel = executive.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    if not lines.moved(panel.executives, executive, up=up):
        raise NotAvailable("executive-move")
    details = {"executive": executive.id, "position": executive.position}
    events.write(panel, "executive-move", by=by, at=at, details=details)
    return executive


def find(executive_id: int) -> Executive | None:
    """The executive of this id."""
    return db.session.get(Executive, executive_id)


def work(panel: Panel) -> dict[int, Work]:
    """By executive of ``panel``: who writes for them, and how many open questions name them."""
    ids = [executive.id for executive in panel.executives]
    delegates: dict[int, list[str]] = {id_: [] for id_ in ids}
    rows = db.session.execute(
        select(RoleGrant.executive_id, User.name)
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.role == Role.EXECUTIVE, RoleGrant.executive_id.in_(ids))
        .order_by(User.name)
    )
    for id_, name in rows:
        if id_ is not None:
            delegates[id_].append(name)
    counts = db.session.execute(
        select(question_executives.c.executive_id, func.count())
        .join(Question, Question.id == question_executives.c.question_id)
        .where(
            Question.panel_id == panel.id,
            Question.status.in_(WAITING),
            question_executives.c.executive_id.in_(ids),
        )
        .group_by(question_executives.c.executive_id)
    )
    waiting: dict[int, int] = {row[0]: row[1] for row in counts}
    return {id_: Work(delegates[id_], Tally(min(waiting.get(id_, 0), CAP + 1))) for id_ in ids}


def _checked(panel: Panel, executive: Executive | None, told: Particulars, at: datetime) -> dict[str, object]:
    """Every column, as it is kept."""
    name = lines.line("name", told.name, LONGEST, required=True)
    if any(other.name == name for other in panel.executives if other is not executive):
        raise Exists("name", name)
    reason, left_at = "", None
    if told.standing is Standing.NOT_TAKING_PART:
        reason = lines.line("standing_reason", told.standing_reason, REASON_LONGEST, required=True)
    if told.standing is Standing.LEFT:
        left_at = told.left_at or (executive.left_at if executive else None) or at
        if left_at > at:
            raise BadField("left_on", "still-to-come")
    return {
        "name": name,
        "title": lines.line("title", told.title, LONGEST),
        "organisation": lines.line("organisation", told.organisation, LONGEST),
        "standing": told.standing,
        "standing_reason": reason,
        "left_at": left_at,
        "portrait_alt": lines.line("portrait_alt", told.portrait_alt, ALT_LONGEST),
    }
