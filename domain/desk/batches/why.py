"""Why a question of a batch was left out, or could not be taken back."""

from __future__ import annotations

from enum import StrEnum

from domain.permissions import Actor, Permission, may
from domain.record.lists import last_decision, last_with
from domain.refusals import BadField, NotAllowed, NotAvailable, Refusal, Stale
from models import Event, Question, Via


class Why(StrEnum):
    """What kept one question of a batch where it was."""

    STALE = "stale"
    MOVED = "moved"
    STATE = "state"
    OWN_REJECTION = "own-rejection"
    NO_ASKER = "no-asker"
    ERASED = "erased"
    WORDS = "words"
    NOT_ALLOWED = "not-allowed"
    FAILED = "failed"
    STOPPED = "stopped"
    FOLLOWED = "followed"


def told(refusal: Refusal, question: Question, panel_id: int, *, by: Actor) -> tuple[Why, Event | None]:
    """Why ``question`` was left out of a batch of that panel, and the event that came first."""
    if question.panel_id != panel_id:
        return Why.MOVED, last_with(question, "move")
    if isinstance(refusal, Stale):
        return Why.STALE, last_decision(question)
    if isinstance(refusal, NotAllowed) or by.user is None or not may(by.user, Permission.DECIDE, panel_id):
        return Why.NOT_ALLOWED, None
    if question.newest_wording.blanked_at is not None:
        return Why.ERASED, last_with(question, "erase")
    if isinstance(refusal, BadField):
        return Why.WORDS, None
    sent_back = isinstance(refusal, NotAvailable) and refusal.action == "send-back"
    if sent_back and question.passport.via is Via.STAFF:
        return Why.NO_ASKER, None
    if question.rejected_by_id == by.user.id and question.appealed_at is not None:
        return Why.OWN_REJECTION, last_with(question, "appeal")
    return Why.STATE, last_decision(question)
