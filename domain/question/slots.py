"""Slots: one executive asked one question, where an answer belongs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models import Answer, Executive, Question, SignOff, Standing, Status

OPEN_FOR_ANSWERS = frozenset({Status.APPROVED, Status.PUBLISHED})


@dataclass(frozen=True)
class Slot:
    """An executive who was asked, and their answer where there is one."""

    executive: Executive
    answer: Answer | None


def asked(question: Question) -> list[Executive]:
    """The executives the question is put to: those named, else all who are answering."""
    if question.executives:
        return list(question.executives)
    return [e for e in question.panel.executives if e.standing is Standing.ANSWERING]


def slots(question: Question) -> list[Slot]:
    """One slot for each executive asked and for each who has answered; none before approval."""
    if question.status not in OPEN_FOR_ANSWERS:
        return []
    answers = {answer.executive_id: answer for answer in question.answers}
    executives = asked(question)
    known = {executive.id for executive in executives}
    executives += [a.executive for a in question.answers if a.executive_id not in known]
    return [Slot(executive, answers.get(executive.id)) for executive in executives]


def publishable(question: Question, at: datetime) -> list[Answer]:
    """The released answers that aren't public yet; scheduled ones can be moved.

    None where the panel's answers pass sign-off: until its steps can be taken, none of them did.
    """
    if question.panel.sign_off is not SignOff.NONE:
        return []
    return [
        answer
        for answer in question.answers
        if answer.statement.released is not None and (answer.published_at is None or answer.published_at > at)
    ]
