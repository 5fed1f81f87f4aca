"""What a moderator decides of a question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.permissions import Actor
from domain.question import fields, lifecycle, undoing
from domain.question.families import members
from domain.question.lifecycle import Action
from domain.record import events, outbox
from domain.refusals import BadField, NotAvailable
from extensions import db
from models import Event, Executive, Question, Reason, Topic


def approve(question: Question, *, seen: int, by: Actor, at: datetime, wording: int | None = None) -> Event:
    """Approve ``question`` with the wording of that number (the newest unless told).

    Raises:
        Stale, NotAvailable: see ``lifecycle.check``.
        BadField: there is no wording of that number, or its text was erased.
    """
    lifecycle.check(question, Action.APPROVE, seen=seen, by=by, at=at)
    chosen = question.newest_wording.number if wording is None else wording
    found = next((w for w in question.wordings if w.number == chosen), None)
    if found is None or found.blanked_at is not None:
        raise BadField("wording", "no-such-wording")
    event = lifecycle.move(
        question,
        Action.APPROVE,
        by=by,
        at=at,
        columns={"public_wording": chosen},
        details={"wording": chosen},
    )
    outbox.tell_asker("approved", question, event, at=at)
    return event


def reject(
    question: Question,
    *,
    reason: Reason,
    explanation: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> Event:
    """Reject ``question`` for ``reason``; the asker reads its standard text and ``explanation``.

    Raises: Stale, NotAvailable, BadField (the reason is out of use, the explanation is too long).
    """
    lifecycle.check(question, Action.REJECT, seen=seen, by=by, at=at)
    if reason.retired_at is not None:
        raise BadField("reason", "out-of-use")
    text = fields.note("explanation", explanation, required=False)
    event = lifecycle.move(
        question,
        Action.REJECT,
        by=by,
        at=at,
        columns={"reason_id": reason.id, "rejected_by_id": by.user.id if by.user else None},
        details={"reason": reason.code},
        note=text,
    )
    for told in (question, *members(question)):
        outbox.tell_asker("rejected", told, event, at=at)
    return event


def hold(
    question: Question,
    *,
    note: str,
    until: datetime | None = None,
    seen: int,
    by: Actor,
    at: datetime,
) -> Event:
    """Set ``question`` aside while advice is sought; ``note`` says what, of whom, until when.

    Raises: Stale, NotAvailable, BadField (no note).
    """
    lifecycle.check(question, Action.HOLD, seen=seen, by=by, at=at)
    text = fields.note("note", note)
    return lifecycle.move(question, Action.HOLD, by=by, at=at, columns={"held_until": until}, note=text)


def resume(question: Question, *, seen: int, by: Actor, at: datetime) -> Event:
    """Put a held question back among the pending. Raises Stale, NotAvailable."""
    lifecycle.check(question, Action.RESUME, seen=seen, by=by, at=at)
    return lifecycle.move(question, Action.RESUME, by=by, at=at)


def send_back(question: Question, *, message: str, seen: int, by: Actor, at: datetime) -> Event:
    """Return ``question`` to its asker with a ``message``.

    Raises: Stale, NotAvailable, BadField (no message).
    """
    lifecycle.check(question, Action.SEND_BACK, seen=seen, by=by, at=at)
    text = fields.note("message", message)
    event = lifecycle.move(question, Action.SEND_BACK, by=by, at=at, note=text)
    outbox.tell_asker("returned", question, event, at=at)
    return event


def reopen(question: Question, *, seen: int, by: Actor, at: datetime) -> Event:
    """Make a decided question pending again; its answers stay. Raises Stale, NotAvailable."""
    lifecycle.check(question, Action.REOPEN, seen=seen, by=by, at=at)
    return lifecycle.move(question, Action.REOPEN, by=by, at=at)


def undo(question: Question, *, seen: int, by: Actor, at: datetime) -> Event:
    """Take back one's own last decision; the columns are as before it and its mail is withheld.

    Raises: Stale, NotAvailable (too late, another's, or something followed).
    """
    lifecycle.check(question, Action.UNDO, seen=seen, by=by, at=at)
    undone = undoing.undoable(question, by, at)
    if undone is None:
        raise NotAvailable(Action.UNDO, question.status)
    columns = undoing.thawed(undone.details["before"])
    target = columns.pop("status")
    outbox.cancel(undone, at=at)
    if undone.action == Action.MERGE:
        outbox.cancel_announcements(question, *members(question), at=at)
    return lifecycle.move(
        question,
        Action.UNDO,
        by=by,
        at=at,
        target=target,
        columns=columns,
        details={"undone": undone.action, "seq": undone.seq},
    )


def address(
    question: Question,
    *,
    executives: Iterable[Executive],
    seen: int,
    by: Actor,
    at: datetime,
) -> Event:
    """Put ``question`` to these executives (none: to all who answer); who has answered stays.

    Raises: Stale, NotAvailable, BadField (one isn't of this panel).
    """
    lifecycle.check(question, Action.ADDRESS, seen=seen, by=by, at=at)
    chosen = {executive.id: executive for executive in executives}
    if any(executive.panel_id != question.panel_id for executive in chosen.values()):
        raise BadField("executives", "not-on-this-panel")
    if chosen:
        chosen |= {answer.executive_id: answer.executive for answer in question.answers}
    question.executives = list(chosen.values())
    return lifecycle.move(question, Action.ADDRESS, by=by, at=at, details={"executives": sorted(chosen)})


def note(question: Question, *, text: str, by: Actor, at: datetime) -> Event:
    """Write a note beside ``question``, for the desk alone. Raises NotAvailable, BadField."""
    lifecycle.check(question, Action.NOTE, seen=None, by=by, at=at)
    kept = fields.note("note", text)
    return events.write(question, Action.NOTE, by=by, at=at, note=kept)


def set_topics(question: Question, *, topics: Iterable[Topic], by: Actor, at: datetime) -> Event:
    """Sort ``question`` under these topics of its panel. Raises NotAvailable."""
    lifecycle.check(question, Action.TOPICS, seen=None, by=by, at=at)
    question.topics = list(topics)
    db.session.flush()
    ids = sorted(topic.id for topic in question.topics)
    return events.write(question, Action.TOPICS, by=by, at=at, details={"topics": ids})
