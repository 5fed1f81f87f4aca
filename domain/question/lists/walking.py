"""Walking the queue of a panel along an index, and keeping what the filters let through.

No index holds every filter in every order: who a question is put to and what it is about stand in tables
of their own, support in another. A database that is asked for "the first twenty, in order, about this
topic" therefore guesses, and at a million questions a wrong guess reads them all. Here nothing is guessed.

A walk is a subquery with a LIMIT, which neither database looks into from outside. It gives places in
order, straight from one index: of the queue, of its language, of who decided, or of support. Around it
each place is probed by the question's id for what the index doesn't hold. The walk goes 1,000 places
first, and ten times as far again while the page isn't full. Before each stretch a shorter way is looked
for: what was searched for or claimed is few, and where a topic, an executive or a status has fewer
questions than the stretch has places, those are read by their ids instead, all of them, and sorted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, false, func, literal, select, tuple_

from domain.desk.filters import NONE, Age, Filters, Sort
from domain.panel import hours
from domain.question.lists.page import Place
from domain.search import desk as search
from domain.tallies import CAP, AtLeast, Tally, up_to_cap
from extensions import db
from models import Claim, Panel, Question, Status, SupportTally, question_executives, question_topics

STRETCHES = (1_000, 10_000, 2**31 - 1)
"""How many places a walk goes before it looks for a shorter way; the last has no end."""
WORTH = 0.2
"""How many questions are read by their ids rather than a place walked along: a walk may end early."""
MOST_READ = 100_000


class Walk:
    """A way through one panel's questions, narrowed and in an order, as somebody reads them.

    Args:
        user_id: who reads; ``mine`` is theirs.
        at: the moment from which ages and claims are counted.
    """

    def __init__(self, panel: Panel, filters: Filters, *, user_id: int, at: datetime) -> None:
        self.panel, self.filters = panel, filters
        self._user_id, self._at = user_id, at
        self._by_support = filters.order is Sort.SUPPORT
        self._descending = filters.order is not Sort.OLDEST
        by = (SupportTally.count, SupportTally.question_id)
        self._place: tuple[Any, Any] = by if self._by_support else (Question.asked_at, Question.id)

    def places(self, *, after: Place | None = None, size: int) -> list[Place]:
        """The first ``size`` places after ``after``: what the order goes by, and the question's id.

        Raises: TooSlow (the search).
        """
        found: list[Place] = []
        for stretch in STRETCHES:
            if stretch < size:
                continue
            ids = self._few(min(int(stretch * WORTH), MOST_READ))
            if ids is not None:
                return found + self._kept(self._by_id(ids, after), size - len(found))
            found += self._kept(self._along(after, stretch), size - len(found))
            if len(found) >= size:
                break
            after = self._end(after, stretch)
            if after is None:
                break
        return found

    def tally(self) -> Tally:
        """How many questions there are; at least how many, where there are more than 10,000 places.

        Raises: TooSlow (the search).
        """
        ids = self._few(CAP)
        if ids is not None:
            return up_to_cap(self._through(self._by_id(ids, None)))
        count = up_to_cap(self._through(self._along(None, CAP)))
        return count if self._end(None, CAP) is None else AtLeast(count)

    def _few(self, most: int) -> Select[Any] | None:
        """The ids of a set that holds all that can be found, where it has ``most`` members or fewer."""
        filters = self.filters
        if filters.q:
            return self._searched
        if self._claimed:
            mine = Claim.user_id == self._user_id, Claim.until > self._at
            return select(Claim.question_id).where(*mine)
        for ids in self._sets():
            count = _counted(ids, most)
            if count <= most:
                return ids.limit(max(count, 1))
        return None

    @cached_property
    def _searched(self) -> Select[Any]:
        return search.matching(self.panel, self.filters.q)

    def _sets(self) -> Iterator[Select[Any]]:
        filters = self.filters
        if filters.topics and NONE not in filters.topics:
            yield select(question_topics.c.question_id).where(question_topics.c.topic_id.in_(filters.topics))
        if filters.executive:
            put_to = question_executives.c.executive_id == filters.executive
            yield select(question_executives.c.question_id).where(put_to)
        if self._by_support:
            yield select(Question.id).where(*self._in_the_index())

    @property
    def _claimed(self) -> bool:
        """Whether "mine" means claimed, which is for the time being, or decided, which stays."""
        return self.filters.mine and self.filters.status is Status.PENDING

    def _by_id(self, ids: Select[Any], after: Place | None) -> Subquery:
        """The places of the questions with these ids, in no order."""
        by, id_ = self._place
        places = select(by.label("by"), id_.label("id")).where(id_.in_(ids)).limit(STRETCHES[-1]).subquery()
        if after is None:
            return places
        beyond = self._beyond(places.c.by, places.c.id, after)
        return select(places).where(beyond).limit(STRETCHES[-1]).subquery()

    def _along(self, after: Place | None, stretch: int) -> Subquery:
        """So many places along the index, from ``after`` on."""
        return self._index(after).limit(stretch).subquery()

    def _end(self, after: Place | None, stretch: int) -> Place | None:
        """The last place of that stretch; None where the index ends before it does."""
        last = db.session.execute(self._index(after).offset(stretch - 1).limit(1)).first()
        return None if last is None else (last[0], last[1])

    def _through(self, places: FromClause) -> Select[Any]:
        """Those of ``places`` that all the filters let through."""
        return select(places.c.by, places.c.id).where(*self._probes(places.c.id))

    def _kept(self, places: FromClause, size: int) -> list[Place]:
        """The first ``size`` of them, in their order."""
        by, id_ = places.c.by, places.c.id
        order = (by.desc(), id_.desc()) if self._descending else (by, id_)
        rows = db.session.execute(self._through(places).order_by(*order).limit(size))
        return [(row[0], row[1]) for row in rows]

    def _index(self, after: Place | None) -> Select[Any]:
        by, id_ = self._place
        query: Select[Any] = select(by.label("by"), id_.label("id"))
        if self._by_support:
            query = query.where(SupportTally.panel_id == self.panel.id)
        else:
            query = query.where(*self._in_the_index())
        if after is not None:
            query = query.where(self._beyond(by, id_, after))
        return query.order_by(*((by.desc(), id_.desc()) if self._descending else (by, id_)))

    def _beyond(self, by: Any, id_: Any, after: Place) -> ColumnElement[bool]:
        here = tuple_(by, id_)
        return here < after if self._descending else here > after

    def _in_the_index(self) -> Iterator[ColumnElement[bool]]:
        """What an index of questions holds; with ``_on_the_row`` all that concerns the row alone."""
        yield Question.panel_id == self.panel.id
        yield Question.status == self.filters.status
        if self.filters.mine and not self._claimed:
            yield Question.decided_by_id == self._user_id
        elif self.filters.language:
            yield Question.lang == self.filters.language
        yield from asked(self.panel, self.filters.age, self._at)

    def _on_the_row(self) -> Iterator[ColumnElement[bool]]:
        yield Question.awaits_confirmation.is_(False)
        if self.filters.language:
            yield Question.lang == self.filters.language
        yield from self._in_the_index()

    def _probes(self, id_: Any) -> Iterator[ColumnElement[bool]]:
        yield _probe(select(Question.id).where(Question.id == id_, *self._on_the_row()))
        if self.filters.executive is not None:
            yield self._related(
                question_executives, question_executives.c.executive_id, (self.filters.executive,), id_
            )
        if self.filters.topics:
            yield self._related(question_topics, question_topics.c.topic_id, self.filters.topics, id_)

    def _related(self, table: Any, column: Any, wanted: tuple[int, ...], id_: Any) -> ColumnElement[bool]:
        own = select(table.c.question_id).where(table.c.question_id == id_)
        any_of_them = _probe(own.where(column.in_([one for one in wanted if one != NONE])))
        if NONE not in wanted:
            return any_of_them
        return ~_probe(own) if wanted == (NONE,) else ~_probe(own) | any_of_them


def asked(panel: Panel, age: Age | None, at: datetime) -> Iterator[ColumnElement[bool]]:
    """When questions of that age were asked, as the panel's clocks count the days."""
    if age is Age.OVERDUE:
        before = hours.overdue_before(panel, at)
        yield Question.asked_at < before if before else false()
    elif age is not None:
        today, three_days_ago = hours.midnight(at, panel), hours.midnight(at, panel, days_ago=3)
        if age is Age.OLDER:
            yield Question.asked_at < three_days_ago
            return
        yield Question.asked_at >= (today if age is Age.TODAY else three_days_ago)
        if age is Age.DAYS:
            yield Question.asked_at < today


def _probe(one: Select[Any]) -> ColumnElement[bool]:
    """Whether there is ``one``, looked up for each row: an EXISTS would be made a join, and planned anew."""
    return one.with_only_columns(literal(1)).limit(1).scalar_subquery().is_not(None)


def _counted(ids: Select[Any], most: int) -> int:
    """How many there are; of more than ``most`` one more."""
    return db.session.scalars(select(func.count()).select_from(ids.limit(most + 1).subquery())).one()
