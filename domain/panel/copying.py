"""A panel is made like another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.panel import creating, window
from domain.panel.settings import Settings
from domain.permissions import Actor, Permission, demand
from domain.record import events
from extensions import db
from models import Executive, Notice, NotTaken, Panel, Standing, Topic

OWN = {"title", "opens_at", "closes_at", "archived_at", "languages"}
"""Settings that a copy has of its own, or that are set apart."""

SHORTEST = timedelta(hours=1)


@dataclass(frozen=True)
class Copy:
    """What of a copy is its own."""

    slug: str
    title: str
    opens_at: datetime
    closes_at: datetime | None = None


def copy(panel: Panel, wanted: Copy, *, reserved: Iterable[str], by: Actor, at: datetime) -> Panel:
    """Make a panel with settings, executives, topics, notices and topics not taken of ``panel``.

    No question comes along, no grant, and nobody who has left. The dates of notices move as far
    as the opening does.

    Raises: NotAllowed, BadField, Exists.
    """
    demand(by, Permission.READ_PANELS, panel.id)
    plan = creating.Plan(
        slug=wanted.slug,
        title=wanted.title,
        opens_at=wanted.opens_at,
        closes_at=wanted.closes_at,
        time_zone=panel.time_zone,
        language=panel.language,
        audience=panel.audience,
    )
    made = creating.begun(plan, reserved=reserved, by=by, at=at)
    for name in Settings.__dataclass_fields__:
        if name not in OWN:
            setattr(made, name, getattr(panel, name))
    made.languages = list(panel.languages)
    made.banner_id, made.banner_alt = panel.banner_id, panel.banner_alt
    _pieces(panel, made, later=wanted.opens_at - panel.opens_at, at=at)
    db.session.flush()
    state = window.state(made, at)
    events.write(made, "create", by=by, at=at, to_status=state, details={"like": panel.id})
    return made


def suggested(panel: Panel, at: datetime) -> Copy:
    """A copy that opens now and is open as long as ``panel``; its slug is yet to be chosen.

    A panel that was closed within its first hour tells nothing of how long another should be open.
    """
    opens = max(at, panel.opens_at)
    lasts = panel.closes_at - panel.opens_at if panel.closes_at else timedelta(0)
    closes = opens + lasts if lasts >= SHORTEST else None
    return replace(Copy("", panel.title, opens), closes_at=closes)


def _pieces(panel: Panel, made: Panel, *, later: timedelta, at: datetime) -> None:
    seated = [executive for executive in panel.executives if executive.standing is not Standing.LEFT]
    made.executives = [
        Executive(
            name=executive.name,
            title=executive.title,
            organisation=executive.organisation,
            position=place,
            standing=executive.standing,
            standing_reason=executive.standing_reason,
            portrait_id=executive.portrait_id,
            portrait_alt=executive.portrait_alt,
        )
        for place, executive in enumerate(seated)
    ]
    made.topics = [Topic(title=topic.title, position=place) for place, topic in enumerate(panel.topics)]
    made.notices = [
        Notice(
            text=notice.text,
            shown_from=notice.shown_from + later,
            shown_until=notice.shown_until + later if notice.shown_until else None,
            created_at=at,
        )
        for notice in panel.notices
    ]
    made.not_taken = [
        NotTaken(
            title=topic.title,
            standard_text=topic.standard_text,
            words=list(topic.words),
            link_text=topic.link_text,
            link_url=topic.link_url,
            position=place,
            written_at=topic.written_at,
        )
        for place, topic in enumerate(panel.not_taken)
    ]
