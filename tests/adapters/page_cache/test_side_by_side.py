"""The page cache with many readers at once: one fetch for all, and nobody in a queue for nothing."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from adapters.page_cache import PageCache
from adapters.wsgi import Environ, Head
from tests.adapters.page_cache.site import PATIENCE, PUBLIC, Answer, Clock, Site, answering, get


class Held:
    """An application's answer that waits until the test lets it go."""

    def __init__(self, site: Site, *headers: tuple[str, str], status: str = "200 OK") -> None:
        self.arrived = threading.Semaphore(0)
        self.gate = threading.Event()
        self.status = status
        self.headers = list(headers)
        site.answer = self

    def __call__(self, _environ: Environ) -> Answer:
        self.arrived.release()
        assert self.gate.wait(PATIENCE)
        return self.status, self.headers, [b"fetched"]


Asked = Future[tuple[Head, bytes]]


def ask_side_by_side(cache: PageCache, pool: ThreadPoolExecutor, held: Held, readers: int) -> list[Asked]:
    """One request that is inside the application, and others that have come after it."""
    first = pool.submit(get, cache)
    assert held.arrived.acquire(timeout=PATIENCE)
    return [first, *(pool.submit(get, cache) for _ in range(readers))]


def test_a_new_page_is_fetched_once_for_all_who_ask_at_once(
    cache: PageCache, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = threading.Semaphore(0)
    wait = PageCache._wait_for_new

    def noted(self: PageCache, *flight: object) -> None:
        waiting.release()
        wait(self, *flight)  # type: ignore[arg-type]

    monkeypatch.setattr(PageCache, "_wait_for_new", noted)
    held = Held(site, PUBLIC)
    with ThreadPoolExecutor(9) as pool:
        asked = ask_side_by_side(cache, pool, held, readers=8)
        for _ in range(8):
            assert waiting.acquire(timeout=PATIENCE)
        held.gate.set()
        assert {done.result(PATIENCE)[1] for done in asked} == {b"fetched"}
    assert len(site.requests) == 1


def test_while_a_page_is_renewed_others_get_the_one_before(
    cache: PageCache, site: Site, clock: Clock
) -> None:
    get(cache)
    clock.now += 0.7
    held = Held(site, PUBLIC)
    with ThreadPoolExecutor(2) as pool:
        renewing, other = ask_side_by_side(cache, pool, held, readers=1)
        assert other.result(PATIENCE)[1] == b"page 1"
        held.gate.set()
        assert renewing.result(PATIENCE)[1] == b"fetched"


def test_nothing_older_than_a_second_is_given_to_anybody(cache: PageCache, site: Site, clock: Clock) -> None:
    get(cache)
    clock.now += 0.9
    held = Held(site, PUBLIC)
    with ThreadPoolExecutor(2) as pool:
        asked = ask_side_by_side(cache, pool, held, readers=1)
        held.gate.set()
        assert {done.result(PATIENCE)[1] for done in asked} == {b"fetched"}


def test_private_pages_are_not_made_to_wait_for_each_other(cache: PageCache, site: Site) -> None:
    site.answer = answering("200 OK", ("Cache-Control", "private, no-store"))
    get(cache)
    held = Held(site, ("Cache-Control", "private, no-store"))
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(get, cache) for _ in range(4)]
        for _ in range(4):
            assert held.arrived.acquire(timeout=PATIENCE)
        held.gate.set()
        for done in asked:
            done.result(PATIENCE)


@pytest.mark.parametrize("failure", ["private", "exception"])
def test_a_fetch_that_brought_nothing_leaves_the_others_free(
    cache: PageCache, site: Site, failure: str
) -> None:
    gate = threading.Event()
    arrived = threading.Event()

    def fail(_environ: Environ) -> Answer:
        if len(site.requests) > 1:
            return "200 OK", [PUBLIC], [b"by themselves"]
        arrived.set()
        assert gate.wait(PATIENCE)
        if failure == "exception":
            raise RuntimeError
        return "200 OK", [("Cache-Control", "private, no-store")], [b"mine"]

    site.answer = fail
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(get, cache)
        assert arrived.wait(PATIENCE)
        second = pool.submit(get, cache)
        gate.set()
        assert second.result(PATIENCE)[1] == b"by themselves"
        if failure == "exception":
            with pytest.raises(RuntimeError):
                first.result(PATIENCE)
        else:
            assert first.result(PATIENCE)[1] == b"mine"
    assert cache._flights == {}


def test_who_waited_too_long_goes_by_themselves(site: Site, clock: Clock) -> None:
    cache = PageCache(site, clock=clock, patience=0.0)
    held = Held(site, PUBLIC)
    with ThreadPoolExecutor(2) as pool:
        asked = ask_side_by_side(cache, pool, held, readers=1)
        assert held.arrived.acquire(timeout=PATIENCE)
        held.gate.set()
        for done in asked:
            assert done.result(PATIENCE)[1] == b"fetched"
    assert len(site.requests) == 2
