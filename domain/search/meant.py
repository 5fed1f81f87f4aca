"""A search with a word that is nowhere: the nearest spelling takes its place, and the page can say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic

from domain.language.analysis import Term
from domain.refusals import TooSlow
from domain.search import deadline, finding, spelling
from domain.search.asked import Asked, Search
from domain.search.finding import Hit, Where
from extensions import db

MOST_REPLACED = 3
"""Words of one search that are replaced: with more of them nobody could tell what was meant."""

COMPARED = 20
"""So many questions tell how well a spelling fits the other words."""


@dataclass(frozen=True)
class Found:
    """What was found, for which search; ``instead`` of which words of what was typed."""

    hits: list[Hit]
    search: Search
    instead: tuple[str, ...] = ()


def find(where: Where, search: Search) -> Found:
    """What ``finding.hits`` finds, or where that is nothing, what was found for the nearest spelling.

    Only words that readers find there are ever put in the place of another.

    Raises:
        TooSlow: it was not found out within half a second.
    """
    until = monotonic() + deadline.MILLISECONDS / 1000
    with deadline.kept(db.session.connection()):
        hits = finding.hits(where, search)
        if hits or not search.wanted or search.number is not None:
            return Found(hits, search)
        nowhere = _nowhere(where, search, until)
        meant = _replaced(where, search, nowhere, until) if nowhere else None
        if meant is None:
            return Found([], search)
        return Found(finding.hits(where, meant), meant, tuple(one.terms[0].text for one in nowhere))


def _nowhere(where: Where, search: Search, until: float) -> list[Asked]:
    """The words that stand in no text that readers find; none where they are too many."""
    found: list[Asked] = []
    for asked in search.wanted:
        _in_time(until)
        if not _is_a_word(asked) or finding.number_of(where, Search((asked,)), most=1):
            continue
        found.append(asked)
        if len(found) > MOST_REPLACED:
            return []
    return found


def _replaced(where: Where, search: Search, nowhere: list[Asked], until: float) -> Search | None:
    """The search with the spelling for each word that fits the others best; None where one has none."""
    places: dict[Asked, Asked] = {}
    sure = [asked for asked in search.wanted if asked not in nowhere]
    for asked in nowhere:
        fits: list[tuple[int, Asked]] = []
        for word in spelling.nearest(asked.terms[0].text):
            _in_time(until)
            other = Asked((Term(word),))
            among = replace(search, wanted=(*sure, *places.values(), other))
            fits.append((finding.number_of(where, among, most=COMPARED), other))
        number, best = max(fits, key=lambda one: one[0], default=(0, asked))
        if not number:
            return None
        places[asked] = best
    return replace(search, wanted=tuple(places.get(asked, asked) for asked in search.wanted))


def _is_a_word(asked: Asked) -> bool:
    return not asked.phrase and not asked.terms[0].run


def _in_time(until: float) -> None:
    if monotonic() > until:
        raise TooSlow(deadline.MILLISECONDS)
