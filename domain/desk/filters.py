"""What the queue is narrowed to and how it is ordered, as an address or a saved view holds it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from domain.language import tidy, unusable
from domain.question.fields import LANGUAGE
from domain.refusals import BadField
from models import Status

Fields = Mapping[str, Sequence[str] | str]
"""What an address or a saved view holds: a value for each name, or several."""
NONE = 0
"""Stands among ids for "nobody by name" and "no topic": no row has it."""
NONE_WRITTEN = "none"
BIGGEST_ID = 2**63 - 1
MOST_TOPICS = 50
LONGEST_SEARCH = 200
Kind = TypeVar("Kind", bound=StrEnum)
OLDEST_FIRST = (Status.PENDING, Status.HELD, Status.RETURNED, Status.APPROVED)


class Age(StrEnum):
    """How long ago a question was asked, in the panel's days; or longer ago than the panel's target."""

    TODAY = "today"
    DAYS = "1-3"
    OLDER = "older"
    OVERDUE = "overdue"


class Sort(StrEnum):
    """In which order the queue stands."""

    OLDEST = "oldest"
    NEWEST = "newest"
    SUPPORT = "support"


@dataclass(frozen=True)
class Filters:
    """What the queue is narrowed to. ``NONE`` stands where an id would.

    ``executive``: put to them by name. ``topics``: about any of these. ``language``: of the question.
    ``mine``: what the reader of the queue has claimed where questions are pending, else decided last.
    ``sort`` is None for the order that is usual with the status.
    """

    status: Status = Status.PENDING
    executive: int | None = None
    topics: tuple[int, ...] = ()
    language: str | None = None
    age: Age | None = None
    mine: bool = False
    q: str = ""
    sort: Sort | None = None

    @property
    def usual(self) -> Sort:
        """The order that is usual with the status: what waits oldest first, what is settled newest first."""
        return Sort.OLDEST if self.status in OLDEST_FIRST else Sort.NEWEST

    @property
    def order(self) -> Sort:
        """The order that holds."""
        return self.sort or self.usual

    @property
    def count(self) -> int:
        """How many of them are set; status and order are none."""
        single = (self.executive is not None, self.language, self.age, self.mine, self.q)
        return sum(map(bool, single)) + len(self.topics)

    @property
    def plain(self) -> bool:
        """Whether it is the whole of a status, in the usual order."""
        return not self.count and self.order is self.usual


def read(fields: Fields) -> Filters:
    """The filters that ``fields`` name; an empty one counts as none, an unknown order as the usual one.

    Raises:
        BadField: there is no such status or age, or an id, language or search can't be one.
    """
    status = _one(Status, "status", fields) or Status.PENDING
    executive = _last(fields, "executive")
    language = _last(fields, "language")
    if language and not LANGUAGE.match(language):
        raise BadField("language", "not-a-language")
    topics = [_id("topic", value) for value in _all(fields, "topic") if value]
    if len(topics) > MOST_TOPICS:
        raise BadField("topic", "too-many", MOST_TOPICS)
    return Filters(
        status=status,
        executive=_id("executive", executive) if executive else None,
        topics=tuple(dict.fromkeys(topics)),
        language=language or None,
        age=_one(Age, "age", fields),
        mine=bool(_last(fields, "mine")),
        q=_search(_last(fields, "q")),
        sort=next((sort for sort in Sort if sort == _last(fields, "sort")), None),
    )


def written(filters: Filters) -> dict[str, Any]:
    """The fields that ``read`` makes these filters of, in one order; what is not set is left out."""
    fields = {
        "status": filters.status.value,
        "executive": _id_written(filters.executive) if filters.executive is not None else None,
        "topic": [_id_written(topic) for topic in filters.topics],
        "language": filters.language,
        "age": filters.age.value if filters.age else None,
        "mine": "1" if filters.mine else None,
        "q": filters.q,
        "sort": filters.order.value if filters.order is not filters.usual else None,
    }
    return {name: value for name, value in fields.items() if value}


def pairs(filters: Filters) -> list[tuple[str, str]]:
    """The same fields one by one, as a form sends them."""
    fields = written(filters)
    return [(name, value) for name in fields for value in _all(fields, name)]


def _last(fields: Fields, name: str) -> str:
    values = _all(fields, name)
    return values[-1] if values else ""


def _all(fields: Fields, name: str) -> Sequence[str]:
    value = fields.get(name, ())
    return [value] if isinstance(value, str) else value


def _one(kind: type[Kind], name: str, fields: Fields) -> Kind | None:
    value = _last(fields, name)
    if not value:
        return None
    try:
        return kind(value)
    except ValueError:
        raise BadField(name, "unknown") from None


def _id(field: str, value: str) -> int:
    if value == NONE_WRITTEN:
        return NONE
    if value.isascii() and value.isdigit() and len(value) <= 19 and 0 < int(value) <= BIGGEST_ID:
        return int(value)
    raise BadField(field, "not-an-id")


def _id_written(value: int) -> str:
    return NONE_WRITTEN if value == NONE else str(value)


def _search(value: str) -> str:
    if unusable(value):
        raise BadField("q", "unusable-characters")
    return " ".join(tidy(value).split())[:LONGEST_SEARCH]
