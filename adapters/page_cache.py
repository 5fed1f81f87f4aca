"""Keeps public pages for half a second in front of everything else.

One process, one cache, nothing to invalidate: a page is fetched again once it is half a second old,
by a single request while the others get the page they'd have got a moment ago, or wait. What was
published shows within a second in every process. Only what says `Cache-Control: public` enters.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import chain
from threading import Event, Lock
from typing import Final

from adapters.wsgi import MEANWHILE, RENEWS, Application, Closing, Environ, Head, StartResponse, close

STORED: Final = (200, 301, 410)
LONGEST_BODY: Final = 1_000_000
LONGEST_KEY: Final = 2_000
MOST_PRIVATE_KEYS: Final = 4_096
ENTRY_OVERHEAD: Final = 2_000
CONDITIONS: Final = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")

Key = tuple[str, str, str]


class Entry:
    """One stored response; an application of its own."""

    __slots__ = ("body", "etag", "fetched_at", "head_only", "headers", "size", "status")

    def __init__(self, head: Head, body: bytes, fetched_at: float) -> None:
        etag = head.get("etag")
        if etag is None:
            etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
            head.headers = [*head.headers, ("ETag", etag)]
        self.status = head.status
        self.headers = head.headers
        self.head_only = [
            pair for pair in head.headers if pair[0].lower() not in ("content-length", "content-type")
        ]
        self.body = body
        self.etag = etag.removeprefix("W/") if head.code == 200 else ""
        self.fetched_at = fetched_at
        self.size = len(body) + sum(len(name) + len(value) for name, value in head.headers) + ENTRY_OVERHEAD

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send this response, or 304 to who has it already."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and self.etag and _names(known, self.etag):
            start_response("304 NOT MODIFIED", list(self.head_only))
            return []
        start_response(self.status, list(self.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


class Flight:
    """One fetch in progress, for which others may wait."""

    __slots__ = ("entry", "landed")

    def __init__(self) -> None:
        self.landed = Event()
        self.entry: Entry | None = None


class PageCache:
    """WSGI middleware that answers public pages from memory.

    Args:
        app: what answers everything else.
        max_bytes: most memory for pages; the ones fetched longest ago go first.
        fresh_for: seconds from the start of a fetch after which the page is fetched again.
        stale_for: seconds beyond, in which the old page is given to others while one request fetches.
        patience: seconds that a request waits for another's fetch before it goes by itself.
        waiting: how many may wait so at a time for pages that aren't known yet, each keeping a thread of
            the server; more go by themselves, told where to find the page should it be there meanwhile.
        clock: gives seconds that never run backwards.
    """

    def __init__(
        self,
        app: Application,
        *,
        max_bytes: int = 64_000_000,
        fresh_for: float = 0.5,
        stale_for: float = 0.3,
        patience: float = 2.0,
        waiting: int = 8,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._fresh_for = fresh_for
        self._usable_for = fresh_for + stale_for
        self._patience = patience
        self._waiting_left = waiting
        self._clock = clock
        self._lock = Lock()
        self._bytes = 0
        # Fetched again twice a second while anybody asks, so the order of fetching is that of use.
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._flights: dict[Key, Flight] = {}
        self._private: OrderedDict[Key, None] = OrderedDict()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, else from the application."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._app(environ, start_response)
        key = (environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""))
        entry = self._entries.get(key)
        if "HTTP_AUTHORIZATION" in environ or "HTTP_RANGE" in environ:
            return self._app(environ, start_response)
        if entry is not None and self._clock() < entry.fetched_at + self._fresh_for:
            return entry(environ, start_response)
        return self._miss(key, entry, environ, start_response)

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._entries.clear()
            self._private.clear()
            self._bytes = 0

    def _miss(
        self, key: Key, entry: Entry | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        if sum(map(len, key)) > LONGEST_KEY or (entry is None and environ["REQUEST_METHOD"] == "HEAD"):
            return self._app(environ, start_response)
        if key in self._private:
            return self._fetch(key, None, environ, start_response)
        flight, leads = self._board(key)
        if leads:
            try:
                return self._fetch(key, flight, environ, start_response)
            finally:
                self._land(key, flight)
        if entry is not None and self._clock() < entry.fetched_at + self._usable_for:
            return entry(environ, start_response)
        if entry is not None:
            # Renewing has a place of its own and is quick, so any number may wait for it.
            flight.landed.wait(self._patience)
        else:
            self._wait_for_new(flight)
        if flight.entry is not None:
            return flight.entry(environ, start_response)
        return self._app({**environ, MEANWHILE: lambda: flight.entry}, start_response)

    def _board(self, key: Key) -> tuple[Flight, bool]:
        """Join the fetch in progress, or begin one (True)."""
        with self._lock:
            flight = self._flights.get(key)
            if flight is not None:
                return flight, False
            flight = self._flights[key] = Flight()
            return flight, True

    def _land(self, key: Key, flight: Flight) -> None:
        with self._lock:
            del self._flights[key]
        flight.landed.set()

    def _wait_for_new(self, flight: Flight) -> None:
        with self._lock:
            if self._waiting_left == 0:
                return
            self._waiting_left -= 1
        try:
            flight.landed.wait(self._patience)
        finally:
            with self._lock:
                self._waiting_left += 1

    def _fetch(
        self, key: Key, flight: Flight | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Ask the application, and keep its answer where that is allowed."""
        started_at = self._clock()
        # A page known to be public is fetched whole, whatever this one reader has of it already.
        head, chunks = _ask(self._app, _whole(environ) if key in self._entries else environ)
        if head.code == 304 and _is_public(head):
            close(chunks)
            head, chunks = _ask(self._app, _whole(environ))
        if head.code not in STORED or not _is_public(head):
            self._remember_private(key, head)
            start_response(head.status, head.headers)
            return _bodiless(chunks) if environ["REQUEST_METHOD"] == "HEAD" else chunks
        body, rest = _gather(chunks)
        if rest is not None:
            self._remember_private(key, head)
            start_response(head.status, head.headers)
            return rest
        entry = Entry(head, body, started_at)
        self._store(key, entry)
        if flight is not None:
            flight.entry = entry
        return entry(environ, start_response)

    def _store(self, key: Key, entry: Entry) -> None:
        with self._lock:
            self._private.pop(key, None)
            self._drop(key)
            self._entries[key] = entry
            self._bytes += entry.size
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._entries)))

    def _drop(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= entry.size

    def _remember_private(self, key: Key, head: Head) -> None:
        """Let requests for a page that isn't public pass side by side from now on."""
        if head.code >= 500:
            return  # says nothing about the page
        with self._lock:
            self._drop(key)
            self._private[key] = None
            while len(self._private) > MOST_PRIVATE_KEYS:
                self._private.popitem(last=False)


def _is_public(head: Head) -> bool:
    control = head.get("cache-control") or ""
    words = {word.strip().lower() for word in control.split(",")}
    if "public" not in words or not words.isdisjoint(("private", "no-store")):
        return False
    # Whatever differs from reader to reader may not be shared.
    return head.get("set-cookie") is None and head.get("vary") is None


def _ask(app: Application, environ: Environ) -> tuple[Head, Iterable[bytes]]:
    head = Head()
    return head, app(environ, head)


def _whole(environ: Environ) -> Environ:
    """The same request for a public page, from somebody who has nothing of it yet."""
    whole = {name: value for name, value in environ.items() if name not in CONDITIONS}
    whole["REQUEST_METHOD"] = "GET"
    whole[RENEWS] = True
    return whole


def _bodiless(chunks: Iterable[bytes]) -> Iterable[bytes]:
    close(chunks)
    return []


def _gather(chunks: Iterable[bytes]) -> tuple[bytes, Iterable[bytes] | None]:
    """Read a body to its end, and close it; one that is too long comes back as what is still to be sent."""
    parts: list[bytes] = []
    size = 0
    iterator = iter(chunks)
    try:
        for part in iterator:
            parts.append(part)
            size += len(part)
            if size > LONGEST_BODY:
                return b"", Closing(chain(parts, iterator), lambda: close(chunks))
    except BaseException:
        close(chunks)
        raise
    close(chunks)
    return b"".join(parts), None


def _names(known: str, etag: str) -> bool:
    """Tell whether an If-None-Match header names a tag, compared weakly."""
    return known == etag or any(
        candidate.strip().removeprefix("W/") in (etag, "*") for candidate in known.split(",")
    )
