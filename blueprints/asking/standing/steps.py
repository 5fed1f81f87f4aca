"""A question's way: which stops are behind it, which is now, which are ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g
from flask_babel import gettext

from blueprints.asking.standing.headline import listed
from domain.question.slots import asked
from domain.visibility import panel_stands
from models import Event, Question, Status


@dataclass(frozen=True)
class Step:
    """One stop on a question's way; ``note`` stands where there is no time yet."""

    name: str
    at: datetime | None
    reached: bool
    current: bool
    note: str | None = None


def of(question: Question, history: list[Event]) -> list[Step]:
    """Received, decided, with the executives, published; or how it ended."""
    received = Step(gettext("Received"), question.asked_at, reached=True, current=False)
    if question.status is Status.WITHDRAWN:
        return [received, Step(gettext("Withdrawn"), question.withdrawn_at, reached=True, current=True)]
    if question.status is Status.REJECTED:
        return [received, *_rejected(question, history)]
    return [received, *_reading(question, history), *_answering(question, history)]


def held_on_arrival(question: Question, history: list[Event]) -> bool:
    """Whether the question is held since it arrived, as everything new was, and nobody decided it."""
    if question.status is not Status.HELD:
        return False
    # What was undone stands as it stood before.
    moves = (e for e in reversed(history) if e.to_status == question.status.value and e.action != "undo")
    last = next((event for event in moves if event.from_status != event.to_status), None)
    return last is not None and "held_since" in last.details


def _rejected(question: Question, history: list[Event]) -> list[Step]:
    rejected = Step(gettext("Rejected"), _came_to(question, history), reached=True, current=True)
    if question.appealed_at is not None:
        return [Step(gettext("Appeal"), question.appealed_at, reached=True, current=False), rejected]
    return [
        rejected,
        Step(gettext("Appeal"), None, reached=False, current=False, note=gettext("open to you once")),
    ]


def _reading(question: Question, history: list[Event]) -> list[Step]:
    """The stops up to the decision."""
    if _decided(question):
        return [Step(gettext("Approved"), _approved_at(history), reached=True, current=False)]
    if question.awaits_confirmation:
        return [
            Step(gettext("Confirm your address"), None, reached=False, current=True),
            Step(gettext("Read by a moderator"), None, reached=False, current=False),
        ]
    names = {
        Status.HELD: gettext("Waits to be read")
        if held_on_arrival(question, history)
        else gettext("Advice is taken"),
        Status.RETURNED: gettext("Sent back to you"),
        Status.MERGED: gettext("Merged"),
        Status.PENDING: gettext("Read by a moderator"),
    }
    again = question.appealed_at is not None and question.status is Status.PENDING
    name = gettext("Read again") if again else names[question.status]
    pending = question.status is Status.PENDING and not again
    since = None if pending else _came_to(question, history)
    return [Step(name, since, reached=False, current=True)]


def _answering(question: Question, history: list[Event]) -> list[Step]:
    """The stops from the decision on."""
    public = question.published_at if question.published_at and question.published_at <= g.now else None
    decided = _decided(question)
    return [
        Step(
            gettext("With %(whom)s", whom=listed(asked(question))),
            _approved_at(history) if decided else None,
            reached=public is not None,
            current=decided and public is None,
        ),
        Step(
            gettext("Published"),
            public,
            reached=public is not None,
            current=public is not None,
            note=None if panel_stands(question.panel) else gettext("taken down for now"),
        ),
    ]


def _decided(question: Question) -> bool:
    return question.status in (Status.APPROVED, Status.PUBLISHED)


def _approved_at(history: list[Event]) -> datetime | None:
    return next((e.at for e in reversed(history) if e.to_status == Status.APPROVED.value), None)


def _came_to(question: Question, history: list[Event]) -> datetime | None:
    """When the question came to stand where it stands."""
    status = question.status.value
    moves = (e.at for e in reversed(history) if e.to_status == status and e.from_status != status)
    return next(moves, None)
