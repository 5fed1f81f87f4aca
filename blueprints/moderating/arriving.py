"""What a list that stays open asks for every few seconds: what has come, what became of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import abort, g, jsonify, request, url_for
from flask_babel import gettext, ngettext

from blueprints import paging
from blueprints.access import requires, signed_in_user
from blueprints.moderating import bp
from blueprints.moderating.queue.filters import asked_for, here_url
from blueprints.phrases import action_done, age, number, status_word, time_of_day
from domain.desk import arrivals, claims
from domain.desk.filters import Filters, written
from domain.panel.lists import for_desk
from domain.permissions import Permission, may
from domain.refusals import TooSlow
from models import ActorKind, Claim, Event, Panel, Question, Status

MOST_ROWS = 60
JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True)
class Strip:
    """The line between the tools of a list and its rows: where news of it is asked for, and read anew."""

    ask_url: str
    fresh_url: str


@dataclass(frozen=True)
class Holder:
    """Whose the open question is; ``keep_url`` is where its reader renews their claim, where they may."""

    claim: Claim | None
    mine: bool
    keep_url: str | None


@bp.get("/arrivals")
@requires(Permission.READ_DESK)
def arrived() -> Any:
    """How many have come to a list since it was read, and what became of its rows; 304: as before."""
    panel = _panel()
    rows, seen = _rows(), paging.after("seen")
    open_id = paging.whole_number(request.args.get("open"))
    changed = arrivals.changed(panel, rows)
    claimed = claims.live(rows, g.now)
    response = jsonify(
        arrived=_arrived(panel, seen),
        rows={str(id_): _row(standing) for id_, standing in sorted(changed.items())},
        reading={str(id_): words for id_, claim in sorted(claimed.items()) if (words := reading(claim))},
        open=_open(panel, open_id, changed, claimed) if open_id in rows else None,
    )
    response.add_etag()
    return response.make_conditional(request)


@bp.context_processor
def news() -> dict[str, Any]:
    """What templates ask about a list and an open question beside what its page was given."""
    return {"strip": strip, "readers": readers, "holder": holder}


def strip(panel: Panel, filters: Filters, question: Question | None) -> Strip:
    """The line of a list that is so narrowed and may stand beside an open ``question``."""
    seen = paging.written(arrivals.newest(panel, filters.status))
    ask_url = url_for("moderating.arrived", panel=panel.slug, seen=seen, **written(filters))
    return Strip(ask_url, here_url(panel, filters, question))


def readers(rows: Sequence[Any]) -> dict[int, str]:
    """Who else reads which of the list's rows, in words; looked up once for each page."""
    if "readers" not in g:
        claimed = claims.live([row.question.id for row in rows], g.now)
        g.readers = {id_: words for id_, claim in claimed.items() if (words := reading(claim))}
    found: dict[int, str] = g.readers
    return found


def holder(question: Question) -> Holder:
    """Whose the open question is, and where its reader keeps it."""
    claim = claims.live([question.id], g.now).get(question.id)
    decides = may(signed_in_user(), Permission.DECIDE, question.panel_id)
    return Holder(
        claim,
        mine=claim is not None and claim.user_id == signed_in_user().id,
        keep_url=url_for("moderating.claim", question_id=question.id)
        if decides and question.status is Status.PENDING
        else None,
    )


def reading(claim: Claim | None) -> str:
    """Noor Haddad is reading this; empty where nobody else is."""
    if claim is None or claim.user_id == signed_in_user().id:
        return ""
    return gettext("%(who)s is reading this", who=claim.user.name)


def held(claim: Claim | None, panel: Panel) -> str:
    """Yours until 14:13; empty where it is nobody's."""
    if claim is None:
        return ""
    until = time_of_day(claim.until, panel.time_zone).striptags()
    if claim.user_id == signed_in_user().id:
        return gettext("Yours until %(time)s", time=until)
    return gettext("%(who)s is reading this, until %(time)s", who=claim.user.name, time=until)


def _arrived(panel: Panel, seen: tuple[datetime, int] | None) -> str | None:
    """3 new questions; None where none has come."""
    filters = asked_for()
    if seen is None:
        return None
    try:
        count = arrivals.arrived(panel, filters, seen, user_id=signed_in_user().id, at=g.now)
    except TooSlow:
        return None
    if count > arrivals.MOST:
        return gettext("More than %(num)s new questions", num=arrivals.MOST)
    return ngettext("%(num)s new question", "%(num)s new questions", count) if count else None


def _row(standing: arrivals.Standing | None) -> dict[str, Any]:
    if standing is None:
        gone = gettext("Moved to another panel")
        return {"status": None, "words": gone, "version": None}
    question = standing.question
    return {
        "status": question.status.value,
        "version": question.version,
        "words": verdict(question, standing.event),
        "number": gettext("No. %(number)s", number=number(question.id)),
    }


def verdict(question: Question, event: Event | None) -> str:
    """Rejected: spam, by Noor Haddad, just now."""
    what = status_word(question.status)
    if event is None:
        return what
    if event.from_status == event.to_status:
        done = action_done(event.action)
        what = done[:1].upper() + done[1:]
    elif question.reason is not None:
        what = gettext("%(what)s: %(reason)s", what=what, reason=question.reason.title)
    return gettext("%(what)s, by %(who)s, %(when)s", what=what, who=_who(event), when=_when(event.at))


def _who(event: Event) -> str:
    if event.user is None:
        return gettext("its asker") if event.actor_kind is ActorKind.ASKER else gettext("the system")
    return gettext("you") if event.user_id == signed_in_user().id else event.user.name


def _when(at: datetime) -> str:
    if g.now - at < JUST_NOW:
        return gettext("just now")
    return gettext("%(age)s ago", age=age(at, g.now))


def _open(
    panel: Panel,
    question_id: int | None,
    changed: dict[int, arrivals.Standing | None],
    claimed: dict[int, Claim],
) -> str:
    """What the head of the open question says: what became of it, else whose it is."""
    assert question_id is not None
    if question_id in changed:
        return str(_row(changed[question_id])["words"])
    return held(claimed.get(question_id), panel)


def _panel() -> Panel:
    slug = request.args.get("panel")
    mine = for_desk(signed_in_user(), Permission.READ_DESK, g.now)
    return next((panel for panel in mine if slug in (None, "", panel.slug)), None) or abort(404)


def _rows() -> dict[int, int]:
    """The rows that are shown, with the versions that are on screen: ``12:1,14:3``."""
    shown = [pair for pair in request.args.get("rows", "").split(",") if pair]
    if len(shown) > MOST_ROWS:
        abort(400, "rows")
    rows = {}
    for pair in shown:
        id_, _, version = pair.partition(":")
        found, seen = paging.whole_number(id_), paging.whole_number(version)
        if found is None or seen is None:
            abort(400, "rows")
        rows[found] = seen
    return rows
