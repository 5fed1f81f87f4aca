"""The page for a decision that came too late: who was first, how it stands, what was typed."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext, ngettext

from blueprints.access import signed_in_user
from blueprints.phrases import action_done, action_word, age, clock_text, number
from domain.desk import reasons
from domain.question import lists
from domain.record.lists import last_decision
from domain.refusals import NotAvailable
from extensions import clock, db
from models import Event, Question

SHOWN = ("reason", "text", "details", "explanation", "note", "message", "body")


def page(question_id: int, action: str, refusal: Exception, *, account: object) -> tuple[str, int]:
    """The 409 page, from a fresh read after what failed was rolled back."""
    db.session.rollback()
    question = lists.whole(question_id)
    assert question is not None
    event = last_decision(question)
    raced = not isinstance(refusal, NotAvailable) or _just_happened(event)
    return (
        render_template(
            "moderating/conflict.html",
            account=account,
            question=question,
            panel=question.panel,
            who=_who(event) if raced else None,
            at=event.at if event and raced else None,
            happened=_happened(event, question) if raced else None,
            now_status=question.status,
            wording=question.wording,
            their_note=event.note.text if event and raced and event.note else None,
            attempted=action_word(action),
            typed=_typed(),
            question_url=url_for("moderating.question", question_id=question.id),
            next_url=next_url(question),
        ),
        409,
    )


def next_url(question: Question) -> str:
    """Where the next decision waits: the following pending question, else the queue."""
    following = lists.next_waiting(question)
    if following is None:
        return url_for("moderating.queue", panel=question.panel.slug)
    return url_for("moderating.question", question_id=following)


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
    }
    typed = [(labels[name], request.form.get(name, "").strip()) for name in SHOWN]
    return [
        (label, _reason_title(text) if label == labels["reason"] else text) for label, text in typed if text
    ]


def _reason_title(code: str) -> str:
    reason = reasons.find(code)
    return reason.title if reason else code
