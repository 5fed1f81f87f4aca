"""An angry day: asking is paused, everything new is held, or all that is public is taken down.

Each is taken back the same way, by whoever moderates the panel. None of them counts a version of the
panel's settings, changes a question or loses one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.panel import window
from domain.permissions import Actor, Permission, demand
from domain.question import fields
from domain.record import events
from domain.refusals import BadField, NotAvailable, Stale
from extensions import db
from models import Event, Panel, SubjectKind

PAUSE, RESUME = "pause", "resume"
HOLD_NEW, LET_IN = "hold-new", "let-in"
TAKE_DOWN, PUT_BACK = "take-down", "put-back"
ENDS = {PAUSE: RESUME, HOLD_NEW: LET_IN, TAKE_DOWN: PUT_BACK}
"""What can be done on an angry day, and what takes each of them back."""
BEGINS = {end: begin for begin, end in ENDS.items()}
MEASURES = (PAUSE, RESUME, HOLD_NEW, LET_IN, TAKE_DOWN, PUT_BACK)
PUBLIC, TAKEN_DOWN = "public", "taken-down"


@dataclass(frozen=True)
class Standing:
    """A measure that is in force: what began it, with who it was; None where the record doesn't say."""

    measure: str
    since: datetime
    event: Event | None


def available(panel: Panel, at: datetime) -> list[str]:
    """What can be done at ``at``: of each pair one, or none."""
    state = window.state(panel, at)
    pauses = [PAUSE] if state == window.OPEN else []
    found = [RESUME] if window.pause_lasts(panel, at) else pauses
    if panel.holds_new_since is not None:
        found.append(LET_IN)
    elif state != window.ARCHIVED:
        found.append(HOLD_NEW)
    found.append(TAKE_DOWN if panel.taken_down_at is None else PUT_BACK)
    return found


def in_force(panel: Panel, at: datetime) -> list[Standing]:
    """The measures that are in force at ``at``, with who began each; asks nothing on a calm day."""
    since = {
        PAUSE: panel.paused_at if window.pause_lasts(panel, at) else None,
        HOLD_NEW: panel.holds_new_since,
        TAKE_DOWN: panel.taken_down_at,
    }
    return [Standing(measure, moment, _newest(panel, measure)) for measure, moment in since.items() if moment]


def seen(panel: Panel, measure: str) -> int:
    """The number of the newest event about ``measure`` or its end, as a form carries it; 0 before one."""
    event = _newest(panel, *_pair(measure))
    return event.seq if event else 0


def newest(panel: Panel, measure: str) -> Event | None:
    """The newest event about ``measure`` or its end, with who it was."""
    return _newest(panel, *_pair(measure))


def pause(panel: Panel, *, until: datetime | None = None, seen: int, by: Actor, at: datetime) -> None:
    """Take no question until ``until``, or until it is taken back; what was asked goes its way.

    Raises:
        NotAllowed: the actor doesn't moderate this panel.
        Stale: a colleague paused it or took that back meanwhile.
        NotAvailable: it isn't open.
        BadField: ``until`` has passed, or the panel closes before it.
    """
    was = _check(panel, PAUSE, seen=seen, by=by, at=at)
    if until is not None and until <= at:
        raise BadField("until", "has-passed")
    if until is not None and panel.closes_at is not None and panel.closes_at <= until:
        raise BadField("until", "after-closing")
    panel.paused_at, panel.paused_until = at, until
    details = {"until": until.isoformat()} if until else {}
    _record(panel, PAUSE, was, window.state(panel, at), by=by, at=at, details=details)


def resume(panel: Panel, *, seen: int, by: Actor, at: datetime) -> None:
    """Take questions again. Raises NotAllowed, Stale, NotAvailable (it isn't paused)."""
    was = _check(panel, RESUME, seen=seen, by=by, at=at)
    panel.paused_at = panel.paused_until = None
    _record(panel, RESUME, was, window.state(panel, at), by=by, at=at)


def hold_new(panel: Panel, *, seen: int, by: Actor, at: datetime) -> None:
    """Let what is asked from now on wait as held. Raises NotAllowed, Stale, NotAvailable."""
    _check(panel, HOLD_NEW, seen=seen, by=by, at=at)
    panel.holds_new_since = at
    _record(panel, HOLD_NEW, "pending", "held", by=by, at=at)


def let_in(panel: Panel, *, seen: int, by: Actor, at: datetime) -> None:
    """Let what is asked from now on be pending again; what is held stays so. Raises as ``hold_new``."""
    _check(panel, LET_IN, seen=seen, by=by, at=at)
    panel.holds_new_since = None
    _record(panel, LET_IN, "held", "pending", by=by, at=at)


def take_down(panel: Panel, *, reason: str, seen: int, by: Actor, at: datetime) -> None:
    """Show readers ``reason`` in place of the panel and of everything on it.

    Raises:
        NotAllowed: the actor doesn't moderate this panel.
        Stale: a colleague took it down or put it back meanwhile.
        NotAvailable: it is down.
        BadField: the reason is missing or too long, or can't be kept.
    """
    _check(panel, TAKE_DOWN, seen=seen, by=by, at=at)
    text = public_reason(reason)
    panel.taken_down_at, panel.taken_down_reason = at, text
    _record(panel, TAKE_DOWN, PUBLIC, TAKEN_DOWN, by=by, at=at, note=text)


def put_back(panel: Panel, *, seen: int, by: Actor, at: datetime) -> None:
    """Show everything again as it was. Raises NotAllowed, Stale, NotAvailable (it isn't down)."""
    _check(panel, PUT_BACK, seen=seen, by=by, at=at)
    panel.taken_down_at, panel.taken_down_reason = None, ""
    _record(panel, PUT_BACK, TAKEN_DOWN, PUBLIC, by=by, at=at)


def public_reason(value: str) -> str:
    """What readers see in place of the panel, 2,000 characters at most. Raises BadField."""
    text = fields.note("reason", value, required=False)
    if not text:
        raise BadField("reason", "panel-not-written")
    return text


def _check(panel: Panel, measure: str, *, seen: int, by: Actor, at: datetime) -> str:
    """The state of the panel's window, whose row is locked and which allows ``measure``."""
    demand(by, Permission.DECIDE, panel.id)
    newest = _newest(panel, *_pair(measure))
    current = newest.seq if newest else 0
    if seen != current:
        raise Stale(seen, current)
    if measure not in available(panel, at):
        raise NotAvailable(measure)
    return window.state(panel, at)


def _pair(measure: str) -> tuple[str, str]:
    begin = BEGINS.get(measure, measure)
    return begin, ENDS[begin]


def _newest(panel: Panel, *actions: str) -> Event | None:
    return db.session.scalar(
        select(Event)
        .where(
            Event.subject_kind == SubjectKind.PANEL,
            Event.subject_id == panel.id,
            Event.action.in_(actions),
        )
        .options(joinedload(Event.user))
        .order_by(Event.seq.desc())
        .limit(1)
    )


def _record(
    panel: Panel,
    action: str,
    was: str,
    becomes: str,
    *,
    by: Actor,
    at: datetime,
    details: dict[str, str] | None = None,
    note: str | None = None,
) -> None:
    db.session.flush()
    events.write(panel, action, by=by, at=at, from_status=was, to_status=becomes, details=details, note=note)
