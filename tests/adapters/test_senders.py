"""Bodies: read whole, bounded in length, number and time; and stalled connections cut, and no others."""

from __future__ import annotations

import socket
import threading
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from adapters import senders
from adapters.senders import Refused, Senders
from adapters.wsgi import Environ

PATIENCE = 20


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Cuts:
    """Remembers what was to be cut."""

    def __init__(self) -> None:
        self.calls: list[tuple[set[str], int, float]] = []

    def __call__(self, addresses: Collection[str], port: int, quiet_seconds: float) -> None:
        self.calls.append((set(addresses), port, quiet_seconds))


class Stalled(BytesIO):
    """A body that doesn't come until the test lets it; then it breaks off, as one that was cut does."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = threading.Event()
        self.gate = threading.Event()

    def read(self, _size: int | None = -1) -> bytes:
        self.reading.set()
        assert self.gate.wait(PATIENCE)
        return b""


def request(body: bytes | BytesIO, length: int | str | None = None, **more: str) -> Environ:
    stream = BytesIO(body) if isinstance(body, bytes) else body
    declared = len(stream.getvalue()) if length is None else length
    return {
        "REQUEST_METHOD": "POST",
        "CONTENT_LENGTH": str(declared),
        "REMOTE_ADDR": "198.51.100.7",
        "SERVER_PORT": "8000",
        "wsgi.input": stream,
        **more,
    }


def status_of(readers: Senders, environ: Environ) -> int:
    with pytest.raises(Refused) as refused:
        readers.buffer(environ)
    return refused.value.status


@pytest.mark.parametrize("size", [1, 4_096, 4_097, 524_288])
def test_a_body_is_put_back_whole_in_memory(size: int) -> None:
    environ = request(BytesIO(b"x" * size + b"the next request"), length=size)
    Senders().buffer(environ)
    assert environ["wsgi.input"].read() == b"x" * size


@pytest.mark.parametrize("length", ["", "0"])
def test_a_request_without_a_body_is_left_alone(length: str) -> None:
    environ = request(b"", length=length)
    stream = environ["wsgi.input"]
    Senders().buffer(environ)
    assert environ["wsgi.input"] is stream


def test_a_body_that_is_too_long_is_read_to_its_end_and_refused() -> None:
    body = BytesIO(b"x" * 1_000)
    assert status_of(Senders(longest=999), request(body)) == 413
    assert body.read() == b""


def test_one_far_too_long_is_refused_unread() -> None:
    body = BytesIO(b"x" * 1_000)
    assert status_of(Senders(longest=10, drained=999), request(body)) == 413
    assert len(body.read()) == 1_000
    assert status_of(Senders(), request(body, length="9" * 400)) == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "ten", "\u0661", "1, 1"])
def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    assert status_of(Senders(), request(b"text", length=length)) == 400


def test_a_body_of_unknown_length_is_refused() -> None:
    assert status_of(Senders(), request(b"text", HTTP_TRANSFER_ENCODING="chunked")) == 411


def test_a_body_that_breaks_off_is_refused() -> None:
    assert status_of(Senders(), request(b"half", length=8)) == 400


def test_a_body_that_trickles_is_refused_after_its_time() -> None:
    clock = Clock()

    class Trickling(BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            clock.now += 3
            return super().read(1)

    body = Trickling(b"x" * 100)
    assert status_of(Senders(clock=clock, seconds=10), request(body)) == 408
    assert body.tell() == 4


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_a_sender_past_its_time_is_cut_and_an_earlier_one_is_not(pool: ThreadPoolExecutor) -> None:
    clock, cuts = Clock(), Cuts()
    readers = Senders(clock=clock, cut=cuts, seconds=10)
    first, second = Stalled(), Stalled()
    late = pool.submit(status_of, readers, request(first, length=10))
    assert first.reading.wait(PATIENCE)
    clock.now += 6
    fresh = pool.submit(status_of, readers, request(second, length=10, REMOTE_ADDR="198.51.100.8"))
    assert second.reading.wait(PATIENCE)
    readers.look()
    assert cuts.calls == []
    clock.now += 6
    readers.look()
    assert cuts.calls[0] == ({"198.51.100.7"}, 8000, 10)
    first.gate.set()
    second.gate.set()
    assert (late.result(PATIENCE), fresh.result(PATIENCE)) == (400, 400)


def test_senders_get_less_time_when_every_place_is_taken(pool: ThreadPoolExecutor) -> None:
    clock, cuts = Clock(), Cuts()
    readers = Senders(places=1, waiting=0, clock=clock, cut=cuts, seconds=10, pressed_seconds=2)
    stalled = Stalled()
    held = pool.submit(status_of, readers, request(stalled, length=10))
    assert stalled.reading.wait(PATIENCE)
    assert status_of(readers, request(b"another")) == 503
    clock.now += 3
    readers.look()
    assert cuts.calls[0] == ({"198.51.100.7"}, 8000, 2)
    stalled.gate.set()
    held.result(PATIENCE)
    readers.buffer(request(b"now there is room"))


def test_a_sender_may_wait_for_a_place(pool: ThreadPoolExecutor) -> None:
    readers = Senders(places=1, waiting=1, pressed_seconds=PATIENCE)
    stalled = Stalled()
    held = pool.submit(status_of, readers, request(stalled, length=10))
    assert stalled.reading.wait(PATIENCE)
    environ = request(b"patient")
    waiting = pool.submit(readers.buffer, environ)
    stalled.gate.set()
    waiting.result(PATIENCE)
    held.result(PATIENCE)
    assert environ["wsgi.input"].read() == b"patient"


def test_the_watch_comes_by_itself_and_goes_when_nobody_sends(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(senders, "LOOK_SECONDS", 0.001)
    stalled = Stalled()
    readers = Senders(seconds=-1, cut=lambda *_: stalled.gate.set())
    assert pool.submit(status_of, readers, request(stalled, length=10)).result(PATIENCE) == 400
    watch = readers._watch
    if watch is not None:
        watch.join(PATIENCE)
    assert readers._watch is None


@pytest.fixture
def connected() -> Iterator[tuple[socket.socket, socket.socket, int]]:
    """A client, our end of its connection, and our port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        ours, _ = listening.accept()
        with client, ours:
            yield client, ours, port


def test_a_quiet_connection_of_a_late_address_is_ended(
    connected: tuple[socket.socket, socket.socket, int],
) -> None:
    client, _, port = connected
    client.sendall(b"half a bo")
    assert senders.cut_connections({"127.0.0.1"}, port, 0) == 1
    assert client.recv(10) == b""


def test_other_addresses_other_ports_and_busy_connections_are_spared(
    connected: tuple[socket.socket, socket.socket, int],
) -> None:
    client, ours, port = connected
    assert senders.cut_connections({"198.51.100.7"}, port, 0) == 0
    assert senders.cut_connections({"127.0.0.1"}, client.getsockname()[1] + 1, 0) == 0
    ours.sendall(b"an answer")
    assert senders.cut_connections({"127.0.0.1"}, port, 60) == 0
    assert client.recv(10) == b"an answer"
