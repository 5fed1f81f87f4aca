"""What the public may see: one predicate for every public query, index, feed, count and mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select

from domain.asker import naming
from domain.permissions import belongs
from domain.question.families import root
from domain.question.slots import OPEN_FOR_ANSWERS
from models import Answer, Audience, Panel, Question, Status, User


class Sight(StrEnum):
    """How one question appears to the public; the first rule that fits holds."""

    PUBLISHED = "published"
    OPEN = "open"
    MERGED = "merged"
    TAKEN_DOWN = "taken-down"
    GONE = "gone"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Seen:
    """How ``question`` appears; for a merged one the visible ``root`` it leads to."""

    sight: Sight
    root: Question | None = None


def panel_listed(at: datetime) -> ColumnElement[bool]:
    """Panels that appear in public lists."""
    return and_(Panel.audience == Audience.PUBLIC, Panel.taken_down_at.is_(None))


def panel_readable(panel: Panel, reader: User | None = None) -> bool:
    """Whether the panel is read at its address: by anybody, or where it is for staff by its own staff."""
    if panel.audience is not Audience.STAFF:
        return True
    return reader is not None and belongs(reader, panel.id)


def panel_stands(panel: Panel) -> bool:
    """Whether what is public on the panel is shown: it was not taken down as a whole."""
    return panel.taken_down_at is None


def panel_impersonal(panel: Panel) -> bool:
    """Whether the panel's pages may be kept by a cache and found by a search engine."""
    return panel.audience is Audience.PUBLIC


def question_published(at: datetime) -> ColumnElement[bool]:
    """Questions that are public, with their answers, at ``at``."""
    return and_(Question.status == Status.PUBLISHED, Question.published_at <= at, _panel_stands())


def question_waiting(at: datetime) -> ColumnElement[bool]:
    """Questions that wait for an answer at ``at``, and never were public with one.

    Scheduled ones wait until their time. Whether readers see them is the panel's to say (``list_open``).
    """
    first = Question.first_published_at
    return and_(Question.status.in_(OPEN_FOR_ANSWERS), or_(first.is_(None), first > at), _panel_stands())


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


def seen(question: Question, at: datetime, reader: User | None = None) -> Seen:
    """How ``question`` appears at ``at`` to the public, or on a panel for staff to ``reader``."""
    if not panel_readable(question.panel, reader):
        return Seen(Sight.HIDDEN)
    if not panel_stands(question.panel):
        return Seen(Sight.TAKEN_DOWN)
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
    """The asker's name where they ticked that it be shown, as far as the panel shows names; else None."""
    asker = question.passport.asker
    if asker is None or not asker.show_name or question.asker_left_at is not None:
        return None
    return naming.shown(asker.name, question.panel.names)


def _panel_stands() -> ColumnElement[bool]:
    # Not a join and not correlated: it is answered once for a query, from an index of what is down.
    down = select(Panel.id).where(Panel.taken_down_at.is_not(None)).correlate(None)
    return Question.panel_id.not_in(down)


def _published(question: Question, at: datetime) -> bool:
    return (
        panel_stands(question.panel)
        and question.status is Status.PUBLISHED
        and question.published_at is not None
        and question.published_at <= at
    )


def _open_listed(question: Question, at: datetime) -> bool:
    """Whether ``question_waiting`` holds, and the panel lists such questions."""
    if not question.panel.list_open or not panel_stands(question.panel):
        return False
    first = question.first_published_at
    if first is not None and first <= at:
        return False
    return question.status in OPEN_FOR_ANSWERS
