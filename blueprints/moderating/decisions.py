"""Which verb each decision calls, with what its form holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from blueprints import paging
from domain.desk import reasons, templates
from domain.panel import creating
from domain.permissions import Actor
from domain.question import deciding, families, publishing, rewording
from domain.refusals import BadField
from models import Executive, Question, Template, TemplateKind, Topic

Verb = Callable[[Question, Any, Actor, datetime], object]


def approve(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Approve the wording that was on screen."""
    wording = int(form.wording.data) if form.wording.data else None
    return deciding.approve(question, wording=wording, seen=form.seen, by=by, at=at)


def reject(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Reject for the chosen reason."""
    reason = reasons.find(form.reason.data)
    if reason is None:
        raise BadField("reason", "missing")
    explanation = form.explanation.data or ""
    template = _begun_from(form, TemplateKind.EXPLANATION)
    return deciding.reject(
        question, reason=reason, explanation=explanation, template=template, seen=form.seen, by=by, at=at
    )


def hold(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Hold with a note."""
    until = form.local_time(form.until)
    return deciding.hold(question, note=form.note.data or "", until=until, seen=form.seen, by=by, at=at)


def resume(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Put a held one back."""
    return deciding.resume(question, seen=form.seen, by=by, at=at)


def send_back(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Return it with a message."""
    message = form.message.data or ""
    template = _begun_from(form, TemplateKind.MESSAGE)
    return deciding.send_back(question, message=message, template=template, seen=form.seen, by=by, at=at)


def reopen(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Make it pending again."""
    return deciding.reopen(question, seen=form.seen, by=by, at=at)


def undo(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Take back one's own last decision."""
    return deciding.undo(question, seen=form.seen, by=by, at=at)


def reword(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Add a wording."""
    return rewording.reword(
        question,
        text=form.text.data or "",
        details=form.details.data or "",
        seen=form.seen,
        by=by,
        at=at,
    )


def address(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Put it to others."""
    chosen: Sequence[Executive] = [
        executive for executive in question.panel.executives if executive.id in form.executives.ids
    ]
    return deciding.address(question, executives=chosen, seen=form.seen, by=by, at=at)


def topics(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Sort it under topics."""
    chosen: Sequence[Topic] = [t for t in question.panel.topics if t.id in form.topics.ids]
    return deciding.set_topics(question, topics=chosen, by=by, at=at)


def note(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Write a note."""
    return deciding.note(question, text=form.note.data or "", by=by, at=at)


def publish(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Publish the ticked answers, or all released ones where none is named."""
    when = form.local_time(form.at)
    return publishing.publish(
        question, answers=form.answers.ids or None, when=when, seen=form.seen, by=by, at=at
    )


def unpublish(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Take the ticked answers down, or all of them where none is named."""
    return publishing.unpublish(
        question,
        reason=form.reason.data or "",
        answers=form.answers.ids or None,
        seen=form.seen,
        by=by,
        at=at,
    )


def move(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Move it to the chosen panel."""
    panel = creating.find(form.panel.data)
    if panel is None:
        raise BadField("panel", "not-among-them")
    return rewording.move_to_panel(question, panel=panel, seen=form.seen, by=by, at=at)


def merge(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Merge it into the root that was chosen, whose row is locked too."""
    if form.other is None:
        raise BadField("into", "no-such-question")
    return families.merge(question, into=form.other, seen=form.seen, by=by, at=at)


def unmerge(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Take it out of its root."""
    return families.unmerge(question, seen=form.seen, by=by, at=at)


def split(question: Question, form: Any, by: Actor, at: datetime) -> object:
    """Make a question of each text."""
    return rewording.split(question, texts=form.texts.data, seen=form.seen, by=by, at=at)


def _begun_from(form: Any, kind: TemplateKind) -> Template | None:
    """The template that a text began from, where it says a known one."""
    return templates.begun_from(paging.whole_number(form.template.data or ""), kind)


VERBS: dict[str, Verb] = {
    "approve": approve,
    "reject": reject,
    "hold": hold,
    "resume": resume,
    "send-back": send_back,
    "reopen": reopen,
    "undo": undo,
    "reword": reword,
    "address": address,
    "topics": topics,
    "note": note,
    "publish": publish,
    "unpublish": unpublish,
    "move": move,
    "merge": merge,
    "unmerge": unmerge,
    "split": split,
}
