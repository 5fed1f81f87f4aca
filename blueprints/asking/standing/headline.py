"""What happens next with a question: one headline and one plain sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import g
from flask_babel import gettext

from blueprints.angry_day import waiting_words
from blueprints.asking.standing.figures import days
from blueprints.phrases import letter_before
from domain.asker import contact
from domain.question.slots import asked
from domain.visibility import panel_stands
from models import Executive, Question, Status

if TYPE_CHECKING:
    from blueprints.asking.standing import Waits

Words = tuple[str, str]


def of(question: Question, answered_by: Sequence[Executive], waits: Waits, *, held_on_arrival: bool) -> Words:
    """Headline and sentence for the state in which the question is."""
    if question.asker_left_at is not None:
        stays = gettext("Others ask the same, so it stays, without you.")
        erased = gettext("Your name and address are erased.")
        gone = question.passport.asker is None
        return gettext("You have left this question."), f"{stays} {erased}" if gone else stays
    if question.awaits_confirmation and question.status in (Status.PENDING, Status.HELD):
        return _unconfirmed(question)
    if question.status is Status.HELD and held_on_arrival:
        return waiting_words()
    if question.status is Status.PUBLISHED:
        return _published(question, answered_by, waits)
    return _WORDS[question.status](question)


def listed(executives: Sequence[Executive]) -> str:
    """Their names as a list in a sentence."""
    names = [executive.name for executive in executives]
    if not names:
        return gettext("the executives")
    if len(names) == 1:
        return names[0]
    return gettext("%(first)s and %(last)s", first=", ".join(names[:-1]), last=names[-1])


def _unconfirmed(question: Question) -> Words:
    asker = question.passport.asker
    address = contact.masked(asker.email) if asker and asker.email else gettext("your address")
    return (
        gettext("Your address waits for its confirmation."),
        gettext(
            "We wrote to %(address)s. Open the link in that mail and press its button; "
            "then the moderators read your question.",
            address=address,
        ),
    )


def _pending(question: Question) -> Words:
    if question.appealed_at is not None:
        return (
            gettext("Another moderator reads it again."),
            gettext("You objected to the rejection. Whoever rejected it doesn't decide this time."),
        )
    return (
        gettext("A moderator reads it next."),
        gettext("Approved, it goes to %(whom)s. You need to do nothing.", whom=listed(asked(question))),
    )


def _held(question: Question) -> Words:
    return (
        gettext("The moderators are taking advice."),
        gettext("They want to ask somebody before they decide. You need to do nothing."),
    )


def _returned(question: Question) -> Words:
    return (
        gettext("The moderators ask you for a new wording."),
        gettext("They sent it back to you. Nothing is lost and nothing is rejected."),
    )


def _approved(question: Question) -> Words:
    if question.first_published_at is not None and question.first_published_at <= g.now:
        return (
            gettext("It was taken down."),
            gettext("The reason is on its page: %(why)s", why=question.unpublish_reason or ""),
        )
    whom = asked(question)
    if len(whom) == 1:
        headline = gettext("%(whom)s has your question.", whom=whom[0].name)
    else:
        headline = gettext("%(whom)s have your question.", whom=listed(whom))
    return headline, gettext("Once there is an answer it is published. You need to do nothing.")


def _published(question: Question, answered_by: Sequence[Executive], waits: Waits) -> Words:
    if question.published_at is not None and question.published_at > g.now:
        return (
            gettext("It is answered."),
            gettext("The answer is published soon, at a time that is set."),
        )
    if not panel_stands(question.panel):
        return (
            gettext("It is answered, and nobody can read it now."),
            gettext("Question and answer are kept as they were and appear again with the panel."),
        )
    if len(answered_by) == 1:
        headline = gettext("%(whom)s has answered.", whom=answered_by[0].name)
    else:
        headline = gettext("%(whom)s have answered.", whom=listed(answered_by))
    sentence = gettext("Everybody can read question and answer.")
    first = question.first_published_at
    if first is not None and waits.published is not None:
        took = max(-(-int((first - question.asked_at).total_seconds()) // 86400), 1)
        sentence += " " + gettext(
            "%(took)s from asked to published; half of all take %(half)s or less.",
            took=days(took),
            half=days(waits.published.days),
        )
    return headline, sentence


def _merged(question: Question) -> Words:
    return (
        gettext("Somebody asked the same."),
        gettext("Yours was put together with theirs. One answer is for all of you."),
    )


def _rejected(question: Question) -> Words:
    if question.appealed_at is not None:
        return (
            gettext("It is not put to the executives."),
            gettext("It was read again after you objected, by somebody else, and is rejected."),
        )
    return gettext("It is not put to the executives."), letter_before()


def _withdrawn(question: Question) -> Words:
    return (
        gettext("You withdrew it."),
        gettext("It left the queue and is not published. You can ask again at any time."),
    )


_WORDS = {
    Status.PENDING: _pending,
    Status.HELD: _held,
    Status.RETURNED: _returned,
    Status.APPROVED: _approved,
    Status.MERGED: _merged,
    Status.REJECTED: _rejected,
    Status.WITHDRAWN: _withdrawn,
}
