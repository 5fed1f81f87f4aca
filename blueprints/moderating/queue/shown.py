"""The left side of the desk: the queue of a panel, its counts, its rows and what narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import g, url_for

from blueprints import paging
from blueprints.access import signed_in_user
from blueprints.moderating.queue import filters as narrowed
from blueprints.moderating.queue.filters import PANEL_OPEN, here_url, queue_url
from blueprints.moderating.queue.forms import ViewForm
from blueprints.moderating.queue.offered import AWAITED, SORTS, Offer, target
from blueprints.phrases import age, number, status_word
from blueprints.staff import account
from domain.desk import views
from domain.desk.filters import Filters, Sort, pairs, read, written
from domain.panel import hours, window
from domain.panel.lists import for_desk
from domain.permissions import Permission, may
from domain.question import lists
from domain.refusals import BadField, TooSlow
from domain.tallies import Tally
from models import Panel, Question, SavedView, Status, Via, Wording


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
    via: Via
    scheduled: datetime | None
    overdue: bool = False
    wanted: int = 0
    note: str | None = None


def panels() -> Sequence[Panel]:
    """The panels whose desk the signed-in person may read."""
    return for_desk(signed_in_user(), Permission.READ_DESK, g.now)


def queue(
    panel: Panel, filters: Filters, *, question: Question | None = None, form: ViewForm | None = None
) -> dict[str, Any]:
    """The left side: counts by status, what narrows the list, and its rows.

    ``question`` is the one that is open beside it; ``form`` a view that was sent and refused.
    """
    walk = lists.Walk(panel, filters, user_id=signed_in_user().id, at=g.now)
    after = narrowed.after(filters)
    try:
        page, slow = lists.queue(walk, after=after), False
    except TooSlow:
        page, slow = lists.Page([], None), True
    counts = lists.counts(panel, g.now)
    choosing = narrowed.choosing() or form is not None
    missed = hours.overdue_before(panel, g.now)
    found = None if slow else _found(walk, page, counts, first=after is None)
    if found is None and choosing and not slow:
        found = walk.tally()
    return {
        "account": account(),
        "panel": panel,
        "panels": panels(),
        "status": filters.status,
        "filters": filters,
        "counts": [_count(panel, each, tally, filters) for each, tally in counts.items()],
        "rows": [_row(row, missed) for row in page.rows],
        "slow": slow,
        "target": target(panel),
        "missed": missed if question and question.status in AWAITED else None,
        "found": found,
        "newest_first": filters.order is Sort.NEWEST,
        "sorted": SORTS[filters.order],
        "enter_url": _enter_url(panel),
        "older_url": _page_url(panel, filters, page.next_after),
        "newest_url": queue_url(panel, filters) if after else None,
        "back_url": _page_url(panel, filters, after) or queue_url(panel, filters),
        **_narrowing(panel, filters, question, form, choosing=choosing),
    }


def _narrowing(
    panel: Panel, filters: Filters, question: Question | None, form: ViewForm | None, *, choosing: bool
) -> dict[str, Any]:
    """What searches, orders and narrows the list; every choice only where they are asked for."""
    offer = Offer(panel, filters, question)
    bare = Filters(status=filters.status, sort=filters.sort)
    shown = {
        "search_url": url_for("moderating.queue"),
        "search_carries": [("panel", panel.slug), *pairs(replace(filters, q=""))],
        "sorts": offer.sorts(),
        "chips": offer.chips(),
        "clear_url": here_url(panel, bare, question),
        "list_url": here_url(panel, filters, question),
        "filter_url": here_url(panel, filters, question, open=PANEL_OPEN, _anchor="filter"),
        "choosing": choosing,
    }
    if choosing:
        shown |= {
            "groups": offer.groups(),
            "mine": offer.mine(),
            "views": [_view(view, panel, filters) for view in views.every(panel, signed_in_user().id)],
            "view_form": form or ViewForm(formdata=None),
            "view_failed": form is not None,
            "view_url": url_for("moderating.save_view", panel=panel.slug, **written(filters)),
            "may_save": may(signed_in_user(), Permission.DECIDE, panel.id),
        }
    return shown


@dataclass(frozen=True)
class View:
    """One saved view; ``remove_url`` where the reader may remove it."""

    title: str
    url: str
    chosen: bool
    own: bool
    remove_url: str | None


def _view(view: SavedView, panel: Panel, filters: Filters) -> View:
    try:
        kept = read(view.filters)
    except BadField:
        kept = Filters()
    return View(
        title=view.title,
        url=queue_url(panel, kept),
        chosen=kept == filters,
        own=view.user_id is not None,
        remove_url=url_for("moderating.remove_view", view_id=view.id, panel=panel.slug, **written(filters))
        if may(signed_in_user(), Permission.DECIDE, panel.id)
        else None,
    )


def _found(walk: lists.Walk, page: lists.Page, counts: dict[Status, Tally], *, first: bool) -> Tally | None:
    """How many questions the list has where that is known: it is all on one page, or was not narrowed."""
    if not walk.filters.count:
        return counts[walk.filters.status]
    return Tally(len(page.rows)) if first and page.next_after is None else None


def _page_url(panel: Panel, filters: Filters, place: lists.Place | None) -> str | None:
    """The list's page after ``place``; None where there is none."""
    return None if place is None else queue_url(panel, filters, after=paging.written(place))


def yet_to_come(moment: datetime | None) -> datetime | None:
    """``moment`` where it is still to come."""
    return moment if moment is not None and moment > g.now else None


def _enter_url(panel: Panel) -> str | None:
    """Where a question that came another way is entered; None where one may not, or no more."""
    if not may(signed_in_user(), Permission.DECIDE, panel.id):
        return None
    if window.state(panel, g.now) == window.ARCHIVED:
        return None
    return url_for("moderating.new_question", panel=panel.slug)


def _count(panel: Panel, status: Status, tally: int, filters: Filters) -> Count:
    to = replace(filters, status=status, sort=filters.sort)
    return Count(
        status=status,
        label=status_word(status),
        shown=number(tally),
        url=queue_url(panel, to),
        chosen=status is filters.status,
    )


def _row(question: Question, missed: datetime | None) -> Row:
    return Row(
        question=question,
        wording=question.newest_wording,
        url=url_for("moderating.question", question_id=question.id, **narrowed.carried()),
        age=age(question.asked_at, g.now),
        addressees=", ".join(executive.name for executive in question.executives),
        via=question.passport.via,
        scheduled=yet_to_come(question.published_at),
        overdue=bool(missed and question.status in AWAITED and question.asked_at < missed),
        wanted=question.support_tally.count if question.support_tally else 0,
    )
