"""Keeps few requests inside the application, some waiting, and threads free for the page cache.

Threads of one Python take turns. Four requests at a time are done as soon as forty would be, and
whatever waits outside leaves the pages in memory as fast as they are. A body is read before a place
is taken, and a response is taken from the application whole before it is sent, so that a place is
held by work and never by a slow connection. One more place is for renewing pages in memory alone:
many readers wait for each of them. What takes long to make (an export) says so, leaves its place to the
others and is made behind a gate of one.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from threading import Event, Lock
from typing import IO, Final

from adapters.senders import Refused, Senders
from adapters.wsgi import (
    LONG,
    MEANWHILE,
    RENEWS,
    Application,
    Closing,
    Environ,
    Head,
    Headers,
    OutOfTime,
    StartResponse,
    close,
)

IN_MEMORY: Final = 1_000_000
SENT_AT_ONCE: Final = 65_536
RETRY_SECONDS: Final = 2
PAGES_WAITING: Final = 4
LONG_WAITING: Final = 1
SWITCH_SECONDS: Final = 0.0005

Refuse = Callable[[int, Environ, StartResponse], Iterable[bytes]]


def favour_short_requests() -> None:
    """Make this process's threads take turns ten times as often as Python does by itself.

    A hit of the page cache needs microseconds, and waits a whole turn of every thread that computes.
    """
    sys.setswitchinterval(SWITCH_SECONDS)


def refuse_plainly(status: int, _environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with the status and its standard phrase, for who gives no answer of their own."""
    phrase = HTTPStatus(status).phrase
    body = f"{status} {phrase}\n".encode()
    start_response(f"{status} {phrase}", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


class Bulkhead:
    """WSGI middleware between the page cache and the application.

    Threads that may be held: `places` + `waiting` + 5 for pages and 2 for what takes long here, 12 by
    `Senders`, 8 by the page cache. The server needs some more than these 61, so that hits always find one.

    Args:
        app: the application.
        refuse: answers 400, 408, 411, 413 and 503 without the application; gets the status first.
        places: how many requests are inside the application at once.
        waiting: how many may wait; more get 503.
        wait_seconds: how long they may wait before they get 503.
        senders: reads bodies; made with its own defaults unless given.
    """

    def __init__(
        self,
        app: Application,
        *,
        refuse: Refuse = refuse_plainly,
        places: int = 4,
        waiting: int = 30,
        wait_seconds: float = 10.0,
        senders: Senders | None = None,
    ) -> None:
        self._app = app
        self._refuse = refuse
        self._wait_seconds = wait_seconds
        self._places = Places(places, waiting)
        self._pages = Places(1, PAGES_WAITING)
        self._gate = Places(1, LONG_WAITING)
        self._senders = senders or Senders()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer by the application, or refuse."""
        try:
            self._senders.buffer(environ)
        except Refused as refused:
            return self._answer_refused(refused.status, environ, start_response)
        places = self._take_place(environ)
        if places is None:
            return self._answer_refused(503, environ, start_response)
        head = Head()
        long = None
        try:
            chunks = self._inside(environ, head)
            if LONG in environ:
                long = chunks
            else:
                body = _take_whole(chunks)
        finally:
            places.give_back()
        if long is not None:
            try:
                body = self._take_long(long)
            except OutOfTime:
                return self._answer_refused(503, environ, start_response)
        start_response(head.status, head.headers)
        return body

    def _take_long(self, chunks: Iterable[bytes]) -> Iterable[bytes]:
        """Read a response that takes long, one at a time. Raises OutOfTime."""
        if not self._gate.take(self._wait_seconds):
            close(chunks)
            raise OutOfTime
        try:
            return _take_whole(chunks)
        finally:
            self._gate.give_back()

    def _take_place(self, environ: Environ) -> Places | None:
        """A place of whichever kind fits; a renewal that finds its own row full queues with the rest."""
        if RENEWS in environ and self._pages.take(self._wait_seconds):
            return self._pages
        return self._places if self._places.take(self._wait_seconds) else None

    def _inside(self, environ: Environ, head: Head) -> Iterable[bytes]:
        page = environ[MEANWHILE]() if MEANWHILE in environ else None
        return (page or self._app)(environ, head)

    def _answer_refused(
        self, status: int, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        ours = [("Cache-Control", "private, no-store")]
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            ours.append(("Retry-After", str(RETRY_SECONDS)))

        def start(line: str, headers: Headers, exc_info: object = None) -> object:
            names = {name.lower() for name, _ in ours}
            kept = [pair for pair in headers if pair[0].lower() not in names]
            return start_response(line, [*kept, *ours])

        return self._refuse(status, environ, start)


class Places:
    """A bounded number of places, handed on in the order of asking, and a bounded queue for them."""

    def __init__(self, places: int, waiting: int) -> None:
        self._lock = Lock()
        self._free = places
        self._most_waiting = waiting
        self._queue: deque[Event] = deque()

    def take(self, seconds: float) -> bool:
        """Take a place, waiting at most so many seconds; False where there was none."""
        with self._lock:
            if self._free > 0:
                self._free -= 1
                return True
            if len(self._queue) >= self._most_waiting:
                return False
            called = Event()
            self._queue.append(called)
        if called.wait(seconds):
            return True
        with self._lock:
            if called.is_set():  # at the last moment
                return True
            self._queue.remove(called)
            return False

    def give_back(self) -> None:
        """Hand a place to whoever is next."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._free += 1


def _take_whole(chunks: Iterable[bytes]) -> Iterable[bytes]:
    """Read a response to its end and close it; a long one is kept in a file."""
    parts: list[bytes] = []
    size = 0
    try:
        iterator = iter(chunks)
        for part in iterator:
            parts.append(part)
            size += len(part)
            if size > IN_MEMORY:
                return _spool(parts, iterator)
    finally:
        close(chunks)
    return [b"".join(parts)]


def _spool(parts: list[bytes], rest: Iterator[bytes]) -> Iterable[bytes]:
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the response
    try:
        file.writelines(parts)
        file.writelines(rest)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return Closing(iter(lambda: file.read(SENT_AT_ONCE), b""), file.close)
