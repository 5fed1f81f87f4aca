"""What a moderator decides of a question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.desk import letters, mentions
from domain.desk.second_looks import drawing
from domain.permissions import Actor
from domain.question import fields, lifecycle, undoing
from domain.question.families import members
from domain.question.lifecycle import Action
from domain.record import events, outbox
from domain.refusals import BadField, NotAvailable
from extensions import db
from models import Event, Executive, Question, Reason, Template, Topic


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
    template: Template | None = None,
    seen: int,
    by: Actor,
    at: datetime,
) -> Event:
    """Reject ``question`` for ``reason``; the asker reads its standard text and ``explanation``.

    ``template`` is the one that the explanation began from.

    Raises: Stale, NotAvailable, BadField (the reason is out of use, the explanation is too long or has
    a place that nothing fills).
    """
    lifecycle.check(question, Action.REJECT, seen=seen, by=by, at=at)
    if reason.retired_at is not None:
        raise BadField("reason", "out-of-use")
    text = letters.sendable("explanation", explanation, required=False)
    event = lifecycle.move(
        question,
        Action.REJECT,
        by=by,
        at=at,
        columns={"reason_id": reason.id, "rejected_by_id": by.user.id if by.user else None},
        details={"reason": reason.code, **_begun_from(template)},
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

    A colleague whom it names with ``@`` is told.

    Raises: Stale, NotAvailable, BadField (no note).
    """
    lifecycle.check(question, Action.HOLD, seen=seen, by=by, at=at)
    text = fields.note("note", note)
    named = mentions.find_named(question, text, by)
    event = lifecycle.move(
        question,
        Action.HOLD,
        by=by,
        at=at,
        columns={"held_until": until},
        details=mentions.details(named),
        note=text,
    )
    mentions.tell(question, event, named)
    return event


def resume(question: Question, *, seen: int, by: Actor, at: datetime) -> Event:
    """Put a held question back among the pending. Raises Stale, NotAvailable."""
    lifecycle.check(question, Action.RESUME, seen=seen, by=by, at=at)
    return lifecycle.move(question, Action.RESUME, by=by, at=at)


def send_back(
    question: Question,
    *,
    message: str,
    template: Template | None = None,
    seen: int,
    by: Actor,
    at: datetime,
) -> Event:
    """Return ``question`` to its asker with a ``message``, which may have begun from a ``template``.

    Raises: Stale, NotAvailable, BadField (no message, or a place in it that nothing fills).
    """
    lifecycle.check(question, Action.SEND_BACK, seen=seen, by=by, at=at)
    text = letters.sendable("message", message)
    event = lifecycle.move(question, Action.SEND_BACK, by=by, at=at, details=_begun_from(template), note=text)
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
    drawing.take_back(undone)
    undoing.leave_its_batch(question, undone)
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
    """Write a note beside ``question``, for the desk alone; whom it names with ``@`` is told.

    Raises: NotAvailable, BadField.
    """
    lifecycle.check(question, Action.NOTE, seen=None, by=by, at=at)
    kept = fields.note("note", text)
    named = mentions.find_named(question, kept, by)
    mentions.see_all(question, by=by, at=at)
    event = events.write(question, Action.NOTE, by=by, at=at, details=mentions.details(named), note=kept)
    mentions.tell(question, event, named)
    return event


def set_topics(question: Question, *, topics: Iterable[Topic], by: Actor, at: datetime) -> Event:
    """Sort ``question`` under these topics of its panel. Raises NotAvailable."""
    lifecycle.check(question, Action.TOPICS, seen=None, by=by, at=at)
    question.topics = list(topics)
    db.session.flush()
    mentions.see_all(question, by=by, at=at)
    ids = sorted(topic.id for topic in question.topics)
    return events.write(question, Action.TOPICS, by=by, at=at, details={"topics": ids})


def _begun_from(template: Template | None) -> dict[str, int]:
    """What the event keeps of the template, so that its uses can be counted."""
    return {"template": template.id} if template is not None else {}
