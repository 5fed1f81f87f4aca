"""What the desk shows of one question, beside the queue: all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext

from blueprints.access import acting_user, signed_in_user
from blueprints.conflict import next_url
from blueprints.moderating import asked, forms, offered, replies, similar
from blueprints.moderating.deciding import DecisionForm
from blueprints.moderating.happenings import happened, objection
from blueprints.moderating.letters import letters
from blueprints.moderating.merging.family import family
from blueprints.moderating.queue import filters, shown
from blueprints.phrases import (
    letter_after,
    letter_before,
)
from domain.account import keys
from domain.desk import reasons
from domain.panel import not_taken
from domain.permissions import Permission, may
from domain.question import entering, lifecycle, rewording, slots
from domain.question.difference import difference
from models import (
    Answer,
    Executive,
    Question,
    RevisionState,
    SignOff,
    Status,
)


@dataclass(frozen=True)
class Place:
    """One executive asked, and how far the answer is."""

    executive: Executive
    answer: Answer | None
    url: str
    state_word: str
    scheduled: datetime | None
    released: bool
    public: bool


def question_page(
    question: Question, *, opened: str | None = None, form: DecisionForm | None = None
) -> dict[str, Any]:
    """The whole page of one question; ``form`` is the one that was sent and refused."""
    by = acting_user()
    available = [
        str(action.value)
        for action in lifecycle.Action
        if action.value in forms.FORMS and lifecycle.may_take(question, action, by, g.now)
    ]
    every = {action: forms.blank(action, question, g.now) for action in available}
    if opened is not None and form is not None:
        every[opened] = form
    undo = replies.undo(by, g.now)
    happenings = happened(question)
    newest, original = question.newest_wording, question.original
    return {
        **shown.queue(question.panel, filters.asked_for(question.status), question=question),
        "question": question,
        "wording": newest,
        "original": original,
        "pieces": difference(original.text, newest.text) if newest.text != original.text else [],
        "not_taken": not_taken.of_question(question),
        "wordings": question.wordings,
        "asker": asked.asker(question),
        "family": family(question),
        "most_parts": rewording.MOST_PARTS,
        "addressees": _names(question),
        "slots": [_place(question, slot) for slot in slots.slots(question)],
        "similar": similar.of(question),
        "timeline": happenings,
        "objection": objection(happenings),
        "passport_url": _passport_url(question),
        "signed_off": question.panel.sign_off is not SignOff.NONE,
        "available": available,
        "forms": every,
        **offered.words(question, every, sent=form is not None),
        **own_reasons(),
        "letters": letters(question),
        "letter_before": letter_before(),
        "letter_after": letter_after(),
        "undo": undo,
        "undo_form": DecisionForm(formdata=None),
        "undo_here": "undo" in available and not replies.takes_back(undo, question),
        "leads_on": sorted(replies.LEADS_ON) if question.status is Status.PENDING else [],
        "opened": opened or _asked_to_open(available),
        "failed": form is not None,
        "next_url": next_url(question),
    }


def own_reasons() -> dict[str, Any]:
    """The reasons, those of one's own digits first, and which digit each has."""
    every = reasons.every()
    nine = keys.nine(keys.of(signed_in_user()).reasons, every)
    digits = {reason.code: digit for digit, reason in enumerate(nine, 1) if reason}
    first = [reason for reason in nine if reason]
    return {"reasons": [*first, *(r for r in every if r.code not in digits)], "digits": digits}


def _asked_to_open(available: list[str]) -> str | None:
    wanted = request.args.get("open")
    return wanted if wanted in available else None


def _passport_url(question: Question) -> str | None:
    """Where the passport is printed, for the one person who may."""
    user = signed_in_user()
    if not may(user, Permission.DECIDE, question.panel_id) or not entering.may_print(question, user):
        return None
    return url_for("moderating.printed_passport", question_id=question.id)


def _names(question: Question) -> str:
    if not question.executives:
        return gettext("All who answer")
    return ", ".join(executive.name for executive in question.executives)


def _place(question: Question, slot: slots.Slot) -> Place:
    answer = slot.answer
    public = bool(answer and answer.published_at and answer.published_at <= g.now)
    return Place(
        executive=slot.executive,
        answer=answer,
        url=url_for("answering.write", question_id=question.id, executive_id=slot.executive.id),
        state_word=_answer_word(answer, public=public),
        scheduled=shown.yet_to_come(answer.published_at if answer else None),
        released=bool(answer and answer.statement.released),
        public=public,
    )


def _answer_word(answer: Answer | None, *, public: bool) -> str:
    if answer is None:
        return gettext("No answer yet")
    newest = answer.statement.newest.state
    if public:
        return _public_word(newest)
    return {
        RevisionState.DRAFT: gettext("A draft"),
        RevisionState.SUBMITTED: gettext("Submitted, not released"),
        RevisionState.RETURNED: gettext("Returned"),
        RevisionState.RELEASED: gettext("Released, not public"),
    }[newest]


def _public_word(newest: RevisionState) -> str:
    """What is said of an answer that readers read, and of what was written since."""
    if newest is RevisionState.SUBMITTED:
        return gettext("Public. A correction was submitted")
    if newest is RevisionState.RELEASED:
        return gettext("Public")
    return gettext("Public. A correction is being written")
