"""The page for a decision that came too late: who was first, how it stands, what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext, ngettext

from blueprints.access import signed_in_user
from blueprints.phrases import action_done, action_word, age, clock_text, number, status_word
from domain.desk import reasons
from domain.permissions import Permission, may
from domain.question import lists
from domain.record.lists import last_decision
from domain.refusals import NotAvailable
from extensions import clock, db
from models import Event, Question

SHOWN = ("reason", "text", "details", "explanation", "note", "message", "body", "texts", "into")


@dataclass(frozen=True)
class Told:
    """Who was first, when, and how the question stands; from a fresh read."""

    question: Question
    event: Event | None
    who: str | None

    @property
    def at(self) -> datetime | None:
        """When they decided; None where nobody came first."""
        return self.event.at if self.event and self.who else None

    @property
    def title(self) -> str:
        """What the page is headed."""
        if self.who is None:
            return gettext("That can’t be done now.")
        return gettext("%(who)s decided this first.", who=self.who)


def found(question_id: int, refusal: Exception) -> Told:
    """What happened before the refused decision, which is rolled back."""
    db.session.rollback()
    question = lists.whole(question_id)
    assert question is not None
    event = last_decision(question)
    raced = not isinstance(refusal, NotAvailable) or _just_happened(event)
    return Told(question, event if raced else None, _who(event) if raced else None)


def page(question_id: int, action: str, refusal: Exception, *, account: object) -> tuple[str, int]:
    """The 409 page, from a fresh read after what failed was rolled back."""
    told = found(question_id, refusal)
    question, event = told.question, told.event
    return (
        render_template(
            "moderating/conflict.html",
            account=account,
            question=question,
            panel=question.panel,
            title=told.title,
            who=told.who,
            at=told.at,
            happened=_happened(event, question),
            now_status=question.status,
            wording=question.wording,
            their_note=event.note.text if event and event.note else None,
            attempted=action_word(action),
            typed=_typed(),
            question_url=url_for("moderating.question", question_id=question.id),
            next_url=next_url(question),
        ),
        409,
    )


def reply(question_id: int, refusal: Exception) -> tuple[dict[str, Any], int]:
    """The same for a script, as JSON: who was first, when, what they did, where the question is."""
    told = found(question_id, refusal)
    what = action_done(told.event.action) if told.event else None
    return (
        {
            "said": _said(told, what),
            "who": told.who,
            "when": told.at.isoformat() if told.at else None,
            "what": what,
            "number": told.question.id,
            "version": told.question.version,
            "status": told.question.status.value,
            "address": url_for("moderating.question", question_id=question_id),
        },
        409,
    )


def _said(told: Told, what: str | None) -> str:
    """Noor Haddad decided this first: rejected."""
    if told.who is None or what is None:
        word = status_word(told.question.status)
        return gettext("That can’t be done now. It stands at: %(status)s.", status=word)
    return gettext("%(who)s decided this first: %(what)s.", who=told.who, what=what)


def next_url(question: Question) -> str | None:
    """Where the next decision waits: another question than this, claimed. None: they decide nothing here."""
    if not may(signed_in_user(), Permission.DECIDE, question.panel_id):
        return None
    return url_for("moderating.next_question", panel=question.panel.slug, skip=question.id)


def _just_happened(event: Event | None) -> bool:
    """Whether the last decision came while the page may still have been on screen."""
    return event is not None and (clock.now() - event.at).total_seconds() < 600


def _who(event: Event | None) -> str | None:
    if event is None:
        return None
    if event.user is None:
        return gettext("The asker")
    return gettext("You") if event.user_id == signed_in_user().id else event.user.name


def _happened(event: Event | None, question: Question) -> str | None:
    """At 14:06:51, 11 seconds before you, it was rejected."""
    if event is None:
        return None
    return gettext(
        "At %(time)s, %(before)s, question %(number)s was %(what)s.",
        time=clock_text(event.at, question.panel.time_zone),
        before=_before(event),
        number=number(question.id),
        what=action_done(event.action),
    )


def _before(event: Event) -> str:
    seconds = max(int((clock.now() - event.at).total_seconds()), 0)
    if seconds < 1:
        return gettext("just before you")
    if seconds < 120:
        return ngettext("%(num)s second before you", "%(num)s seconds before you", seconds)
    return gettext("%(age)s before you", age=age(event.at, clock.now()))


def _typed() -> list[tuple[str, str]]:
    labels = {
        "text": gettext("Question"),
        "details": gettext("Details"),
        "explanation": gettext("Explanation"),
        "note": gettext("Note"),
        "message": gettext("Message"),
        "body": gettext("Answer"),
        "reason": gettext("Reason"),
        "texts": gettext("Question"),
        "into": gettext("Merge into No."),
    }
    typed = [(labels[name], text.strip()) for name in SHOWN for text in request.form.getlist(name)]
    return [
        (label, _reason_title(text) if label == labels["reason"] else text) for label, text in typed if text
    ]


def _reason_title(code: str) -> str:
    reason = reasons.find(code)
    return reason.title if reason else code
