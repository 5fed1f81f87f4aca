"""New texts of a question: the moderator's, the asker's, and one submission become several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.panel import window
from domain.permissions import Actor, Permission, may
from domain.question import asking, fields, lifecycle
from domain.question.lifecycle import Action
from domain.record import events
from domain.refusals import BadField, NotAvailable
from domain.search import desk as search
from extensions import db
from models import Author, Event, Panel, Passport, Question, Status, Wording

MOST_PARTS = 20
"""How many questions one submission can become."""
APPROVES_ITSELF = frozenset({Status.APPROVED, Status.PUBLISHED})


def reword(question: Question, *, text: str, details: str, seen: int, by: Actor, at: datetime) -> Event:
    """Add a moderator's wording: a proposal, or a dated edit where the question is approved.

    Raises: Stale, NotAvailable, BadField (text or details; unchanged text).
    """
    lifecycle.check(question, Action.REWORD, seen=seen, by=by, at=at)
    text, details = fields.question_text(text), fields.details(details)
    newest = question.newest_wording
    if (text, details) == (newest.text, newest.details):
        raise BadField("text", "unchanged")
    wording = _add(question, text, details, by=by, at=at)
    search.index(question)
    columns = {"public_wording": wording.number} if question.status in APPROVES_ITSELF else {}
    return lifecycle.move(
        question,
        Action.REWORD,
        by=by,
        at=at,
        columns=columns,
        details={"wording": wording.number},
    )


def revise(
    question: Question, *, text: str, details: str, by: Actor, at: datetime, seen: int | None = None
) -> Event:
    """The asker's new wording; the question is pending again.

    Raises: Stale, NotAvailable, BadField (text or details; unchanged text).
    """
    lifecycle.check(question, Action.REVISE, seen=seen, by=by, at=at)
    text, details = fields.question_text(text), fields.details(details)
    own = (wording for wording in reversed(question.wordings) if wording.author is Author.ASKER)
    last = next(own, question.newest_wording)
    if (text, details) == (last.text, last.details) and question.status is Status.PENDING:
        raise BadField("text", "unchanged")
    wording = _add(question, text, details, by=by, at=at)
    search.index(question)
    return lifecycle.move(question, Action.REVISE, by=by, at=at, details={"wording": wording.number})


def split(question: Question, *, texts: Sequence[str], seen: int, by: Actor, at: datetime) -> list[Question]:
    """Make several questions of one: it keeps the first text, each other becomes a pending one.

    The passport belongs to the submission and shows all of them.

    Raises: Stale, NotAvailable, BadField (``texts``: too few or too many; or one can't be kept).
    """
    lifecycle.check(question, Action.SPLIT, seen=seen, by=by, at=at)
    kept = parts(texts)
    first, *others = kept
    _add(question, first, question.newest_wording.details, by=by, at=at)
    made = [_part(question, text, by=by, at=at) for text in others]
    db.session.flush()
    search.index(question, *made)
    for part in made:
        events.write(
            part,
            Action.SPLIT,
            by=by,
            at=at,
            to_status=Status.PENDING.value,
            details={"from": question.id},
        )
    lifecycle.move(question, Action.SPLIT, by=by, at=at, details={"into": [part.id for part in made]})
    return [question, *made]


def parts(texts: Sequence[str]) -> list[str]:
    """The texts of a split as they are kept; empty ones don't count.

    Raises:
        BadField: there are fewer than two or more than 20, or one that can't be kept.
    """
    kept = [fields.question_text(text) for text in texts if text.strip()]
    if len(kept) < 2:
        raise BadField("texts", "too-few", 2)
    if len(kept) > MOST_PARTS:
        raise BadField("texts", "too-many", MOST_PARTS)
    return kept


def move_to_panel(question: Question, *, panel: Panel, seen: int, by: Actor, at: datetime) -> Event:
    """Move an unanswered question to another panel; addressees and topics stay behind.

    Its passport follows, unless the same submission still has a question elsewhere.

    Raises: Stale, NotAvailable (answered, or no say on the other panel), BadField (same panel, or
    an archived one).
    """
    lifecycle.check(question, Action.MOVE, seen=seen, by=by, at=at)
    if panel.id == question.panel_id:
        raise BadField("panel", "same-panel")
    if by.user is None or not may(by.user, Permission.DECIDE, panel.id):
        raise NotAvailable(Action.MOVE, question.status)
    if window.state(panel, at) == window.ARCHIVED:
        raise BadField("panel", "archived")
    was = question.panel_id
    question.executives, question.topics, question.panel = [], [], panel
    question.support_tally.panel_id = panel.id
    _bring_passport(question.passport, panel, at)
    search.index(question)
    return lifecycle.move(question, Action.MOVE, by=by, at=at, details={"from": was, "to": panel.id})


def _add(question: Question, text: str, details: str, *, by: Actor, at: datetime) -> Wording:
    wording = Wording(
        number=question.newest_wording.number + 1,
        text=text,
        details=details,
        lang=question.lang,
        author=Author.MODERATOR if by.user else Author.ASKER,
        user_id=by.user.id if by.user else None,
        written_at=at,
    )
    question.wordings.append(wording)
    return wording


def _bring_passport(passport: Passport, panel: Panel, at: datetime) -> None:
    """Let the passport follow its questions, and what its asker told expire with the new panel."""
    if any(question.panel is not panel for question in passport.questions):
        return
    passport.panel = panel
    if passport.asker is not None:
        given = passport.created_at if panel.closes_at is None else at
        passport.asker.expires_at = asking.expiry(panel, given)


def _part(question: Question, text: str, *, by: Actor, at: datetime) -> Question:
    part = Question(
        panel=question.panel,
        passport=question.passport,
        asked_at=question.asked_at,
        lang=question.lang,
        executives=list(question.executives),
    )
    part.wordings = [
        Wording(
            number=1,
            text=text,
            lang=question.lang,
            author=Author.MODERATOR,
            user_id=by.user.id if by.user else None,
            written_at=at,
        )
    ]
    lifecycle.enter(part, Status.PENDING)
    return part
