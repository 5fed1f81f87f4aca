"""Searching what is published, on one panel or on all that are listed.

No cache keeps these pages, for there are as many as there are words; no search engine lists them either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import g, render_template, request, url_for

from blueprints import paging
from blueprints.access import public
from blueprints.panels import readable
from blueprints.reading import bp, choosing, entries
from domain import prose
from domain.panel import lists as panel_lists
from domain.panel import window
from domain.question import lists
from domain.refusals import TooSlow
from domain.search import finding, meant, narrowing, passages
from domain.search.asked import LONGEST, Search, read, written
from domain.search.finding import Hit, Where
from domain.search.passages import Passage, Piece
from domain.search.tokens import either
from domain.tallies import AtLeast, Tally
from models import Panel, Question
from models.search import Either

ENDPOINT = "reading.search"
NOTHING = choosing.Chosen(None, None)


@dataclass(frozen=True)
class Result:
    """One question that was found; what was looked for is marked in its wording and in a passage."""

    entry: entries.Entry
    panel: Panel
    pieces: list[Piece]
    answer: entries.Shown | None
    passage: list[Piece]
    details: list[Piece]


@dataclass(frozen=True)
class Results:
    """One page of what was found, and how the list is narrowed and goes on.

    ``instead`` are the words that are nowhere, in whose place it was searched as in ``shown_for``.
    """

    rows: list[Result] = field(default_factory=list)
    count: Tally = field(default_factory=lambda: Tally(0))
    slow: bool = False
    narrowing: list[choosing.Choice] = field(default_factory=list)
    more_url: str | None = None
    first_url: str | None = None
    shown_for: str = ""
    instead: tuple[str, ...] = ()


@bp.get("/search", strict_slashes=False)
@public
def search_everywhere() -> str:
    """Search what is published on all panels that are listed."""
    text, search = _asked()
    where = Where(None, g.now)
    results = _results(where, text, search, NOTHING)
    return _page(text, search, results)


@bp.get("/<panel:panel>/search", strict_slashes=False)
@public
def search(panel: str) -> str:
    """Search what is published on one panel."""
    found = readable(panel)
    text, search = _asked()
    seated = [row.executive for row in panel_lists.seated(found, g.now) if row.listed]
    chosen = choosing.chosen(seated, found.topics, [])
    results = _results(Where(found, g.now), text, search, chosen)
    whole = choosing.Place(ENDPOINT, found, NOTHING, {"q": text}).url()
    return _page(text, search, results, found, chosen=chosen, whole_url=whole)


def _asked() -> tuple[str, Search]:
    """What was typed, as much of it as is read, and the search that it is."""
    typed = request.args.get("q", "")
    return typed[:LONGEST].strip(), read(typed)


def _page(text: str, search: Search, results: Results, panel: Panel | None = None, **more: Any) -> str:
    is_open = panel is not None and window.state(panel, g.now) == window.OPEN
    return render_template(
        "reading/search.html",
        panel=panel,
        typed=text,
        search=search,
        results=results,
        ask_url=url_for("asking.ask", panel=panel.slug) if panel and is_open else None,
        **{"chosen": NOTHING, "whole_url": None} | more,
    )


def _results(where: Where, text: str, search: Search, chosen: choosing.Chosen) -> Results:
    """What was found, from the place on that the address asks for."""
    after = paging.after_number()
    try:
        found = meant.find(where, search)
    except TooSlow:
        return Results(slow=True)
    every = found.hits
    hits = narrowing.narrowed(every, where, executive=chosen.executive, topic=chosen.topic)
    left = [hit for hit in hits if after is None or (hit.score, hit.id) < after]
    page = left[: lists.PAGE]
    more = paging.written((page[-1].score, page[-1].id)) if len(left) > len(page) else None
    wanted = [either(one) for one in found.search.wanted]
    shown_for = written(found.search) if found.instead else text
    return Results(
        rows=[_result(question, wanted, chosen) for question in lists.these([hit.id for hit in page], g.now)],
        count=AtLeast(len(hits)) if len(every) >= finding.MOST_FOUND else Tally(len(hits)),
        narrowing=_narrowing(every, where, chosen, shown_for),
        more_url=_url(where, chosen, shown_for, after=more) if more else None,
        first_url=_url(where, chosen, shown_for) if after else None,
        shown_for=shown_for,
        instead=found.instead,
    )


def _narrowing(
    every: Sequence[Hit], where: Where, chosen: choosing.Chosen, text: str
) -> list[choosing.Choice]:
    """What else the list can be narrowed to, and how many that leaves."""
    if where.panel is None:
        return [
            choosing.Choice(
                panel.title, panel.slug, url_for(ENDPOINT, panel=panel.slug, q=text), False, count
            )
            for panel, count in narrowing.by_panel(every)
        ]
    place = choosing.Place(ENDPOINT, where.panel, chosen, {"q": text})
    of_executive = narrowing.narrowed(every, where, executive=chosen.executive)
    about_topic = narrowing.narrowed(every, where, topic=chosen.topic)
    return [
        *choosing.counted("topic", place, narrowing.by_topic(of_executive)),
        *choosing.counted("executive", place, narrowing.by_executive(about_topic, where)),
    ]


def _on(panel: Panel, text: str, count: Tally) -> choosing.Choice:
    """The same search on one panel."""
    return choosing.Choice(panel.title, panel.slug, url_for(ENDPOINT, panel=panel.slug, q=text), False, count)


def _url(where: Where, chosen: choosing.Chosen, text: str, **more: str) -> str:
    """The same search, from another place on."""
    if where.panel is None:
        return url_for("reading.search_everywhere", q=text, **more)  # type: ignore[arg-type]
    return choosing.Place(ENDPOINT, where.panel, chosen, {"q": text}).url(**more)


def _result(question: Question, wanted: Sequence[Either], chosen: choosing.Chosen) -> Result:
    entry = entries.entry(question, question.panel)
    answer, shown = _best(entry, wanted, chosen)
    details = passages.passage(entry.wording.details, wanted)
    pieces = passages.marked(entry.wording.text, wanted)
    elsewhere = shown.hits or any(piece.hit for piece in pieces)
    return Result(
        entry=entry,
        panel=question.panel,
        pieces=pieces,
        answer=answer,
        passage=shown.pieces,
        details=details.pieces if details.hits and not elsewhere else [],
    )


def _best(
    entry: entries.Entry, wanted: Sequence[Either], chosen: choosing.Chosen
) -> tuple[entries.Shown | None, Passage]:
    """The answer with most of what was looked for, that of the executive who was chosen before others'."""
    own = [one for one in entry.answers if one.executive is chosen.executive] or entry.answers
    found = [(one, passages.passage(prose.plain(str(one.html)), wanted)) for one in own]
    return max(found, key=lambda one: one[1].hits, default=(None, Passage([], 0)))
