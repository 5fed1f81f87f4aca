"""What anybody reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from blueprints import paging
from blueprints.access import public
from blueprints.panels import readable
from blueprints.reading import bp, entries
from domain import prose
from domain.panel import lists as panel_lists
from domain.panel import window
from domain.question import lists
from domain.tallies import Tally
from domain.visibility import Sight, seen
from models import Executive, Panel, Question


@dataclass(frozen=True)
class Filter:
    """One choice of the filter by executive."""

    executive: Executive
    published: Tally
    url: str
    chosen: bool


@bp.get("/")
@public(cached=True)
def home() -> str:
    """The panels: open, upcoming, archived."""
    listed = panel_lists.public(g.now)
    by_state: dict[str, list[entries.Card]] = {}
    for row in listed:
        by_state.setdefault(row.state, []).append(entries.card(row))
    return render_template(
        "reading/home.html",
        open=by_state.get(window.OPEN, []),
        upcoming=by_state.get(window.UPCOMING, []),
        archived=by_state.get(window.CLOSED, []) + by_state.get(window.ARCHIVED, []),
    )


@bp.get("/<panel:panel>/")
@public(cached=True)
def panel(panel: str) -> str:
    """The published questions of one panel, newest first."""
    found = readable(panel)
    seated = panel_lists.seated(found, g.now)
    chosen = _chosen([row.executive for row in seated])
    after = paging.after()
    page = lists.published(found, at=g.now, executive=chosen, after=after)
    state = window.state(found, g.now)
    everyone = lists.count_published(found, at=g.now)
    executive_id = chosen.id if chosen else None
    return render_template(
        "reading/panel.html",
        panel=found,
        state=state,
        introduction=Markup(prose.render(found.introduction)),  # noqa: S704 - cleaned
        executives=[
            Filter(
                row.executive,
                row.published,
                url_for("reading.panel", panel=found.slug, executive=row.executive.id),
                row.executive.id == executive_id,
            )
            for row in seated
        ],
        everyone_url=url_for("reading.panel", panel=found.slug),
        chosen=chosen,
        published=lists.count_published(found, at=g.now, executive=chosen) if chosen else everyone,
        everyone=everyone,
        waiting=panel_lists.waiting(found),
        entries=[entries.entry(question, found) for question in page.rows],
        older_url=_page_url(found, executive_id, paging.written(page.next_after)),
        newest_url=url_for("reading.panel", panel=found.slug, executive=executive_id) if after else None,
        ask_url=url_for("asking.ask", panel=found.slug) if state == window.OPEN else None,
        shown=len(page.rows) if after is None else None,
    )


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
    view = seen(found, g.now)
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
    return render_template("reading/question.html", panel=panel, entry=entry, asked_at=question.asked_at)


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


def _chosen(executives: list[Executive]) -> Executive | None:
    """The executive that the address asks for; another panel's or an unknown one is a 404."""
    wanted = request.args.get("executive")
    if not wanted:
        return None
    number = paging.whole_number(wanted)
    for executive in executives:
        if executive.id == number:
            return executive
    abort(404)


def _page_url(panel: Panel, executive_id: int | None, after: str | None) -> str | None:
    if after is None:
        return None
    return url_for("reading.panel", panel=panel.slug, executive=executive_id, after=after)
