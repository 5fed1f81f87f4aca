"""What the desk's pages show: the queue on the left, the question with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext

from blueprints import paging
from blueprints.access import acting_user, signed_in_user
from blueprints.conflict import next_url
from blueprints.moderating import forms
from blueprints.moderating.happenings import happened, objection
from blueprints.moderating.letters import letters
from blueprints.phrases import (
    action_done,
    age,
    letter_after,
    letter_before,
    number,
    status_word,
)
from blueprints.staff import account
from domain.desk import reasons
from domain.panel import not_taken, window
from domain.panel.lists import for_desk
from domain.permissions import Permission, may
from domain.question import entering, lifecycle, lists, slots, undoing
from domain.question.difference import difference
from domain.record.outbox import UNDO_WINDOW
from models import (
    Answer,
    Event,
    Executive,
    Panel,
    Question,
    RevisionState,
    SignOff,
    Status,
    Via,
    Wording,
)


@dataclass(frozen=True)
class Count:
    """One status and how many questions it has."""

    status: Status
    label: str
    shown: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class Row:
    """One question of the queue."""

    question: Question
    wording: Wording
    url: str
    age: str
    addressees: str
    via: Via
    scheduled: datetime | None
    note: str | None = None


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


def panels() -> Sequence[Panel]:
    """The panels whose desk the signed-in person may read."""
    return for_desk(signed_in_user(), Permission.READ_DESK, g.now)


def queue(panel: Panel, status: Status, *, question: Question | None = None) -> dict[str, Any]:
    """The left side: counts by status and the rows of one."""
    after = paging.after() if question is None else None
    newest_first = status not in lists.OPEN_STATES and status is not Status.APPROVED
    page = lists.queue(panel, status, after=after, newest_first=newest_first)
    return {
        "account": account(),
        "panel": panel,
        "panels": panels(),
        "status": status,
        "counts": [_count(panel, each, tally, status) for each, tally in lists.counts(panel).items()],
        "rows": [_row(row) for row in page.rows],
        "newest_first": newest_first,
        "enter_url": _enter_url(panel),
        "older_url": _queue_url(panel, status, paging.written(page.next_after)),
        "newest_url": _queue_url(panel, status, "") if after else None,
    }


def question_page(
    question: Question, *, opened: str | None = None, form: forms.DecisionForm | None = None
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
    undone = undoing.undoable(question, by, g.now)
    happenings = happened(question)
    newest, original = question.newest_wording, question.original
    queue_url = _queue_url(question.panel, question.status, "")
    return {
        **queue(question.panel, question.status, question=question),
        "question": question,
        "wording": newest,
        "original": original,
        "pieces": difference(original.text, newest.text) if newest.text != original.text else [],
        "not_taken": not_taken.of_question(question),
        "wordings": question.wordings,
        "asker": _asker(question),
        "addressees": _names(question),
        "slots": [_place(question, slot) for slot in slots.slots(question)],
        "timeline": happenings,
        "objection": objection(happenings),
        "passport_url": _passport_url(question),
        "signed_off": question.panel.sign_off is not SignOff.NONE,
        "available": available,
        "forms": every,
        "reasons": reasons.every(),
        "letters": letters(question),
        "letter_before": letter_before(),
        "letter_after": letter_after(),
        "undo_left": _seconds_left(undone) if undone else None,
        "undo_what": _undo_what(question, undone) if undone else None,
        "opened": opened or _asked_to_open(available),
        "failed": form is not None,
        "next_url": next_url(question),
        "back_url": queue_url,
    }


def _asked_to_open(available: list[str]) -> str | None:
    wanted = request.args.get("open")
    return wanted if wanted in available else None


def _queue_url(panel: Panel, status: Status, after: str | None) -> str | None:
    if after is None:
        return None
    return url_for("moderating.queue", panel=panel.slug, status=status.value, after=after or None)


def _enter_url(panel: Panel) -> str | None:
    """Where a question that came another way is entered; None where one may not, or no more."""
    if not may(signed_in_user(), Permission.DECIDE, panel.id):
        return None
    if window.state(panel, g.now) == window.ARCHIVED:
        return None
    return url_for("moderating.new_question", panel=panel.slug)


def _passport_url(question: Question) -> str | None:
    """Where the passport is printed, for the one person who may."""
    user = signed_in_user()
    if not may(user, Permission.DECIDE, question.panel_id) or not entering.may_print(question, user):
        return None
    return url_for("moderating.printed_passport", question_id=question.id)


def _count(panel: Panel, status: Status, tally: int, chosen: Status) -> Count:
    return Count(
        status=status,
        label=status_word(status),
        shown=number(tally),
        url=url_for("moderating.queue", panel=panel.slug, status=status.value),
        chosen=status is chosen,
    )


def _row(question: Question) -> Row:
    return Row(
        question=question,
        wording=question.newest_wording,
        url=url_for("moderating.question", question_id=question.id),
        age=age(question.asked_at, g.now),
        addressees=", ".join(executive.name for executive in question.executives),
        via=question.passport.via,
        scheduled=_yet_to_come(question.published_at),
    )


def _yet_to_come(moment: datetime | None) -> datetime | None:
    return moment if moment is not None and moment > g.now else None


def _names(question: Question) -> str:
    if not question.executives:
        return gettext("All who answer")
    return ", ".join(executive.name for executive in question.executives)


def _asker(question: Question) -> dict[str, bool]:
    """Blind: whether there is a name or an address, never which."""
    asker = question.passport.asker
    return {
        "has_name": bool(asker and asker.name),
        "has_email": bool(asker and asker.email),
    }


def _place(question: Question, slot: slots.Slot) -> Place:
    answer = slot.answer
    public = bool(answer and answer.published_at and answer.published_at <= g.now)
    return Place(
        executive=slot.executive,
        answer=answer,
        url=url_for("answering.write", question_id=question.id, executive_id=slot.executive.id),
        state_word=_answer_word(answer, public=public),
        scheduled=_yet_to_come(answer.published_at if answer else None),
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


def _seconds_left(event: Event) -> int:
    return max(int((event.at + UNDO_WINDOW - g.now).total_seconds()), 0)


def _undo_what(question: Question, event: Event) -> str:
    return gettext(
        "No. %(number)s %(done)s",
        number=number(question.id),
        done=action_done(event.action),
    )
