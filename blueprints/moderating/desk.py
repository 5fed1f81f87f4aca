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
from domain.panel.lists import for_desk
from domain.permissions import Permission
from domain.question import lifecycle, lists, slots, undoing
from domain.question.difference import difference
from domain.record.lists import timeline
from domain.record.outbox import UNDO_WINDOW
from models import (
    ActorKind,
    Answer,
    Event,
    Executive,
    Panel,
    Question,
    RevisionState,
    Status,
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
    note: str | None = None


@dataclass(frozen=True)
class Place:
    """One executive asked, and how far the answer is."""

    executive: Executive
    answer: Answer | None
    url: str
    state_word: str
    released: bool
    public: bool


@dataclass(frozen=True)
class Happening:
    """One event as the timeline shows it."""

    event: Event
    template: str
    who: str
    note: str | None
    at: datetime
    details: dict[str, Any]


def panels() -> Sequence[Panel]:
    """The panels whose desk the signed-in person may read."""
    return for_desk(signed_in_user(), Permission.READ_DESK)


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
    newest, original = question.newest_wording, question.original
    queue_url = _queue_url(question.panel, question.status, "")
    return {
        **queue(question.panel, question.status, question=question),
        "question": question,
        "wording": newest,
        "original": original,
        "pieces": difference(original.text, newest.text) if newest.text != original.text else [],
        "wordings": question.wordings,
        "asker": _asker(question),
        "addressees": _names(question),
        "slots": [_place(question, slot) for slot in slots.slots(question)],
        "timeline": [_happening(event) for event in timeline(question)],
        "available": available,
        "forms": every,
        "reasons": reasons.every(),
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
    )


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
        released=bool(answer and answer.statement.released),
        public=public,
    )


def _answer_word(answer: Answer | None, *, public: bool) -> str:
    if answer is None:
        return gettext("No answer yet")
    if public:
        return gettext("Public")
    if answer.published_at is not None:
        return gettext("Scheduled")
    return {
        RevisionState.DRAFT: gettext("A draft"),
        RevisionState.SUBMITTED: gettext("Submitted, not released"),
        RevisionState.RETURNED: gettext("Returned"),
        RevisionState.RELEASED: gettext("Released, not public"),
    }[answer.statement.newest.state]


def _happening(event: Event) -> Happening:
    if event.user is not None:
        who = event.user.name
    else:
        asker = event.actor_kind is ActorKind.ASKER
        who = gettext("The asker") if asker else gettext("The system")
    return Happening(
        event=event,
        template=f"timeline/{event.action}.html",
        who=who,
        note=event.note.text if event.note is not None and event.note.erased_at is None else None,
        at=event.at,
        details=event.details,
    )


def _seconds_left(event: Event) -> int:
    return max(int((event.at + UNDO_WINDOW - g.now).total_seconds()), 0)


def _undo_what(question: Question, event: Event) -> str:
    return gettext(
        "No. %(number)s %(done)s",
        number=number(question.id),
        done=action_done(event.action),
    )
