"""What has happened to a question, as its timeline at the desk shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from blueprints.access import signed_in_user
from domain.desk import mentions
from domain.record.lists import timeline
from models import ActorKind, Event, Question, User


@dataclass(frozen=True)
class Happening:
    """One event as the timeline shows it.

    ``scheduled`` is the time to come that a publication was given, or that was cancelled. ``pieces`` are
    those of the note, with the colleagues apart whom it names; ``unseen`` says that ``reader_id`` is one of
    them and has not said yet that they saw it.
    """

    event: Event
    template: str
    who: str
    note: str | None
    at: datetime
    details: dict[str, Any]
    scheduled: datetime | None
    pieces: list[mentions.Piece]
    unseen: bool
    reader_id: int


def happened(question: Question) -> list[Happening]:
    """Everything that happened to ``question`` and its answers, the newest first."""
    reader, events = signed_in_user(), timeline(question)
    unseen = _unseen(question, events, reader)
    return [_happening(event, reader, unseen=event.id in unseen) for event in events]


def _unseen(question: Question, events: Sequence[Event], reader: User) -> frozenset[int]:
    """The events whose note names ``reader``, who has not seen it."""
    if not any(names == reader.id for event in events for *_, names in event.details.get("mentions", ())):
        return frozenset()
    return mentions.unseen(question, reader)


def objection(happenings: list[Happening]) -> Happening | None:
    """The asker's last word against publication, where they said one."""
    return next((row for row in happenings if row.event.action == "object"), None)


def _happening(event: Event, reader: User, *, unseen: bool) -> Happening:
    if event.user is not None:
        who = event.user.name
    else:
        asker = event.actor_kind is ActorKind.ASKER
        who = gettext("The asker") if asker else gettext("The system")
    note = event.note.text if event.note is not None and event.note.erased_at is None else None
    return Happening(
        event=event,
        template=f"timeline/{event.action}.html",
        who=who,
        note=note,
        at=event.at,
        details=event.details,
        scheduled=_scheduled(event),
        pieces=mentions.pieces(note or "", event.details),
        unseen=unseen,
        reader_id=reader.id,
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
