"""A panel is opened, closed or archived now, whatever its window says."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.panel import expiring, window
from domain.permissions import Actor, Permission, demand
from domain.record import events
from domain.refusals import NotAvailable, Stale
from extensions import db
from models import Panel

MOMENT = timedelta(microseconds=1)
OPEN, CLOSE, ARCHIVE = "open", "close", "archive"
FROM = {
    OPEN: {window.UPCOMING, window.PAUSED, window.CLOSED, window.ARCHIVED},
    CLOSE: {window.OPEN, window.PAUSED},
    ARCHIVE: {window.UPCOMING, window.OPEN, window.PAUSED, window.CLOSED},
}
"""In which states of its window a panel can be opened, closed, archived."""


def available(panel: Panel, at: datetime) -> list[str]:
    """What can be done with the panel's window now."""
    state = window.state(panel, at)
    return [action for action, states in FROM.items() if state in states]


def open(panel: Panel, *, seen: int, by: Actor, at: datetime) -> None:
    """Take questions from now on; an end that has passed is lifted, and so are archiving and a pause.

    Raises: NotAllowed, Stale, NotAvailable (it is open).
    """
    was = _check(panel, OPEN, seen=seen, by=by, at=at)
    if panel.opens_at > at:
        panel.opens_at = at
    if panel.closes_at is not None and panel.closes_at <= at:
        panel.closes_at = None
    if panel.archived_at is not None and panel.archived_at <= at:
        panel.archived_at = None
    panel.paused_at = panel.paused_until = None
    _record(panel, OPEN, was, by=by, at=at)


def close(panel: Panel, *, seen: int, by: Actor, at: datetime) -> None:
    """Take no new questions from now on; those that were asked go their way.

    Raises: NotAllowed, Stale, NotAvailable (it isn't open).
    """
    was = _check(panel, CLOSE, seen=seen, by=by, at=at)
    panel.closes_at = _end(panel, at)
    _record(panel, CLOSE, was, by=by, at=at)


def archive(panel: Panel, *, seen: int, by: Actor, at: datetime) -> None:
    """End the panel for good: nothing is asked, revised or appealed any more; what is public stays.

    Raises: NotAllowed, Stale, NotAvailable (it is archived).
    """
    was = _check(panel, ARCHIVE, seen=seen, by=by, at=at)
    if was in (window.OPEN, window.PAUSED):
        panel.closes_at = _end(panel, at)
    panel.archived_at = at
    _record(panel, ARCHIVE, was, by=by, at=at)


VERBS = {OPEN: open, CLOSE: close, ARCHIVE: archive}


def _check(panel: Panel, action: str, *, seen: int, by: Actor, at: datetime) -> str:
    """The state in which the panel is, which allows ``action``; its row is locked."""
    demand(by, Permission.MANAGE_PANELS, panel.id)
    if seen != panel.version:
        raise Stale(seen, panel.version)
    state = window.state(panel, at)
    if state not in FROM[action]:
        raise NotAvailable(action)
    return state


def _end(panel: Panel, at: datetime) -> datetime:
    """Now; a panel that opened this very moment closes the next."""
    return max(at, panel.opens_at + MOMENT)


def _record(panel: Panel, action: str, was: str, *, by: Actor, at: datetime) -> None:
    panel.version += 1
    db.session.flush()
    expiring.follow(panel)
    events.write(panel, action, by=by, at=at, from_status=was, to_status=window.state(panel, at))
