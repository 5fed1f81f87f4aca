"""Which versions of an answer were public when: from their releases and the answer's own time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.answer import versions
from models import Revision

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def hour(number: float) -> datetime:
    return NOON + timedelta(hours=number)


def revisions(*released: float | None) -> list[Revision]:
    return [
        Revision(number=number, released_at=None if moment is None else hour(moment))
        for number, moment in enumerate(released, 1)
    ]


@pytest.mark.parametrize(
    ("released", "published", "at", "expected"),
    [
        ([0], 1, 5, [(1, 1, None)]),
        ([0], None, 5, []),
        ([0], 6, 5, []),
        ([0, 3], 1, 5, [(1, 1, 3), (2, 3, None)]),
        ([0, 3], 1, 2, [(1, 1, None)]),
        ([0, 3, 4], 1, 5, [(1, 1, 3), (2, 3, 4), (3, 4, None)]),
        ([0, 3], 4, 5, [(2, 4, None)]),
        ([0, 3], 3, 5, [(2, 3, None)]),
        ([0, None, 3], 1, 5, [(1, 1, 3), (3, 3, None)]),
        ([0, 2, 3], 2.5, 5, [(2, 2.5, 3), (3, 3, None)]),
        ([None], 1, 5, []),
        ([0, 3, 3], 1, 5, [(1, 1, 3), (3, 3, None)]),
    ],
    ids=[
        "one",
        "not public",
        "not yet public",
        "corrected",
        "the correction is still to come",
        "corrected twice",
        "replaced before anybody read it",
        "replaced in the moment it appeared",
        "a draft in between",
        "the first one was never read",
        "nothing released",
        "replaced in the moment it was released",
    ],
)
def test_versions(
    released: list[float | None],
    published: float | None,
    at: float,
    expected: list[tuple[int, float, float | None]],
) -> None:
    published_at = None if published is None else hour(published)
    found = versions.public(revisions(*released), published_at, hour(at))
    assert [v.number for v in found] == list(range(1, len(expected) + 1))
    assert [(v.revision.number, v.since, v.until) for v in found] == [
        (number, hour(since), None if until is None else hour(until)) for number, since, until in expected
    ]
