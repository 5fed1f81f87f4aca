"""An answer is written, submitted and released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import prose
from domain.language import graphemes, told_by_script
from domain.permissions import Actor, Permission, may_answer_for
from domain.question.fields import usable
from domain.question.slots import OPEN_FOR_ANSWERS, asked
from domain.record import events
from domain.refusals import BadField, NotAllowed, NotAvailable, Stale
from domain.search import desk as search
from domain.search import floor
from extensions import db
from models import (
    Answer,
    Executive,
    Kind,
    Panel,
    Question,
    Revision,
    RevisionState,
    SignOff,
    Statement,
)

CORRECTION_LONGEST = 500


@dataclass(frozen=True)
class Body:
    """The Markdown of an answer and the HTML made from it, outside any transaction."""

    source: str
    html: str


def body(source: str) -> Body:
    """Render ``source``.

    Raises:
        BadField: it is empty, too long, or holds what can't be kept.
    """
    text = usable("body", source)
    if not text:
        raise BadField("body", "missing")
    return Body(text, prose.render(text))


def correction(source: str) -> str:
    """Why readers find another text than before, in 500 characters at most; it may be empty.

    Raises:
        BadField: it is too long, or holds what can't be kept.
    """
    text = usable("correction", source)
    count = graphemes(text)
    if count > CORRECTION_LONGEST:
        raise BadField("correction", "too-long", CORRECTION_LONGEST, count - CORRECTION_LONGEST)
    return text


def find(question: Question, executive: Executive) -> Answer | None:
    """The answer of ``executive`` on ``question``, where there is one."""
    return next((a for a in question.answers if a.executive_id == executive.id), None)


def slot_exists(question: Question, executive: Executive) -> bool:
    """Whether an answer of ``executive`` belongs on ``question``: it is approved and put to them."""
    if question.status not in OPEN_FOR_ANSWERS or executive.panel_id != question.panel_id:
        return False
    return find(question, executive) is not None or executive in asked(question)


def released_directly(panel: Panel) -> bool:
    """Whether answers of ``panel`` are released by who writes them, without anybody's sign-off."""
    return panel.sign_off is SignOff.NONE


def public_since(statement: Statement, at: datetime) -> datetime | None:
    """Since when readers read the released text of ``statement``; None where they don't at ``at``."""
    released = statement.released
    if released is None or released.released_at is None:
        return None
    shown = [a.published_at for a in statement.answers if a.published_at and a.published_at <= at]
    return max(min(shown), released.released_at) if shown else None


def save(
    question: Question,
    executive: Executive,
    text: Body,
    *,
    seen: int,
    by: Actor,
    at: datetime,
    correction: str = "",
) -> Statement:
    """Keep a draft; ``question``'s row is locked. ``seen`` is the statement's version, 0 before one.

    A draft is overwritten only by the person who began it; anybody else's save begins a revision.
    ``correction`` says, for readers, why it takes the place of what was released before; where
    nothing was, there is nothing to correct and it isn't kept.

    Raises:
        NotAllowed: the actor types neither as a delegate nor as a moderator.
        NotAvailable: there is no such slot, or this very text is released already.
        Stale: somebody else saved meanwhile.
    """
    statement = _statement(question, executive, seen=seen, by=by, at=at)
    newest = statement.newest if statement.revisions else None
    if newest and newest.state is RevisionState.RELEASED and newest.body == text.source:
        raise NotAvailable("save")
    revision = _draft(statement, newest, question, executive, text, by=by, at=at)
    revision.correction = correction if statement.released else ""
    statement.version = seen + 1
    db.session.flush()
    search.index_answered(statement)
    _record(statement, "answer-save", revision, by=by, at=at)
    return statement


def submit(statement: Statement, *, by: Actor, at: datetime) -> Revision:
    """Close the draft: its text never changes again. Raises NotAvailable where there is no draft."""
    revision = statement.newest
    if revision.state is not RevisionState.DRAFT:
        raise NotAvailable("submit")
    revision.state = RevisionState.SUBMITTED
    revision.submitted_at = at
    _record(statement, "answer-submit", revision, by=by, at=at)
    return revision


def release(statement: Statement, *, by: Actor, at: datetime) -> Revision:
    """Release the submitted revision, so that it may be published.

    One that takes the place of a text that readers read is a correction, and recorded as one.

    Raises:
        NotAvailable: it wasn't submitted, or the panel's answers pass sign-off.
    """
    revision = statement.newest
    if revision.state is not RevisionState.SUBMITTED or not _directly(statement):
        raise NotAvailable("release")
    corrects = public_since(statement, at) is not None
    revision.state = RevisionState.RELEASED
    revision.released_at = at
    revision.released_by_id = by.user.id if by.user else None
    floor.index_answered(statement)
    action = "answer-correct" if corrects else "answer-release"
    _record(statement, action, revision, by=by, at=at, note=revision.correction if corrects else None)
    return revision


def release_waiting(
    question: Question,
    executive: Executive,
    *,
    seen: int,
    by: Actor,
    at: datetime,
    correction: str | None = None,
) -> Revision:
    """Release what somebody submitted, its text unchanged.

    ``correction`` takes the place of the reason for readers that was submitted with it, unless None.

    Raises: NotAllowed, NotAvailable, Stale.
    """
    statement = _statement(question, executive, seen=seen, by=by, at=at)
    if not statement.revisions:
        raise NotAvailable("release")
    if correction is not None and statement.released:
        statement.newest.correction = correction
    revision = release(statement, by=by, at=at)
    statement.version = seen + 1
    return revision


def _directly(statement: Statement) -> bool:
    return released_directly(db.session.get_one(Panel, statement.panel_id))


def _statement(question: Question, executive: Executive, *, seen: int, by: Actor, at: datetime) -> Statement:
    if by.user is None or not may_answer_for(by.user, executive.id, question.panel_id):
        raise NotAllowed(Permission.ANSWER_FOR_OWN)
    if not slot_exists(question, executive):
        raise NotAvailable("answer", question.status)
    answer = find(question, executive)
    current = answer.statement.version if answer else 0
    if seen != current:
        raise Stale(seen, current)
    if answer is not None:
        return answer.statement
    statement = Statement(panel_id=question.panel_id, kind=Kind.TEXT, version=1, created_at=at)
    question.answers.append(Answer(executive=executive, statement=statement))
    return statement


def _draft(
    statement: Statement,
    newest: Revision | None,
    question: Question,
    executive: Executive,
    text: Body,
    *,
    by: Actor,
    at: datetime,
) -> Revision:
    user_id = by.user.id if by.user else None
    lang = told_by_script(text.source) or question.panel.language
    begun = newest and newest.state is RevisionState.DRAFT and newest.typed_by_id == user_id
    revision = newest if newest and begun else Revision(number=newest.number + 1 if newest else 1)
    revision.state = RevisionState.DRAFT
    revision.typed_by_id, revision.on_behalf_of = user_id, executive
    revision.body, revision.html, revision.renderer = text.source, text.html, prose.RENDERER
    revision.lang, revision.written_at = lang, at
    if not begun:
        # Last, or a query in between would write half a row.
        statement.revisions.append(revision)
    return revision


def _record(
    statement: Statement,
    action: str,
    revision: Revision,
    *,
    by: Actor,
    at: datetime,
    note: str | None = None,
) -> None:
    events.write(
        statement,
        action,
        by=by,
        at=at,
        to_status=revision.state.value,
        details={
            "revision": revision.number,
            "on_behalf_of": revision.on_behalf_of_id or revision.on_behalf_of.id,
        },
        note=note,
    )
