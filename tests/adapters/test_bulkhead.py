"""The bulkhead: few inside, some waiting, the rest refused, and every place given back once."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO

import pytest

from adapters import bulkhead
from adapters.bulkhead import IN_MEMORY, Bulkhead, Places
from adapters.wsgi import MEANWHILE, RENEWS, Closing, Environ, Head, StartResponse

PATIENCE = 20


def ask(app: Bulkhead, more: Environ | None = None) -> tuple[Head, bytes]:
    head = Head()
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.input": BytesIO(), **(more or {})}
    chunks = app(environ, head)
    body = b"".join(chunks)
    close = getattr(chunks, "close", None)
    if close:
        close()
    return head, body


class Inside:
    """An application in which requests stay until the test lets them go; notes how many were in it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.arrived = threading.Semaphore(0)
        self.gate = threading.Event()
        self.now = 0
        self.most = 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.arrived.release()
        assert self.gate.wait(PATIENCE)
        with self.lock:
            self.now -= 1
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]


@pytest.fixture
def inside() -> Inside:
    return Inside()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(16) as pool:
        yield pool


Asked = Future[tuple[Head, bytes]]


def fill(app: Bulkhead, inside: Inside, pool: ThreadPoolExecutor, places: int) -> list[Asked]:
    asked = [pool.submit(ask, app) for _ in range(places)]
    for _ in range(places):
        assert inside.arrived.acquire(timeout=PATIENCE)
    return asked


class Queue(deque[threading.Event]):
    """A queue that tells the test when somebody came to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.came = threading.Semaphore(0)

    def append(self, ticket: threading.Event) -> None:
        super().append(ticket)
        self.came.release()

    def wait_for(self, count: int) -> None:
        for _ in range(count):
            assert self.came.acquire(timeout=PATIENCE)


def watch_queue(places: Places) -> Queue:
    queue = places._queue = Queue()
    return queue


def test_no_more_than_the_places_are_inside_and_the_waiting_follow(
    inside: Inside, pool: ThreadPoolExecutor
) -> None:
    app = Bulkhead(inside, places=2, waiting=10)
    queue = watch_queue(app._places)
    asked = fill(app, inside, pool, 2) + [pool.submit(ask, app) for _ in range(10)]
    queue.wait_for(10)
    inside.gate.set()
    assert {done.result(PATIENCE)[0].code for done in asked} == {200}
    assert inside.most == 2
    assert app._places._free == 2


def test_whoever_finds_no_room_to_wait_is_told_when_to_come_again(
    inside: Inside, pool: ThreadPoolExecutor
) -> None:
    app = Bulkhead(inside, places=1, waiting=1)
    queue = watch_queue(app._places)
    fill(app, inside, pool, 1)
    pool.submit(ask, app)
    queue.wait_for(1)
    head, body = ask(app)
    assert (head.code, body) == (503, b"503 Service Unavailable\n")
    assert head.get("retry-after") == "2"
    assert head.get("cache-control") == "private, no-store"
    inside.gate.set()


def test_whoever_waited_too_long_is_refused_and_leaves_the_queue(
    inside: Inside, pool: ThreadPoolExecutor
) -> None:
    app = Bulkhead(inside, places=1, waiting=5, wait_seconds=0.0)
    fill(app, inside, pool, 1)
    assert ask(app)[0].code == 503
    assert len(app._places._queue) == 0
    inside.gate.set()


def test_those_who_wait_are_called_in_the_order_in_which_they_came(pool: ThreadPoolExecutor) -> None:
    places = Places(1, 5)
    came = watch_queue(places)
    assert places.take(0)
    order: list[int] = []

    def queue(number: int) -> None:
        assert places.take(PATIENCE)
        order.append(number)
        places.give_back()

    waiting = []
    for number in range(5):
        waiting.append(pool.submit(queue, number))
        came.wait_for(1)
    places.give_back()
    for done in waiting:
        done.result(PATIENCE)
    assert order == [0, 1, 2, 3, 4]
    assert places._free == 1


def test_renewing_a_page_has_a_place_of_its_own(inside: Inside, pool: ThreadPoolExecutor) -> None:
    app = Bulkhead(inside, places=1, waiting=1)
    fill(app, inside, pool, 1)
    renewing = pool.submit(ask, app, {RENEWS: True})
    assert inside.arrived.acquire(timeout=PATIENCE)
    inside.gate.set()
    assert renewing.result(PATIENCE)[0].code == 200


def test_a_page_that_came_while_its_reader_waited_is_not_made_again(inside: Inside) -> None:
    def page(_environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"meanwhile"]

    app = Bulkhead(inside)
    assert ask(app, {MEANWHILE: lambda: page})[1] == b"meanwhile"
    inside.gate.set()
    assert ask(app, {MEANWHILE: lambda: None})[1] == b"/"


@pytest.mark.parametrize("when", ["called", "read"])
def test_an_application_that_fails_gives_its_place_back(when: str) -> None:
    closed: list[bool] = []

    class Broken:
        def __iter__(self) -> Iterator[bytes]:
            yield b"begun"
            raise ZeroDivisionError

        def close(self) -> None:
            closed.append(True)

    def app(_environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if when == "called":
            raise ZeroDivisionError
        start_response("200 OK", [])
        return Broken()

    front = Bulkhead(app, places=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            ask(front)
    assert front._places._free == 1
    assert closed == ([] if when == "called" else [True] * 3)


@pytest.mark.parametrize("size", [0, 10, IN_MEMORY, IN_MEMORY + 1, 3 * IN_MEMORY])
def test_a_response_is_taken_whole_before_it_is_sent(size: int) -> None:
    closed: list[bool] = []

    class Chunks:
        def __iter__(self) -> Iterator[bytes]:
            for begin in range(0, size, 50_000):
                yield b"x" * min(50_000, size - begin)

        def close(self) -> None:
            closed.append(True)

    def app(_environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", str(size))])
        return Chunks()

    front = Bulkhead(app, places=1)
    head = Head()
    body = front({"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}, head)
    assert closed == [True]
    assert front._places._free == 1
    assert (head.code, len(b"".join(body))) == (200, size)


def test_a_long_responses_file_is_gone_when_it_was_sent_or_dropped() -> None:
    def app(_environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"x" * (IN_MEMORY + 1)]

    for read in (True, False):
        body = Bulkhead(app)({"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}, Head())
        assert isinstance(body, Closing)
        if read:
            assert sum(map(len, body)) == IN_MEMORY + 1
        body.close()
        body.close()
        with pytest.raises((ValueError, StopIteration)):
            next(body)


def test_the_body_is_read_before_a_place_is_taken(inside: Inside) -> None:
    app = Bulkhead(inside, places=1)

    class Looking(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert app._places._free == 1
            return super().read(size)

    inside.gate.set()
    ask(app, {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "4", "wsgi.input": Looking(b"text")})


def test_a_refusal_can_be_worded_by_the_product(inside: Inside) -> None:
    def worded(status: int, _environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        start_response(f"{status} Sorry", [("Cache-Control", "public"), ("Content-Language", "en")])
        return [b"Too long."]

    head, body = ask(Bulkhead(inside, refuse=worded), {"CONTENT_LENGTH": str(10**9)})
    assert (head.status, body) == ("413 Sorry", b"Too long.")
    assert head.headers == [("Content-Language", "en"), ("Cache-Control", "private, no-store")]


def test_threads_take_turns_more_often_than_by_default() -> None:
    before = sys.getswitchinterval()
    try:
        bulkhead.favour_short_requests()
        assert sys.getswitchinterval() == pytest.approx(0.0005)
    finally:
        sys.setswitchinterval(before)
