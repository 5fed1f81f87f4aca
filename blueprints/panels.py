"""The panel of an address, for every door that has one."""

from __future__ import annotations

from flask import abort, g

from blueprints.access import keep_private, reader
from blueprints.angry_day import refuse_taken_down
from domain.panel import creating
from domain.visibility import Seen, Sight, panel_impersonal, panel_readable, seen
from models import Audience, Panel, Question, User


def readable(slug: str) -> Panel:
    """The panel at ``slug`` that who asks may read, else a 404; a 410 where it was taken down.

    Errors and layout know it too.
    """
    panel = standing_or_not(slug)
    refuse_taken_down(panel)
    return panel


def standing_or_not(slug: str) -> Panel:
    """The same, also where it was taken down: for what somebody has typed and sent."""
    panel = creating.find(slug)
    if panel is None or not panel_readable(panel, reader_of(panel)):
        abort(404)
    g.panel = panel
    return panel


def reader_of(panel: Panel) -> User | None:
    """Who reads the panel, where that matters: it is for staff. What isn't public is kept by no cache."""
    if not panel_impersonal(panel):
        keep_private()
    return reader() if panel.audience is Audience.STAFF else None


def sight(question: Question, slug: str) -> Seen:
    """How ``question`` appears under the address of the panel at ``slug`` to who asks.

    A panel that isn't public is found by its own address alone: no other leads there, or whoever
    counts through the numbers of questions would learn it.
    """
    elsewhere = question.panel.slug != slug
    if elsewhere and not panel_impersonal(question.panel):
        return Seen(Sight.HIDDEN)
    found = seen(question, g.now, reader_of(question.panel))
    if found.root is not None and found.root.panel_id != question.panel_id:
        return found if sight(found.root, slug).sight is not Sight.HIDDEN else Seen(Sight.HIDDEN)
    return found
