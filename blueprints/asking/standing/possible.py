"""What the asker can do with one question, and why not where they can't."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g
from flask_babel import gettext

from blueprints.phrases.times import day_text
from domain.permissions import Actor
from domain.question import lifecycle
from domain.question.lifecycle import Action
from models import Question, Status


@dataclass(frozen=True)
class Possible:
    """Whether an action is possible now, and the sentence beside it: what it does, or why not."""

    now: bool
    sentence: str


def of(question: Question, by: Actor) -> dict[str, Possible]:
    """Every action of an asker, by its name."""
    found = {
        action.value: _possible(question, action, by)
        for action in (Action.REVISE, Action.WITHDRAW, Action.OBJECT, Action.APPEAL)
    }
    if question.status is not Status.REJECTED and question.appealed_at is None:
        del found[Action.APPEAL.value]
    return found


def _possible(question: Question, action: Action, by: Actor) -> Possible:
    if lifecycle.may_take(question, action, by, g.now):
        return Possible(True, _DOES[action](question))
    return Possible(False, _ended(question) or _WHY_NOT[action](question))


def _ended(question: Question) -> str | None:
    """What makes everything impossible."""
    if question.status is Status.WITHDRAWN:
        return gettext("Not now: you have withdrawn it.")
    if question.asker_left_at is not None:
        return gettext("Not now: you have left this question.")
    return None


def _archived(question: Question) -> str | None:
    archived = question.panel.archived_at
    if archived is None or archived > g.now:
        return None
    return gettext("Not now: the panel is archived.")


def _public_since(question: Question) -> str | None:
    if question.published_at is None or question.published_at > g.now:
        return None
    return day_text(question.published_at, question.panel.time_zone)


def _why_no_revising(question: Question) -> str:
    if question.status in (Status.PENDING, Status.RETURNED):
        return _archived(question) or ""
    rule = gettext("Not now: possible while it is pending or was sent back to you.")
    if question.status is Status.REJECTED and question.appealed_at is None:
        return f"{rule} {gettext('After an appeal that succeeds, it is.')}"
    if question.status is Status.APPROVED:
        return f"{rule} {gettext('Yours is approved: object to the wording instead.')}"
    return rule


def _why_no_withdrawing(question: Question) -> str:
    rule = gettext("Not now: possible until it is published.")
    since = _public_since(question)
    return f"{rule} {gettext('Yours is public since %(date)s.', date=since)}" if since else rule


def _why_no_objecting(question: Question) -> str:
    if question.status is Status.REJECTED:
        return gettext("Not now: it is rejected. What you can object to is the rejection.")
    since = _public_since(question)
    if since:
        rule = gettext("Not now: possible until it is published.")
        return f"{rule} {gettext('Yours is public since %(date)s.', date=since)}"
    return _archived(question) or ""


def _why_no_appeal(question: Question) -> str:
    if question.appealed_at is not None:
        date = day_text(question.appealed_at, question.panel.time_zone)
        return gettext("Possible once, and you objected on %(date)s.", date=date)
    return _archived(question) or ""


def _withdrawing(question: Question) -> str:
    if question.status is Status.REJECTED:
        return gettext("Then it counts as withdrawn, not as rejected. An appeal is over with it.")
    return gettext("It leaves the queue and is not published. Possible until it is published.")


def _objecting(question: Question) -> str:
    return gettext("The moderators read what is wrong before it is published. Nothing else changes by it.")


def _revising(question: Question) -> str:
    return gettext("The moderators read the new wording. Your first one is kept.")


def _appealing(question: Question) -> str:
    return gettext("Once. Somebody other than the one who rejected it reads it.")


_DOES = {
    Action.REVISE: _revising,
    Action.WITHDRAW: _withdrawing,
    Action.OBJECT: _objecting,
    Action.APPEAL: _appealing,
}
_WHY_NOT = {
    Action.REVISE: _why_no_revising,
    Action.WITHDRAW: _why_no_withdrawing,
    Action.OBJECT: _why_no_objecting,
    Action.APPEAL: _why_no_appeal,
}
