"""Which decisions come up again: drawn by lot, so that nobody can foresee or steer it."""

from __future__ import annotations

import hmac

from sqlalchemy import delete

from domain.permissions import Actor
from extensions import db
from models import Event, Question, SecondLook, Via

DRAWN = frozenset({"approve", "reject", "send-back", "merge"})
"""Decisions that may come up again. To hold one only puts the decision off."""


def draw(question: Question, event: Event, *, by: Actor) -> SecondLook | None:
    """Let the decision of ``event`` come up again where the lot says so; None where it doesn't.

    It concerns what a person decided of what a reader asked: not what came with a file, nor the
    moderators' own questions. ``event`` has been flushed.
    """
    if by.user is None or event.action not in DRAWN or question.passport.via is Via.STAFF:
        return None
    if lot(question.id, event.seq, by.seal) >= question.panel.second_look_share:
        return None
    second = SecondLook(
        panel_id=question.panel_id,
        question_id=question.id,
        event_id=event.id,
        first_action=event.action,
        first_reason_id=question.reason_id,
        decided_by_id=by.user.id,
        decided_at=event.at,
        wording=event.details.get("wording") or question.newest_wording.number,
    )
    db.session.add(second)
    db.session.flush()
    return second


def lot(question_id: int, seq: int, key: bytes) -> int:
    """From 0 to 99, the same each time; without the audit key it can't be told beforehand."""
    drawn = hmac.digest(key, f"second-look:{question_id}:{seq}".encode(), "sha256")
    return int.from_bytes(drawn[:8]) % 100


def take_back(event: Event) -> None:
    """The decision of ``event`` was undone: its second look goes with it."""
    db.session.execute(delete(SecondLook).where(SecondLook.event_id == event.id))
