"""Page cache and bulkhead together: a page's many files, fetched at once, again and again."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Barrier, Thread
from typing import Any

from adapters.bulkhead import Bulkhead
from adapters.page_cache import PageCache

FILES = 14


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/css"), ("Cache-Control", "public, max-age=1")])
    return [environ["PATH_INFO"].encode()]


def test_fourteen_files_at_once_are_all_served_each_time_they_are_renewed() -> None:
    now = [0.0]
    site = PageCache(Bulkhead(application, places=2), clock=lambda: now[0])
    for _ in range(3):
        assert _fetch_together(site) == ["200 OK"] * FILES
        now[0] += 60


def _fetch_together(site: PageCache) -> list[str]:
    statuses: list[str] = []
    barrier = Barrier(FILES)

    def fetch(number: int) -> None:
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"/static/{number}.css", "HTTP_HOST": "x"}
        barrier.wait()
        list(site(environ, lambda status, *rest: statuses.append(status)))

    threads = [Thread(target=fetch, args=(number,)) for number in range(FILES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses
