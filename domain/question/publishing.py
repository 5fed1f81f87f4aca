"""Making a question and its answers public, and taking them down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from domain.permissions import Actor
from domain.question import fields, lifecycle
from domain.question.families import members
from domain.question.lifecycle import Action
from domain.question.slots import publishable
from domain.record import outbox
from domain.refusals import BadField
from models import Answer, Event, Question


def publish(
    question: Question,
    *,
    answers: Collection[int] | None = None,
    when: datetime | None = None,
    seen: int,
    by: Actor,
    at: datetime,
) -> Event:
    """Publish ``question`` with these answers (all released ones unless told), now or ``when``.

    On a question that is public already, the answers named appear beside the others; on one that
    is scheduled, the time moves.

    Raises:
        Stale, NotAvailable: see ``lifecycle.check``; nothing released to show.
        BadField: an answer isn't of this question, isn't released or is public already.
    """
    lifecycle.check(question, Action.PUBLISH, seen=seen, by=by, at=at)
    shown = _chosen(publishable(question, at), answers)
    family = (question, *members(question))
    moment = max(when or at, at)
    if _scheduled(question, at) or any(answer.published_at for answer in shown):
        outbox.cancel_announcements(*family, at=at, due_too=False)
    for answer in shown:
        answer.published_at = moment
    event = lifecycle.move(
        question,
        Action.PUBLISH,
        by=by,
        at=at,
        columns=_times(question, moment, at),
        details={"answers": [answer.id for answer in shown], "at": moment.isoformat()},
    )
    for told in family:
        outbox.tell_asker("published", told, event, at=at, not_before=moment)
    return event


def unpublish(
    question: Question,
    *,
    reason: str = "",
    answers: Collection[int] | None = None,
    seen: int,
    by: Actor,
    at: datetime,
) -> Event:
    """Take these answers down (all unless told, and with them the question), for a public reason.

    With the last answer that readers see, the question goes too, and whatever was scheduled.

    What is still scheduled needs no reason: nothing of it was ever public.

    Raises: Stale, NotAvailable, BadField (no reason; an answer that isn't public).
    """
    lifecycle.check(question, Action.UNPUBLISH, seen=seen, by=by, at=at)
    public = [answer for answer in question.answers if answer.published_at is not None]
    taken = _chosen(public, answers)
    if all(answer in taken or _scheduled(answer, at) for answer in public) and not _only_scheduled(taken, at):
        taken = public  # a question never stays public without an answer
    scheduled, whole = _scheduled(question, at), len(taken) == len(public)
    unseen = scheduled or (not whole and _only_scheduled(taken, at))
    text = fields.note("reason", reason, required=False)
    if not text and not unseen:
        raise BadField("reason", "not-written")
    details = {"answers": [answer.id for answer in taken]}
    if whole or not scheduled:
        family = (question, *members(question))
        outbox.cancel_announcements(*family, at=at, due_too=whole)
    for answer in taken:
        answer.published_at = None
    if not whole:
        return lifecycle.move(
            question,
            Action.UNPUBLISH,
            by=by,
            at=at,
            target=question.status,
            details=details,
            note=text,
        )
    columns = (
        {"first_published_at": _past(question.first_published_at, at)}
        if scheduled
        else {"unpublished_at": at, "unpublish_reason": text}
    )
    return lifecycle.move(
        question, Action.UNPUBLISH, by=by, at=at, columns=columns, details=details, note=text
    )


def _times(question: Question, moment: datetime, at: datetime) -> dict[str, datetime | None]:
    columns: dict[str, datetime | None] = {}
    if moment <= at:
        columns |= {"unpublished_at": None, "unpublish_reason": None}
    if question.published_at is None or _scheduled(question, at):
        columns["published_at"] = moment
    columns["first_published_at"] = _past(question.first_published_at, at) or moment
    return columns


def _scheduled(subject: Question | Answer, at: datetime) -> bool:
    return subject.published_at is not None and subject.published_at > at


def _only_scheduled(answers: list[Answer], at: datetime) -> bool:
    return all(_scheduled(answer, at) for answer in answers)


def _past(value: datetime | None, at: datetime) -> datetime | None:
    return value if value is not None and value <= at else None


def _chosen(candidates: list[Answer], ids: Collection[int] | None) -> list[Answer]:
    if ids is None:
        return candidates
    chosen = [answer for answer in candidates if answer.id in set(ids)]
    if not chosen or len(chosen) != len(set(ids)):
        raise BadField("answers", "not-among-them")
    return chosen
