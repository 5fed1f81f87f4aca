"""Where the next page of a list begins, as an address carries it."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import abort, request

FORMAT = "%Y%m%dT%H%M%S.%fZ"
BIGGEST_ID = 2**63 - 1


def written(place: tuple[datetime | int, int] | None) -> str | None:
    """A place in a list as text for ``after``."""
    if place is None:
        return None
    by, id_ = place
    return f"{by if isinstance(by, int) else by.astimezone(UTC).strftime(FORMAT)}-{id_}"


def after(name: str = "after") -> tuple[datetime, int] | None:
    """The place that the address asks to go on from; one that can't be read is a 400."""
    parts = _parts(name)
    if parts is None:
        return None
    moment, id_ = parts
    try:
        return datetime.strptime(moment, FORMAT).replace(tzinfo=UTC), id_
    except ValueError:
        abort(400, name)


def after_number(name: str = "after") -> tuple[int, int] | None:
    """The same in a list that is ordered by a number."""
    parts = _parts(name)
    if parts is None:
        return None
    number = whole_number(parts[0])
    if number is None:
        abort(400, name)
    return number, parts[1]


def _parts(name: str = "after") -> tuple[str, int] | None:
    value = request.args.get(name)
    if not value:
        return None
    by, _, id_ = value.rpartition("-")
    number = whole_number(id_)
    if number is None:
        abort(400, name)
    return by, number


def whole_number(value: str | None) -> int | None:
    """An id from an address: up to 2^63−1, else None."""
    if not value or len(value) > 19 or not value.isascii() or not value.isdigit():
        return None
    number = int(value)
    return number if number <= BIGGEST_ID else None
