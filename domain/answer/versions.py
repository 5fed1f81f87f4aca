"""Which versions of an answer were public, and from when until when. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models import Revision


@dataclass(frozen=True)
class Version:
    """A text that readers could read; ``number`` counts those alone, ``until`` is None for what stands."""

    number: int
    revision: Revision
    since: datetime
    until: datetime | None


def public(revisions: Iterable[Revision], published_at: datetime | None, at: datetime) -> list[Version]:
    """The versions that readers have read by ``at``, the first one first.

    A revision is read from its release on, though not before the answer is public, and until the next
    one is released. One that was replaced before the answer became public was never read.
    """
    if published_at is None or published_at > at:
        return []
    released = sorted(
        (
            (r.released_at, r.number, r)
            for r in revisions
            if r.released_at is not None and r.released_at <= at
        ),
        key=lambda one: one[:2],
    )
    found: list[Version] = []
    for place, (moment, _number, revision) in enumerate(released):
        until = released[place + 1][0] if place + 1 < len(released) else None
        since = max(moment, published_at)
        if until is None or until > since:
            found.append(Version(len(found) + 1, revision, since, until))
    return found
