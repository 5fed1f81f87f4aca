"""What a reader chooses in a list: whose answers, about what, in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext

from blueprints import paging
from domain.question.lists.filters import Counted
from domain.tallies import Tally
from models import Executive, Panel, Topic


@dataclass(frozen=True)
class Choice:
    """One of several: how it is called, how many questions it leaves, where it leads."""

    name: str
    value: str
    url: str
    chosen: bool
    count: Tally | None = None


@dataclass(frozen=True)
class Chosen:
    """What the address asks for; each part is None where it asks for everything."""

    executive: Executive | None
    topic: Topic | None
    sort: str | None = None

    @property
    def narrowed(self) -> bool:
        """Whether something is left out."""
        return self.executive is not None or self.topic is not None


@dataclass(frozen=True)
class Place:
    """A list at an address, as it is now; ``url`` changes one thing and keeps the others.

    ``carries`` is what the address says besides: what was searched for.
    """

    endpoint: str
    panel: Panel
    chosen: Chosen
    carries: Mapping[str, str] = field(default_factory=dict)

    def url(self, **other: str | int | None) -> str:
        """The list from its beginning, with something else chosen."""
        chosen = self.chosen
        parts: dict[str, str | int | None] = {
            "executive": chosen.executive.id if chosen.executive else None,
            "topic": chosen.topic.id if chosen.topic else None,
            "sort": chosen.sort,
            **self.carries,
            **other,
        }
        kept = {name: value for name, value in parts.items() if value}
        return url_for(self.endpoint, panel=self.panel.slug, **kept)  # type: ignore[arg-type]


def chosen(executives: Sequence[Executive], topics: Sequence[Topic], sorts: Sequence[str]) -> Chosen:
    """What the address asks for. An id that is none of these is a 404, an unknown order the usual one."""
    sort = request.args.get("sort")
    return Chosen(
        _one_of("executive", executives),
        _one_of("topic", topics),
        sort if sort in sorts[1:] else None,
    )


def people(place: Place, counted: Counted, everyone: Tally) -> list[Choice]:
    """Everyone, then each executive."""
    first = Choice(
        gettext("Everyone"), "", place.url(executive=None), place.chosen.executive is None, everyone
    )
    return [first, *_choices("executive", place, counted, place.chosen.executive, lambda one: one.name)]


def subjects(place: Place, counted: Counted, everything: Tally) -> list[Choice]:
    """All topics, then each of them."""
    first = Choice(gettext("All"), "", place.url(topic=None), place.chosen.topic is None, everything)
    return [first, *_choices("topic", place, counted, place.chosen.topic, lambda one: one.title)]


def counted(field: str, place: Place, choices: Counted) -> list[Choice]:
    """Each of ``choices`` by its name, with where it leads."""
    name = "title" if field == "topic" else "name"
    now = place.chosen.topic if field == "topic" else place.chosen.executive
    return _choices(field, place, choices, now, lambda one: getattr(one, name))


def orders(place: Place, names: dict[str, str]) -> list[Choice]:
    """The orders by their names, the usual one first."""
    usual = next(iter(names))
    now = place.chosen.sort or usual
    return [
        Choice(
            name, "" if sort == usual else sort, place.url(sort=None if sort == usual else sort), sort == now
        )
        for sort, name in names.items()
    ]


def _choices(
    field: str, place: Place, counts: Counted, now: Executive | Topic | None, name: Callable[[Any], str]
) -> list[Choice]:
    return [
        Choice(name(one), str(one.id), place.url(**{field: one.id}), one is now, count)
        for one, count in counts
    ]


def _one_of(field: str, all_of_them: Sequence[Any]) -> Any:
    wanted = request.args.get(field)
    if not wanted:
        return None
    number = paging.whole_number(wanted)
    for one in all_of_them:
        if one.id == number:
            return one
    abort(404)
