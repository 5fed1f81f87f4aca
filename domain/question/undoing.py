"""Taking back: which decision can be undone, and how its earlier columns come back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update

from domain.permissions import Actor
from domain.record.lists import WITHOUT_VERSION, last_decision
from domain.record.outbox import UNDO_WINDOW
from extensions import db
from models import BatchItem, Event, Outcome, Question, Status, SubjectKind

UNDOABLE = frozenset({"approve", "hold", "resume", "send-back", "reject", "reopen", "merge", "unmerge"})


def undoable(question: Question, by: Actor, at: datetime) -> Event | None:
    """The decision that ``by`` may take back now: their own, the last, within two minutes.

    None when anything followed: a decision, a wording, an answer or an act of the asker.
    """
    if by.user is None:
        return None
    last = last_decision(question)
    if last is None or last.action not in UNDOABLE or last.user_id != by.user.id:
        return None
    if at - last.at > UNDO_WINDOW or _answered_since(question, last.at):
        return None
    if last.action == "unmerge" and _root_moved_since(last):
        return None
    return last


def leave_its_batch(question: Question, undone: Event) -> None:
    """Let the batch in which ``question`` was decided say that this was taken back."""
    if "batch" not in undone.details:
        return
    db.session.execute(
        update(BatchItem)
        .where(BatchItem.batch_id == undone.details["batch"], BatchItem.question_id == question.id)
        .where(BatchItem.outcome == Outcome.DONE)
        .values(outcome=Outcome.UNDONE)
    )


def frozen(columns: dict[str, Any]) -> dict[str, Any]:
    """Column values as JSON keeps them."""
    return {name: _frozen(value) for name, value in columns.items()}


def thawed(columns: dict[str, Any]) -> dict[str, Any]:
    """What ``frozen`` made of column values, turned back."""
    return {name: _thawed(name, value) for name, value in columns.items()}


def _frozen(value: Any) -> Any:
    if isinstance(value, Status):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value


def _thawed(name: str, value: Any) -> Any:
    if name == "status":
        return Status(value)
    if value is not None and name.endswith(("_at", "_until")):
        return datetime.fromisoformat(value)
    return value


def _answered_since(question: Question, at: datetime) -> bool:
    """Whether an answer was written, submitted or released since."""
    statements = [answer.statement_id for answer in question.answers]
    if not statements:
        return False
    followed = select(Event.id).where(
        Event.subject_kind == SubjectKind.STATEMENT, Event.subject_id.in_(statements), Event.at >= at
    )
    return db.session.scalar(followed.limit(1)) is not None


def _root_moved_since(unmerge: Event) -> bool:
    """Whether anything happened to what the question would be merged into again.

    It might by now be merged into that very question, or be on another panel.
    """
    above = db.session.get(Question, unmerge.details["before"]["merged_into_id"])
    chain = []
    while above is not None:
        chain.append(above.id)
        above = above.merged_into
    followed = select(Event.id).where(
        Event.subject_kind == SubjectKind.QUESTION,
        Event.subject_id.in_(chain),
        Event.id > unmerge.id,
        Event.action.not_in(WITHOUT_VERSION),
    )
    return db.session.scalar(followed.limit(1)) is not None
