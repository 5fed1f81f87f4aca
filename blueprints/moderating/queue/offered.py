"""What the queue can be narrowed to: each choice a link that keeps all the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext, lazy_gettext, ngettext

from blueprints.moderating.queue.filters import PANEL_OPEN, here_url
from blueprints.phrases import language_name
from domain.desk.filters import NONE, Age, Filters, Sort
from domain.question import lists
from domain.tallies import Tally
from models import Panel, Question, Standing, Status

AGES = {
    Age.TODAY: lazy_gettext("Today"),
    Age.DAYS: lazy_gettext("1 to 3 days"),
    Age.OLDER: lazy_gettext("Older"),
    Age.OVERDUE: lazy_gettext("Over target"),
}
SORTS = {
    Sort.OLDEST: lazy_gettext("Oldest first"),
    Sort.NEWEST: lazy_gettext("Newest first"),
    Sort.SUPPORT: lazy_gettext("Most wanted first"),
}
MINE = {
    Status.PENDING: lazy_gettext("Mine only: claimed by me"),
    Status.HELD: lazy_gettext("Mine only: held by me"),
    Status.RETURNED: lazy_gettext("Mine only: sent back by me"),
}
AWAITED = (Status.PENDING, Status.HELD)
"""Where a question waits for the desk, so that a target can be missed."""


@dataclass(frozen=True)
class Choice:
    """One filter that can be set, or taken off where it is ``chosen`` and ``off`` says so."""

    label: str
    url: str
    chosen: bool
    count: Tally | None = None
    off: bool = False


@dataclass(frozen=True)
class Group:
    """Choices of one kind; ``name`` is also where the address leads after one of them."""

    name: str
    title: str
    choices: list[Choice]
    note: str = ""


class Offer:
    """What can be chosen beside ``filters``; ``question`` is the one that is open."""

    def __init__(self, panel: Panel, filters: Filters, question: Question | None) -> None:
        self._panel, self._filters, self._question = panel, filters, question

    def groups(self) -> list[Group]:
        """Every kind of filter with its choices."""
        groups = [
            Group("put-to", gettext("Put to"), list(self._people())),
            Group("topic", gettext("Topic"), list(self._topics())),
            Group("language", gettext("Language"), list(self._languages())),
            Group("age", gettext("Age"), list(self._ages()), target(self._panel)),
        ]
        return [group for group in groups if group.choices]

    def mine(self) -> Choice:
        """Only what is the reader's own."""
        label = MINE.get(self._filters.status) or gettext("Mine only: decided by me")
        to = replace(self._filters, mine=not self._filters.mine)
        return Choice(str(label), self._open(to, "mine"), self._filters.mine, off=True)

    def sorts(self) -> list[Choice]:
        """The orders."""
        return [
            Choice(str(label), self._url(replace(self._filters, sort=sort)), sort is self._filters.order)
            for sort, label in SORTS.items()
        ]

    def chips(self) -> list[Choice]:
        """What is set, each with the list without it."""
        filters = self._filters
        found: list[tuple[str, Filters]] = []
        if filters.q:
            found.append((gettext("“%(words)s”", words=filters.q), replace(filters, q="")))
        if filters.executive is not None:
            found.append((self._person(filters.executive), replace(filters, executive=None)))
        for topic in filters.topics:
            found.append((self._topic(topic), self._without(topic)))
        if filters.language:
            found.append((language_name(filters.language), replace(filters, language=None)))
        if filters.age:
            found.append((str(AGES[filters.age]), replace(filters, age=None)))
        if filters.mine:
            found.append((gettext("Mine"), replace(filters, mine=False)))
        return [Choice(label, self._url(without), True, off=True) for label, without in found]

    def _people(self) -> Iterator[Choice]:
        counts, nobody = lists.put_to(self._panel, self._filters.status)
        yield self._one("put-to", gettext("Anyone"), executive=None)
        for executive in self._panel.executives:
            count = counts.get(executive.id)
            if executive.standing is Standing.ANSWERING or count:
                yield self._one("put-to", executive.name, count, executive=executive.id)
        yield self._one("put-to", gettext("Nobody by name"), nobody, executive=NONE)

    def _topics(self) -> Iterator[Choice]:
        if not self._panel.topics:
            return
        for id_, title in [(topic.id, topic.title) for topic in self._panel.topics] + [
            (NONE, gettext("None"))
        ]:
            chosen = id_ in self._filters.topics
            to = self._without(id_) if chosen else self._with(id_)
            yield Choice(title, self._open(to, "topic"), chosen, off=chosen)

    def _languages(self) -> Iterator[Choice]:
        panel = self._panel
        found = lists.languages(panel, self._filters.status)
        first = [code for code in (panel.language, *panel.languages) if code in found]
        codes = list(dict.fromkeys([*first, *found]))
        if self._filters.language and self._filters.language not in codes:
            codes.append(self._filters.language)
        if len(codes) < 2 and not self._filters.language:
            return
        yield self._one("language", gettext("All"), language=None)
        for code in codes:
            yield self._one("language", language_name(code), language=code)

    def _ages(self) -> Iterator[Choice]:
        for age, label in AGES.items():
            chosen = age is self._filters.age
            offered = self._filters.status in AWAITED and self._panel.target_hours
            if age is Age.OVERDUE and not chosen and not offered:
                continue
            to = replace(self._filters, age=None if chosen else age)
            yield Choice(str(label), self._open(to, "age"), chosen, off=chosen)

    def _one(self, group: str, label: str, count: Tally | None = None, **to: Any) -> Choice:
        wanted = replace(self._filters, **to)
        return Choice(label, self._open(wanted, group), wanted == self._filters, count)

    def _with(self, topic: int) -> Filters:
        return replace(self._filters, topics=(*self._filters.topics, topic))

    def _without(self, topic: int) -> Filters:
        return replace(self._filters, topics=tuple(one for one in self._filters.topics if one != topic))

    def _person(self, id_: int) -> str:
        if id_ == NONE:
            return gettext("To nobody by name")
        return _named([(one.id, one.name) for one in self._panel.executives], id_)

    def _topic(self, id_: int) -> str:
        if id_ == NONE:
            return gettext("No topic")
        return _named([(one.id, one.title) for one in self._panel.topics], id_)

    def _url(self, filters: Filters, **more: Any) -> str:
        return here_url(self._panel, filters, self._question, **more)

    def _open(self, filters: Filters, group: str) -> str:
        """The same choices again, led back to where one was."""
        return self._url(filters, open=PANEL_OPEN, _anchor=f"filter-{group}")


def target(panel: Panel) -> str:
    """Within what time a question should be decided; empty where the panel sets none."""
    if not panel.target_hours:
        return ""
    always = len(panel.work_days) == 7 and (panel.work_begins, panel.work_ends) == (0, 24 * 60)
    if always:
        return gettext("target %(hours)s h", hours=panel.target_hours)
    return ngettext("target %(num)s working hour", "target %(num)s working hours", panel.target_hours)


def _named(pairs: Sequence[tuple[int, str]], id_: int) -> str:
    return dict(pairs).get(id_) or gettext("No longer on this panel")
