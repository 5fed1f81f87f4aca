"""The life of a question: one table, and the only code that sets a status.

``available`` draws the buttons and ``move`` guards the calls with the same rule, so screen and rule
cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from domain.desk import claims, mentions
from domain.desk.second_looks import drawing
from domain.permissions import Actor, Permission, may
from domain.question import supporting, undoing
from domain.question.slots import publishable
from domain.record import events
from domain.record.lists import WITHOUT_VERSION
from domain.refusals import NotAvailable, Stale
from domain.search import floor
from extensions import db
from models import ActorKind, Event, Question, Status, SupportTally, Via


class Action(StrEnum):
    """What can be done to a question."""

    SUBMIT = "submit"
    APPROVE = "approve"
    HOLD = "hold"
    RESUME = "resume"
    SEND_BACK = "send-back"
    REVISE = "revise"
    REJECT = "reject"
    APPEAL = "appeal"
    REOPEN = "reopen"
    MERGE = "merge"
    UNMERGE = "unmerge"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    REWORD = "reword"
    ADDRESS = "address"
    SPLIT = "split"
    MOVE = "move"
    NOTE = "note"
    TOPICS = "topics"
    OBJECT = "object"


@dataclass(frozen=True)
class Rule:
    """One row of the table: from which states, to which (None: stays, or where it was), by whom."""

    sources: frozenset[Status]
    target: Status | None
    actor: ActorKind
    guard: Callable[[Question, Actor, datetime], bool] | None = None


def _not_yet_public(question: Question, by: Actor, at: datetime) -> bool:
    return question.published_at is None or question.published_at > at


def _panel_stands(question: Question, by: Actor, at: datetime) -> bool:
    """A panel's closing stops new questions only; its archiving stops the asker too."""
    archived = question.panel.archived_at
    return archived is None or archived > at


def _not_yet_appealed(question: Question, by: Actor, at: datetime) -> bool:
    return question.appealed_at is None and _panel_stands(question, by, at)


def _not_yet_public_and_panel_stands(question: Question, by: Actor, at: datetime) -> bool:
    return _not_yet_public(question, by, at) and _panel_stands(question, by, at)


def _has_words(question: Question, by: Actor, at: datetime) -> bool:
    """What its asker erased can't be decided again."""
    return question.newest_wording.blanked_at is None


def _not_decided_by_the_same(question: Question, by: Actor, at: datetime) -> bool:
    """An appeal is never decided by the one who rejected."""
    appealed = question.appealed_at is not None and question.status is not Status.REJECTED
    return not (appealed and by.user and question.rejected_by_id == by.user.id)


def _returnable(question: Question, by: Actor, at: datetime) -> bool:
    """The moderators' own questions have no asker to whom they could go back."""
    return question.passport.via is not Via.STAFF and _not_decided_by_the_same(question, by, at)


def _has_something_to_show(question: Question, by: Actor, at: datetime) -> bool:
    return bool(publishable(question, at))


def _has_own_last_decision(question: Question, by: Actor, at: datetime) -> bool:
    return _has_words(question, by, at) and undoing.undoable(question, by, at) is not None


def _stands_alone(question: Question, by: Actor, at: datetime) -> bool:
    """Answers and members belong to its panel and can't come along."""
    if question.answers:
        return False
    member = select(Question.id).where(Question.merged_into_id == question.id).limit(1)
    return db.session.scalar(member) is None


P, H, R, A = Status.PENDING, Status.HELD, Status.RETURNED, Status.APPROVED
PUBLISHED, MERGED, REJECTED = Status.PUBLISHED, Status.MERGED, Status.REJECTED
EVERY = frozenset(Status)
USER, ASKER = ActorKind.USER, ActorKind.ASKER
LIVE = frozenset({P, H, A, PUBLISHED})

RULES: dict[Action, Rule] = {
    Action.APPROVE: Rule(frozenset({P, H}), A, USER, _not_decided_by_the_same),
    Action.HOLD: Rule(frozenset({P}), H, USER),
    Action.RESUME: Rule(frozenset({H}), P, USER),
    Action.SEND_BACK: Rule(frozenset({P, H}), R, USER, _returnable),
    Action.REVISE: Rule(frozenset({P, R}), P, ASKER, _panel_stands),
    Action.REJECT: Rule(frozenset({P, H, R, A}), REJECTED, USER, _not_decided_by_the_same),
    Action.APPEAL: Rule(frozenset({REJECTED}), P, ASKER, _not_yet_appealed),
    Action.REOPEN: Rule(frozenset({R, REJECTED, A}), P, USER, _has_words),
    Action.MERGE: Rule(frozenset({P, H, R, A}), MERGED, USER, _not_decided_by_the_same),
    Action.UNMERGE: Rule(frozenset({MERGED}), None, USER, _has_words),
    Action.PUBLISH: Rule(frozenset({A, PUBLISHED}), PUBLISHED, USER, _has_something_to_show),
    Action.UNPUBLISH: Rule(frozenset({PUBLISHED}), A, USER),
    Action.WITHDRAW: Rule(EVERY - {Status.WITHDRAWN}, Status.WITHDRAWN, ASKER, _not_yet_public),
    Action.UNDO: Rule(EVERY, None, USER, _has_own_last_decision),
    Action.REWORD: Rule(LIVE, None, USER),
    Action.ADDRESS: Rule(LIVE, None, USER),
    Action.SPLIT: Rule(frozenset({P, H}), None, USER, _not_decided_by_the_same),
    Action.MOVE: Rule(frozenset({P, H, R, A}), None, USER, _stands_alone),
    Action.NOTE: Rule(EVERY, None, USER),
    Action.TOPICS: Rule(EVERY, None, USER),
    Action.OBJECT: Rule(LIVE | {R, MERGED}, None, ASKER, _not_yet_public_and_panel_stands),
}
BOUND = (
    "status",
    "public_wording",
    "held_until",
    "reason_id",
    "rejected_by_id",
    "appealed_at",
    "merged_into_id",
    "published_at",
    "first_published_at",
    "withdrawn_at",
    "decided_by_id",
    "first_decided_at",
)
"""The columns that a status binds. A decision's event keeps the earlier values of those it changed."""
FIRST_WORDS = frozenset({Action.APPROVE, Action.REJECT, Action.MERGE})
"""With one of these a question is decided for the first time; how long that took is counted."""

CLEARED: dict[Status, tuple[str, ...]] = {
    Status.PENDING: ("public_wording", "held_until", "reason_id", "merged_into_id", "published_at"),
    Status.HELD: ("public_wording", "reason_id", "merged_into_id", "published_at"),
    Status.RETURNED: ("public_wording", "held_until", "reason_id"),
    Status.APPROVED: ("held_until", "reason_id", "merged_into_id", "published_at"),
    Status.PUBLISHED: (),
    Status.MERGED: ("held_until",),
    Status.REJECTED: ("public_wording", "held_until"),
    Status.WITHDRAWN: ("held_until", "reason_id", "merged_into_id", "published_at"),
}
"""What entering a status empties, before the move's own columns are set."""


def available(question: Question, by: Actor, at: datetime) -> frozenset[Action]:
    """The actions that ``by`` may take on ``question`` at ``at``."""
    return frozenset(action for action in RULES if may_take(question, action, by, at))


def may_take(question: Question, action: Action, by: Actor, at: datetime) -> bool:
    """Whether ``by`` may take ``action`` on ``question`` at ``at``."""
    rule = RULES[action]
    if by.kind is not rule.actor or question.status not in rule.sources:
        return False
    if by.user and not may(by.user, Permission.DECIDE, question.panel_id):
        return False
    if by.user and question.awaits_confirmation:
        return False  # its asker's address is not confirmed yet: it has not arrived
    if by.kind is ActorKind.ASKER and question.asker_left_at is not None:
        return False
    return rule.guard is None or rule.guard(question, by, at)


def check(question: Question, action: Action, *, seen: int | None, by: Actor, at: datetime) -> None:
    """Refuse ``action`` unless the caller saw the current version and may take it now.

    Raises:
        Stale: the caller's version is behind.
        NotAvailable: the state or the person doesn't allow it.
    """
    if seen is not None and seen != question.version:
        raise Stale(seen, question.version)
    if not may_take(question, action, by, at):
        raise NotAvailable(action, question.status)


def move(
    question: Question,
    action: Action,
    *,
    by: Actor,
    at: datetime,
    columns: dict[str, Any] | None = None,
    target: Status | None = None,
    details: dict[str, Any] | None = None,
    note: str | None = None,
) -> Event:
    """Set status and columns together, count the version and write the event.

    ``check`` must have passed. ``target`` overrides the table's where that says "where it was".
    ``columns`` are set beside the status; what the new status empties is emptied first. A claim is on
    a pending question: it ends as the question leaves its place, and none is there when it comes back.
    """
    was = question.status
    to = target or RULES[action].target or was
    before = {name: getattr(question, name) for name in BOUND}
    with db.session.no_autoflush:
        if to is not was:
            for name in CLEARED[to]:
                setattr(question, name, None)
        for name, value in (columns or {}).items():
            setattr(question, name, value)
        question.status = to
        if action is not Action.UNDO:
            _sign(question, action, by=by, at=at)
        if action not in WITHOUT_VERSION:
            question.version += 1
        changed = {name: old for name, old in before.items() if getattr(question, name) != old}
    if to is not P or was is not P or action is Action.MOVE:
        claims.end(question)
    event = events.write(
        question,
        action,
        by=by,
        at=at,
        from_status=was.value,
        to_status=to.value,
        details={**(details or {}), "before": undoing.frozen(changed)},
        note=note,
    )
    db.session.flush()
    if "merged_into_id" in changed:
        _carry_supports(question, was_in=changed["merged_into_id"])
    if Status.PUBLISHED in (was, to):
        floor.index(question)
    mentions.see_all(question, by=by, at=at)
    drawing.draw(question, event, by=by)
    return event


def _carry_supports(question: Question, *, was_in: int | None) -> None:
    """Let those who want to know this count for the question it is now merged into, no longer for another."""
    if was_in is not None:
        supporting.carry(question, was_in, away=True)
    if question.merged_into_id is not None:
        supporting.carry(question, question.merged_into_id)


def _sign(question: Question, action: Action, *, by: Actor, at: datetime) -> None:
    """Note who decided last, and when the question was first decided."""
    if by.user is not None and action.value in undoing.UNDOABLE:
        question.decided_by_id = by.user.id
    if action in FIRST_WORDS and question.first_decided_at is None:
        question.first_decided_at = at


def enter(question: Question, status: Status, **columns: Any) -> None:
    """Set the first status of a question that is only now being made, and add it.

    Added earlier, a query in between would write it without its status.
    """
    question.status = status
    question.version = 1
    question.support_tally = SupportTally(panel_id=question.panel.id, count=0)
    for name, value in columns.items():
        setattr(question, name, value)
    db.session.add(question)
