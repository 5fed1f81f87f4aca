"""Where a question stands, as its passport says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g, url_for
from flask_babel import gettext

from blueprints.asking.forms import ReviseForm, WithdrawForm
from blueprints.phrases import letter_after, letter_before
from domain.language import slug
from domain.permissions import Actor
from domain.question import lifecycle
from domain.question.difference import Piece, difference
from domain.question.lifecycle import Action
from domain.question.slots import asked
from domain.record import events, lists
from domain.visibility import Sight, seen
from models import Author, Event, Question, Status, Wording


@dataclass(frozen=True)
class Step:
    """One stop on a question's way."""

    name: str
    at: datetime | None
    reached: bool
    current: bool


@dataclass(frozen=True)
class Item:
    """One question of a submission, as its asker sees it."""

    question: Question
    wording: Wording
    status: str
    steps: list[Step]
    headline: str
    sentence: str
    original: Wording
    public: Wording | None
    pieces: list[Piece]
    reason_title: str | None
    reason_text: str | None
    explanation: str | None
    letter_after: str
    message: str | None
    public_url: str | None
    may_revise: bool
    may_withdraw: bool
    revise_form: ReviseForm
    withdraw_form: WithdrawForm
    happenings: list[tuple[datetime, str]]


def item(
    question: Question,
    by: Actor,
    *,
    revise_form: ReviseForm | None = None,
    withdraw_form: WithdrawForm | None = None,
) -> Item:
    """All that the passport shows of one question; nobody of the staff is named."""
    history = events.of_question(question)
    shown = _own_newest(question) if question.public_wording is None else question.wording
    public = question.public if question.public_wording is not None else None
    headline, sentence = _words(question)
    rejected = lists.last_with(question, "reject") if question.reason else None
    returned = lists.last_with(question, "send-back") if _is(question, Status.RETURNED) else None
    changed = public is not None and public.text != _own_newest(question).text
    return Item(
        question=question,
        wording=shown,
        status=question.status.value,
        steps=_steps(question, history),
        headline=headline,
        sentence=sentence,
        original=_own_newest(question),
        public=public,
        pieces=difference(_own_newest(question).text, public.text) if public and changed else [],
        reason_title=question.reason.title if question.reason else None,
        reason_text=question.reason.standard_text if question.reason else None,
        explanation=_note(rejected),
        letter_after=letter_after(),
        message=_note(returned),
        public_url=public_url(question),
        may_revise=lifecycle.may_take(question, Action.REVISE, by, g.now),
        may_withdraw=lifecycle.may_take(question, Action.WITHDRAW, by, g.now),
        revise_form=revise_form or _filled(question),
        withdraw_form=withdraw_form or WithdrawForm(formdata=None),
        happenings=_happenings(history),
    )


def public_url(question: Question) -> str | None:
    """Where the question can be read by everybody, once it can."""
    view = seen(question, g.now)
    shown = view.root or question
    if view.sight not in (Sight.PUBLISHED, Sight.OPEN, Sight.MERGED):
        return None
    return url_for(
        "reading.question",
        panel=shown.panel.slug,
        question_id=shown.id,
        slug=slug(shown.wording.text),
    )


def _own_newest(question: Question) -> Wording:
    own = [w for w in question.wordings if w.author is Author.ASKER]
    return own[-1] if own else question.original


def _filled(question: Question) -> ReviseForm:
    newest = _own_newest(question)
    form = ReviseForm(formdata=None)
    form.text.data, form.details.data = newest.text, newest.details
    return form


def _is(question: Question, status: Status) -> bool:
    return question.status is status


def _note(event: Event | None) -> str | None:
    return event.note.text if event is not None and event.note is not None else None


def _whom(question: Question) -> str:
    names = [executive.name for executive in asked(question)]
    if not names:
        return gettext("the executives")
    if len(names) == 1:
        return names[0]
    return gettext("%(first)s and %(last)s", first=", ".join(names[:-1]), last=names[-1])


def _words(question: Question) -> tuple[str, str]:
    if question.asker_left_at is not None:
        stays = gettext("Others ask the same, so it stays, without you.")
        erased = gettext("Your name and address are erased.")
        gone = question.passport.asker is None
        return gettext("You have left this question."), f"{stays} {erased}" if gone else stays
    return _WORDS[question.status](question)


def _pending(question: Question) -> tuple[str, str]:
    if question.appealed_at is not None:
        return (
            gettext("Another moderator reads it again."),
            gettext("You objected to the rejection. Whoever rejected it doesn't decide this time."),
        )
    return (
        gettext("A moderator reads it next."),
        gettext("Approved, it goes to %(whom)s. You need to do nothing.", whom=_whom(question)),
    )


def _held(question: Question) -> tuple[str, str]:
    return (
        gettext("The moderators are taking advice."),
        gettext("They want to ask somebody before they decide. You need to do nothing."),
    )


def _returned(question: Question) -> tuple[str, str]:
    return (
        gettext("The moderators sent it back to you."),
        gettext("Read what they write, change your question and send it again."),
    )


def _approved(question: Question) -> tuple[str, str]:
    if question.first_published_at is not None and question.first_published_at <= g.now:
        return (
            gettext("It was taken down."),
            gettext("The reason is on its page: %(why)s", why=question.unpublish_reason or ""),
        )
    whom = asked(question)
    if len(whom) == 1:
        headline = gettext("%(whom)s has your question.", whom=whom[0].name)
    else:
        headline = gettext("%(whom)s have your question.", whom=_whom(question))
    return headline, gettext("Once there is an answer it is published. You need to do nothing.")


def _published(question: Question) -> tuple[str, str]:
    if question.published_at is not None and question.published_at > g.now:
        return (
            gettext("It is answered."),
            gettext("The answer is published soon, at a time that is set."),
        )
    return gettext("It is answered."), gettext("Everybody can read question and answer.")


def _merged(question: Question) -> tuple[str, str]:
    return (
        gettext("Somebody asked the same."),
        gettext("Yours was put together with theirs. One answer is for all of you."),
    )


def _rejected(question: Question) -> tuple[str, str]:
    return gettext("It is not put to the executives."), letter_before()


def _withdrawn(question: Question) -> tuple[str, str]:
    return (
        gettext("You withdrew it."),
        gettext("It left the queue and is not published. You can ask again at any time."),
    )


_WORDS = {
    Status.PENDING: _pending,
    Status.HELD: _held,
    Status.RETURNED: _returned,
    Status.APPROVED: _approved,
    Status.PUBLISHED: _published,
    Status.MERGED: _merged,
    Status.REJECTED: _rejected,
    Status.WITHDRAWN: _withdrawn,
}


def _steps(question: Question, history: list[Event]) -> list[Step]:
    """Received, decided, with the executives, published: which are behind, which is now."""
    approved = next((e.at for e in reversed(history) if e.to_status == "approved"), None)
    public = question.published_at if question.published_at and question.published_at <= g.now else None
    status = question.status
    decided = status in (Status.APPROVED, Status.PUBLISHED)
    ended = {Status.REJECTED: gettext("Rejected"), Status.WITHDRAWN: gettext("Withdrawn")}
    received = Step(gettext("Received"), question.asked_at, reached=True, current=False)
    if status in ended:
        return [received, Step(ended[status], history[-1].at, reached=True, current=True)]
    reading = {
        Status.HELD: gettext("Advice is taken"),
        Status.RETURNED: gettext("Back with you"),
        Status.MERGED: gettext("Merged"),
    }.get(status, gettext("Read by a moderator"))
    return [
        received,
        Step(
            gettext("Approved") if decided else reading,
            approved if decided else _since(question, history),
            reached=decided,
            current=not decided,
        ),
        Step(
            gettext("With %(whom)s", whom=_whom(question)),
            approved if decided else None,
            reached=public is not None,
            current=decided and public is None,
        ),
        Step(gettext("Published"), public, reached=public is not None, current=public is not None),
    ]


def _since(question: Question, history: list[Event]) -> datetime | None:
    """When the question came to wait where it waits; None while nobody has decided anything."""
    if question.status is Status.PENDING:
        return None
    return next((e.at for e in reversed(history) if e.to_status == question.status.value), None)


def _happenings(history: list[Event]) -> list[tuple[datetime, str]]:
    words = {
        "submit": gettext("Received"),
        "import": gettext("Received"),
        "approve": gettext("Approved by a moderator"),
        "hold": gettext("The moderators take advice"),
        "resume": gettext("With the moderators again"),
        "send-back": gettext("Sent back to you"),
        "revise": gettext("You revised it"),
        "reject": gettext("Rejected by a moderator"),
        "appeal": gettext("You objected"),
        "reopen": gettext("Taken up again"),
        "merge": gettext("Merged with another question"),
        "unmerge": gettext("Taken apart from the other question"),
        "publish": gettext("Published"),
        "unpublish": gettext("Taken down"),
        "withdraw": gettext("You withdrew it"),
        "reword": gettext("Wording changed by a moderator"),
        "address": gettext("Put to other executives"),
        "split": gettext("Split into several questions"),
        "move": gettext("Moved to another panel"),
        "undo": gettext("A decision was taken back"),
    }
    return [(e.at, words[e.action]) for e in reversed(history) if e.action in words]
