"""Approved questions that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, g, render_template, request, url_for
from flask_babel import gettext

from blueprints import paging
from blueprints.access import public
from blueprints.panels import readable
from blueprints.reading import bp, choosing, entries
from domain.panel import lists as panel_lists
from domain.panel import notices, window
from domain.question import lists, supporting
from domain.question.lists import filters, order
from domain.tallies import Tally
from models import Panel, Question

BESIDE = 4
"""How many of the open questions stand beside the published ones."""


@dataclass(frozen=True)
class Beside:
    """The open questions beside a panel's published ones: the first few, and how many there are."""

    rows: list[entries.Waiting]
    count: Tally
    url: str


@bp.get("/<panel:panel>/open")
@public(cached=True)
def open_questions(panel: str) -> str:
    """The panel's open questions, those most wanted first where readers see how many want them."""
    found = readable(panel)
    if not found.list_open:
        abort(404)
    seated = [row.executive for row in panel_lists.seated(found, g.now) if row.listed]
    sorts = _sorts(found)
    chosen = choosing.chosen(seated, found.topics, list(sorts))
    by_time = chosen.sort is not None
    after = paging.after() if by_time else paging.after_number()
    who, topic = chosen.executive, chosen.topic
    ordered = _ordered(found, chosen.sort, after)
    page = lists.waiting(found, at=g.now, ordered=ordered, executive=who, topic=topic, after=after)
    place = choosing.Place("reading.open_questions", found, chosen)
    count = lists.count_waiting(found, at=g.now, executive=who, topic=topic)
    everyone = lists.count_waiting(found, at=g.now, topic=topic) if who else count
    everything = lists.count_waiting(found, at=g.now, executive=who) if topic else count
    people = [row for row in filters.waiting_by_executive(found, g.now, topic) if row[0] in seated]
    return render_template(
        "reading/open.html",
        panel=found,
        orders=choosing.orders(place, sorts),
        people=choosing.people(place, people, everyone),
        topics=choosing.subjects(place, filters.waiting_by_topic(found, g.now, who), everything)
        if found.topics
        else [],
        chosen=chosen,
        count=count,
        all_of_them=count if not chosen.narrowed else lists.count_waiting(found, at=g.now),
        shows_supports=supporting.is_shown(found, g.now),
        rows=[entries.waiting(question, found, _back(question)) for question in page.rows],
        older_url=place.url(after=paging.written(page.next_after)) if page.next_after else None,
        newest_url=place.url() if after else None,
        clear_url=url_for("reading.open_questions", panel=found.slug),
        shown=len(page.rows) if after is None else None,
        ask_url=url_for("asking.ask", panel=found.slug)
        if window.state(found, g.now) == window.OPEN
        else None,
        notices=notices.shown(found, g.now),
    )


def beside(panel: Panel, chosen: choosing.Chosen) -> Beside | None:
    """The first open questions of what was chosen; None where there are none, or the panel lists none."""
    if not panel.list_open:
        return None
    who, topic = chosen.executive, chosen.topic
    ordered = _ordered(panel, None, None)
    page = lists.waiting(panel, at=g.now, ordered=ordered, executive=who, topic=topic)
    if not page.rows:
        return None
    return Beside(
        [entries.waiting(question, panel) for question in page.rows[:BESIDE]],
        lists.count_waiting(panel, at=g.now, executive=who, topic=topic),
        choosing.Place("reading.open_questions", panel, choosing.Chosen(who, topic)).url(),
    )


def _sorts(panel: Panel) -> dict[str, str]:
    """The orders by their names. Where nobody sees supports, nothing may be told from the usual one."""
    usual = gettext("Most wanted") if supporting.is_shown(panel, g.now) else gettext("Mixed anew each day")
    return {"support": usual, "newest": gettext("Newest"), "oldest": gettext("Longest waiting")}


def _ordered(panel: Panel, sort: str | None, after: lists.Place | None) -> order.Order:
    if sort is not None:
        return order.by_time(Question.asked_at, newest_first=sort == "newest")
    return order.most_wanted() if supporting.is_shown(panel, g.now) else order.mixed(panel, g.now, after)


def _back(question: Question) -> str:
    """This very list, at this question."""
    return f"{request.full_path.rstrip('?')}#q{question.id}"
