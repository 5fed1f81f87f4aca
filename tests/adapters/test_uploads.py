"""Bodies that hold a file: longer where their route takes one, few at a time, kept on the disk."""

from __future__ import annotations

import threading
from collections.abc import Collection
from io import BytesIO

import pytest

from adapters.senders import Refused, Senders
from adapters.wsgi import Environ

MEGABYTE = 1_000_000
PATIENCE = 20


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Slow(BytesIO):
    """A body of which every piece takes seconds, and of which the test knows when it is read."""

    def __init__(self, size: int, clock: Clock, seconds: float) -> None:
        super().__init__(b"x" * size)
        self._clock = clock
        self._seconds = seconds

    def read(self, size: int | None = -1) -> bytes:
        self._clock.now += self._seconds
        return super().read(size)


class Stalled(BytesIO):
    def __init__(self) -> None:
        super().__init__()
        self.reading = threading.Event()
        self.gate = threading.Event()

    def read(self, _size: int | None = -1) -> bytes:
        self.reading.set()
        assert self.gate.wait(PATIENCE)
        return b""


def longer(environ: Environ) -> int | None:
    return 2 * MEGABYTE if environ["PATH_INFO"] == "/upload" else None


def request(body: BytesIO, length: int, path: str = "/upload") -> Environ:
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(length),
        "REMOTE_ADDR": "198.51.100.7",
        "SERVER_PORT": "8000",
        "wsgi.input": body,
    }


def status_of(senders: Senders, environ: Environ) -> int:
    with pytest.raises(Refused) as refused:
        senders.buffer(environ)
    return refused.value.status


def test_a_route_that_takes_a_file_gets_it_whole() -> None:
    body = b"".join(bytes([n % 256]) * 1000 for n in range(1500))
    environ = request(BytesIO(body + b"the next request"), len(body))
    Senders(longer=longer).buffer(environ)
    assert environ["wsgi.input"].read() == body
    assert not isinstance(environ["wsgi.input"], BytesIO), "it is kept in memory"


@pytest.mark.parametrize(("path", "size"), [("/other", MEGABYTE), ("/upload", 2 * MEGABYTE + 1)])
def test_more_than_a_route_takes_is_refused(path: str, size: int) -> None:
    assert status_of(Senders(longer=longer), request(BytesIO(b"x" * size), size, path)) == 413


def test_one_that_breaks_off_is_refused_and_gives_its_place_back() -> None:
    senders = Senders(longer=longer, files=1)
    for _ in range(3):
        assert status_of(senders, request(BytesIO(b"x" * 1000), MEGABYTE)) == 400


def test_it_may_take_longer_than_a_question_but_not_for_ever() -> None:
    clock = Clock()
    senders = Senders(longer=longer, seconds=10, file_seconds=60, clock=clock)
    senders.buffer(request(Slow(MEGABYTE, clock, 3.0), MEGABYTE))
    assert status_of(senders, request(Slow(MEGABYTE, clock, 6.0), MEGABYTE)) == 408
    assert status_of(senders, request(Slow(400_000, clock, 3.0), 400_000, "/other")) == 408


def test_few_are_read_at_once_and_questions_beside_them() -> None:
    senders = Senders(longer=longer, files=1)
    stalled = Stalled()
    ended: list[int] = []
    thread = threading.Thread(target=lambda: ended.append(status_of(senders, request(stalled, MEGABYTE))))
    thread.start()
    assert stalled.reading.wait(PATIENCE)
    assert status_of(senders, request(BytesIO(b"x" * MEGABYTE), MEGABYTE)) == 503
    question = request(BytesIO(b"text=Why"), 8, "/ask")
    senders.buffer(question)
    assert question["wsgi.input"].read() == b"text=Why"
    stalled.gate.set()
    thread.join()
    assert ended == [400]
    senders.buffer(request(BytesIO(b"x" * MEGABYTE), MEGABYTE))


def test_one_that_stalls_is_cut_after_its_own_time() -> None:
    clock = Clock()
    cuts: list[tuple[set[str], int, float]] = []

    def cut(addresses: Collection[str], port: int, quiet_seconds: float) -> None:
        cuts.append((set(addresses), port, quiet_seconds))

    senders = Senders(longer=longer, seconds=10, file_seconds=60, clock=clock, cut=cut)
    stalled = Stalled()
    thread = threading.Thread(target=lambda: status_of(senders, request(stalled, MEGABYTE)))
    thread.start()
    assert stalled.reading.wait(PATIENCE)
    clock.now += 30
    senders.look()
    assert cuts == []
    clock.now += 31
    senders.look()
    assert cuts[0] == ({"198.51.100.7"}, 8000, 60)
    stalled.gate.set()
    thread.join()
