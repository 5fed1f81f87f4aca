"""What anybody reads."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from blueprints import paging
from blueprints.access import public
from blueprints.panels import readable, sight
from blueprints.reading import bp, choosing, entries, waiting
from domain import prose
from domain.panel import lists as panel_lists
from domain.panel import notices, window
from domain.question import lists, supporting
from domain.question.lists import filters
from domain.visibility import Sight
from models import Executive, Panel, Question

BY_SUPPORT = "support"


@bp.get("/")
@public(cached=True)
def home() -> str:
    """The panels: open, upcoming, archived; and the latest answers of them all."""
    listed = panel_lists.public(g.now)
    by_state: dict[str, list[entries.Card]] = {}
    for row in listed:
        by_state.setdefault(row.state, []).append(entries.card(row))
    latest = lists.latest([row.panel for row in listed if row.published], g.now)
    return render_template(
        "reading/home.html",
        open=by_state.get(window.OPEN, []) + by_state.get(window.PAUSED, []),
        upcoming=by_state.get(window.UPCOMING, []),
        archived=by_state.get(window.CLOSED, []) + by_state.get(window.ARCHIVED, []),
        latest=[entries.entry(question, question.panel) for question in latest],
    )


@bp.get("/<panel:panel>/")
@public(cached=True)
def panel(panel: str) -> str:
    """The published questions of one panel, newest first unless told."""
    found = readable(panel)
    seated = [row for row in panel_lists.seated(found, g.now) if row.listed]
    sorts = _sorts(found)
    chosen = choosing.chosen([row.executive for row in seated], found.topics, list(sorts))
    by_support = chosen.sort == BY_SUPPORT
    after = paging.after_number() if by_support else paging.after()
    who, topic = chosen.executive, chosen.topic
    page = lists.published(found, at=g.now, executive=who, topic=topic, most_wanted=by_support, after=after)
    place = choosing.Place("reading.panel", found, chosen)
    published = lists.count_published(found, at=g.now, executive=who, topic=topic)
    everyone = lists.count_published(found, at=g.now, topic=topic) if who else published
    everything = lists.count_published(found, at=g.now, executive=who) if topic else published
    people = filters.published_by_executive(found, g.now, topic) if topic else _counted(seated)
    state = window.state(found, g.now)
    return render_template(
        "reading/panel.html",
        panel=found,
        state=state,
        introduction=Markup(prose.render(found.introduction)),  # noqa: S704 - cleaned
        executives=seated,
        people=choosing.people(place, [row for row in people if _is_seated(row[0], seated)], everyone),
        topics=choosing.subjects(place, filters.published_by_topic(found, g.now, who), everything)
        if found.topics
        else [],
        orders=choosing.orders(place, sorts),
        chosen=chosen,
        published=published,
        waiting=panel_lists.waiting(found, g.now),
        entries=[entries.entry(question, found) for question in page.rows],
        older_url=place.url(after=paging.written(page.next_after)) if page.next_after else None,
        newest_url=place.url() if after else None,
        clear_url=url_for("reading.panel", panel=found.slug),
        ask_url=url_for("asking.ask", panel=found.slug) if state == window.OPEN else None,
        shown=len(page.rows) if after is None else None,
        notices=notices.shown(found, g.now),
        open_list=waiting.beside(found, chosen) if after is None else None,
    )


def _sorts(panel: Panel) -> dict[str, str]:
    """The orders that readers may choose from, by their names; support is one where they see it."""
    sorts = {"newest": gettext("Newest")}
    if supporting.is_shown(panel, g.now) and supporting.any_given(panel):
        sorts[BY_SUPPORT] = gettext("Most wanted")
    return sorts


def _counted(seated: list[panel_lists.Seated]) -> filters.Counted:
    return [(row.executive, row.published) for row in seated]


def _is_seated(executive: Executive, seated: list[panel_lists.Seated]) -> bool:
    return any(row.executive is executive for row in seated)


@bp.get("/<panel:panel>/questions/<id:question_id>")
@public(cached=True)
def question_without_slug(panel: str, question_id: int) -> Any:
    """The question's number alone leads to its whole address."""
    return _question(panel, question_id)


@bp.get("/<panel:panel>/questions/<id:question_id>-<slug>")
@public(cached=True)
def question(panel: str, question_id: int, slug: str) -> Any:
    """One question with its answers; an old slug leads to the present one."""
    return _question(panel, question_id)


def _question(slug_of_panel: str, question_id: int) -> Any:
    found = lists.public(question_id)
    if found is None:
        readable(slug_of_panel)
        abort(404)
    view = sight(found, slug_of_panel)
    if view.sight is Sight.MERGED and view.root is not None:
        return _moved(view.root)
    if view.sight in (Sight.PUBLISHED, Sight.OPEN):
        return _shown(found)
    readable(slug_of_panel)
    if view.sight is Sight.GONE and found.panel.slug == slug_of_panel:
        return _gone(found)
    abort(404)


def _shown(question: Question) -> Any:
    panel = question.panel
    entry = entries.entry(question, panel)
    if request.path != entry.url.partition("?")[0]:
        return redirect(entry.url, 301)
    g.panel = panel
    return render_template(
        "reading/question.html",
        panel=panel,
        entry=entry,
        asked_at=question.asked_at,
        put_to=entries.put_to(question),
        support_url=entries.support_address(panel, question.id),
        address=current_app.config["FLOOR"].base_url + _short_address(question),
    )


def _short_address(question: Question) -> str:
    """The shortest address of a question, for paper."""
    return url_for("reading.question_without_slug", panel=question.panel.slug, question_id=question.id)


def _moved(root: Question) -> Response:
    g.panel = root.panel
    return redirect(entries.address(root.panel, root.id, root.wording.text), 301)


def _gone(question: Question) -> tuple[str, int]:
    return (
        render_template(
            "reading/gone.html",
            panel=question.panel,
            taken_down_at=question.unpublished_at,
            reason=question.unpublish_reason,
        ),
        410,
    )
