"""What the public may see: one predicate for every public query, index, feed, count and mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_

from domain.question.families import root
from domain.question.slots import OPEN_FOR_ANSWERS
from models import Answer, Audience, Panel, Question, Status


class Sight(StrEnum):
    """How one question appears to the public; the first rule that fits holds."""

    PUBLISHED = "published"
    OPEN = "open"
    MERGED = "merged"
    GONE = "gone"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Seen:
    """How ``question`` appears; for a merged one the visible ``root`` it leads to."""

    sight: Sight
    root: Question | None = None


def panel_listed(at: datetime) -> ColumnElement[bool]:
    """Panels that appear in public lists."""
    return Panel.audience == Audience.PUBLIC


def panel_readable(panel: Panel) -> bool:
    """Whether somebody without an account may read the panel at its address."""
    return panel.audience is not Audience.STAFF


def question_published(at: datetime) -> ColumnElement[bool]:
    """Questions that are public, with their answers, at ``at``."""
    return and_(Question.status == Status.PUBLISHED, Question.published_at <= at)


def question_waiting() -> ColumnElement[bool]:
    """Questions that wait for an answer and never were public with one, where the panel lists them."""
    return and_(Question.status == Status.APPROVED, Question.first_published_at.is_(None))


def answer_published(at: datetime) -> ColumnElement[bool]:
    """Answers that are public at ``at``; what they show is their statement's released revision.

    Only a published question has any: whatever takes it down takes their time away with its own.
    """
    return Answer.published_at <= at


def shown_answers(question: Question, at: datetime) -> list[Answer]:
    """The question's answers that the public sees at ``at``, in the order of the panel's executives."""
    if not _published(question, at):
        return []
    shown = [
        answer
        for answer in question.answers
        if answer.published_at is not None
        and answer.published_at <= at
        and answer.statement.released is not None
    ]
    return sorted(shown, key=lambda answer: (answer.executive.position, answer.id))


def seen(question: Question, at: datetime) -> Seen:
    """How ``question`` appears to the public at ``at``."""
    if not panel_readable(question.panel):
        return Seen(Sight.HIDDEN)
    if _published(question, at):
        return Seen(Sight.PUBLISHED)
    if _open_listed(question, at):
        return Seen(Sight.OPEN)
    if question.status is Status.MERGED:
        top = root(question)
        if _published(top, at) or _open_listed(top, at):
            return Seen(Sight.MERGED, top)
    if question.first_published_at is not None and question.first_published_at <= at:
        return Seen(Sight.GONE)
    return Seen(Sight.HIDDEN)


def shown_name(question: Question) -> str | None:
    """The asker's name where they ticked that it be shown, else None."""
    asker = question.passport.asker
    if asker is None or not asker.show_name or question.asker_left_at is not None:
        return None
    return asker.name or None


def _published(question: Question, at: datetime) -> bool:
    return (
        question.status is Status.PUBLISHED
        and question.published_at is not None
        and question.published_at <= at
    )


def _open_listed(question: Question, at: datetime) -> bool:
    """Approved or scheduled ones that never were public with an answer, where the panel lists them."""
    if not question.panel.list_open:
        return False
    first = question.first_published_at
    if first is not None and first <= at:
        return False
    return question.status in OPEN_FOR_ANSWERS
