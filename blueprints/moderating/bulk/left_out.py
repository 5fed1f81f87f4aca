"""Why a question was left out of a batch, or kept when it was taken back, and what one can do."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from blueprints.access import signed_in_user
from blueprints.phrases import action_done, action_word, clock_text, status_word
from domain.desk.batches.why import Why
from domain.permissions import Permission, may
from domain.question.lists import OPEN_STATES
from models import ActorKind, Batch, BatchItem, Event, Question


@dataclass(frozen=True)
class LeftOut:
    """A row of the table. ``pair`` is its id and present version where it can still be decided."""

    question: Question | None
    number: int
    title: str
    detail: str | None
    url: str
    link: str | None
    pair: str


def left_out(item: BatchItem, batch: Batch) -> LeftOut:
    """The row of one question; of one that is on a panel that isn't theirs to read the number alone."""
    question, event = item.question, item.event
    readable = may(signed_in_user(), Permission.READ_DESK, question.panel_id)
    still = readable and question.panel_id == batch.panel_id and question.status in OPEN_STATES
    return LeftOut(
        question=question if readable else None,
        number=question.id,
        title=_title(item, batch, event),
        detail=_detail(item, batch, event),
        url=url_for("moderating.question", question_id=question.id),
        link=_link(event) if readable else None,
        pair=f"{question.id}:{question.version}" if still else "",
    )


def _title(item: BatchItem, batch: Batch, event: Event | None) -> str:
    match item.why:
        case Why.ERASED:
            return gettext("Its asker erased their words.")
        case Why.OWN_REJECTION:
            return gettext("You rejected it, and its asker objected.")
        case Why.NO_ASKER:
            return gettext("It is the moderators’ own and has no asker.")
        case Why.WORDS:
            return gettext("What was written can’t be used for it.")
        case Why.NOT_ALLOWED:
            return gettext("You may no longer decide on this panel.")
        case Why.FAILED:
            return gettext("It failed on our side.")
        case Why.STOPPED:
            return gettext("The batch was taken back before its turn.")
        case Why.FOLLOWED if event is None:
            return gettext("An answer was written since.")
        case Why.STATE if event is None or event.action == batch.action:
            return gettext("It was there already.")
    return _happened(event, batch) if event else gettext("It was changed meanwhile.")


def _happened(event: Event, batch: Batch) -> str:
    """Noor Haddad was first: merged at 14:06:58."""
    return gettext(
        "It was %(what)s by %(who)s at %(time)s.",
        what=action_done(event.action),
        who=_who(event),
        time=clock_text(event.at, batch.panel.time_zone),
    )


def _who(event: Event) -> str:
    if event.user is not None:
        return gettext("you") if event.user_id == signed_in_user().id else event.user.name
    return gettext("its asker") if event.actor_kind is ActorKind.ASKER else gettext("the system")


def _detail(item: BatchItem, batch: Batch, event: Event | None) -> str | None:
    question = item.question
    if item.why == Why.OWN_REJECTION:
        return gettext("An appeal is never decided by the one who rejected. A colleague decides it.")
    if item.why == Why.FAILED:
        return gettext("Nothing happened to it. Try it by itself.")
    if item.why == Why.STATE:
        return gettext(
            "“%(action)s” does not fit how it stands: %(status)s.",
            action=action_word(batch.action),
            status=status_word(question.status),
        )
    if event is not None and event.action == "merge" and question.merged_into is not None:
        return gettext("Into “%(text)s”", text=question.merged_into.newest_wording.text)
    if item.why == Why.STALE:
        return gettext(
            "You had version %(seen)s, it is version %(now)s now.", seen=item.version, now=question.version
        )
    return None


def _link(event: Event | None) -> str:
    if event is not None and event.action in ("revise", "reword"):
        return gettext("Read the new wording")
    if event is not None and event.action == "merge":
        return gettext("See the merge")
    return gettext("Open it")
