"""A fresh site, a clock that the test moves, and the cache in front."""

from __future__ import annotations

import pytest

from adapters.page_cache import PageCache
from tests.adapters.page_cache.site import Clock, Site


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(site: Site, clock: Clock) -> PageCache:
    return PageCache(site, clock=clock)
