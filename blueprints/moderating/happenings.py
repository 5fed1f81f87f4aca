"""What has happened to a question, as its timeline at the desk shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from domain.record.lists import timeline
from models import ActorKind, Event, Question


@dataclass(frozen=True)
class Happening:
    """One event as the timeline shows it.

    ``scheduled`` is the time to come that a publication was given, or that was cancelled.
    """

    event: Event
    template: str
    who: str
    note: str | None
    at: datetime
    details: dict[str, Any]
    scheduled: datetime | None


def happened(question: Question) -> list[Happening]:
    """Everything that happened to ``question`` and its answers, the newest first."""
    return [_happening(event) for event in timeline(question)]


def objection(happenings: list[Happening]) -> Happening | None:
    """The asker's last word against publication, where they said one."""
    return next((row for row in happenings if row.event.action == "object"), None)


def _happening(event: Event) -> Happening:
    if event.user is not None:
        who = event.user.name
    else:
        asker = event.actor_kind is ActorKind.ASKER
        who = gettext("The asker") if asker else gettext("The system")
    return Happening(
        event=event,
        template=f"timeline/{event.action}.html",
        who=who,
        note=event.note.text if event.note is not None and event.note.erased_at is None else None,
        at=event.at,
        details=event.details,
        scheduled=_scheduled(event),
    )


def _scheduled(event: Event) -> datetime | None:
    """The time of publication that ``event`` set or took away, where it was still to come."""
    said = event.details.get("at") if event.action == "publish" else None
    if event.action == "unpublish":
        said = event.details.get("before", {}).get("published_at")
    if not isinstance(said, str):
        return None
    moment = datetime.fromisoformat(said)
    return moment if moment > event.at else None
