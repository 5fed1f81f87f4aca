"""Wild requests as bytes on a connection, some of them not even HTTP."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from select import select
from time import perf_counter
from urllib.parse import quote

from hypothesis import strategies as st

from tests.battery.live import HOST
from tests.hostile.malformed.sending import Told
from tests.hostile.malformed.wild import LONGEST_TOLD, Sound, Wild, wild

SECONDS = 20.0
PATIENCE = 0.5
TLS_HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500


@dataclass(frozen=True)
class Sent:
    """What is sent, and how a report calls it."""

    called: str
    sent: bytes

    def __repr__(self) -> str:
        """The beginning of it: some are very long."""
        return f"{self.called}: {self.sent[:LONGEST_TOLD]!r}"


def plain(request: Wild, port: int) -> bytes:
    """The request on the wire, what is wrong with it and all."""
    path = quote(request.path, safe="/%-._~;=&:@!$'()*+,").encode()
    lines = [request.method.encode("latin-1", "replace") + b" " + path + b"?" + request.query + b" HTTP/1.1"]
    headers = dict(request.headers)
    headers.setdefault("Host", f"{HOST}:{port}")
    headers["Connection"] = "close"
    if request.length is not None:
        headers["Content-Length"] = request.length
    elif request.body is not None:
        headers["Content-Length"] = str(len(request.body))
    lines += [f"{name}: {value}".encode("latin-1", "replace") for name, value in headers.items()]
    return b"\r\n".join(lines) + b"\r\n\r\n" + (request.body or b"")


def _lines(spoil: Callable[[list[bytes]], list[bytes]]) -> Callable[[bytes], bytes]:
    """Something done to the lines of the head."""

    def spoilt(sent: bytes) -> bytes:
        head, _, body = sent.partition(b"\r\n\r\n")
        return b"\r\n".join(spoil(head.split(b"\r\n"))) + b"\r\n\r\n" + body

    return spoilt


BREAKS: list[Callable[[bytes], bytes]] = [
    lambda sent: sent.replace(b"\r\n", b"\n"),
    lambda sent: sent[: len(sent) // 2],
    lambda sent: sent[:20],
    lambda sent: sent + sent,
    lambda sent: sent.replace(b"HTTP/1.1", b"HTTP/9.9", 1),
    lambda sent: sent.replace(b" HTTP/1.1", b"", 1),
    lambda sent: sent.replace(b" ", b"\t", 2),
    lambda sent: TLS_HELLO,
    lambda sent: b"\0" * 4_096,
    lambda sent: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 64,
    _lines(lambda lines: [line for line in lines if not line.startswith(b"Host")]),
    _lines(lambda lines: [*lines, b"Host: other.example"]),
    _lines(lambda lines: [*lines, b"no colon here"]),
    _lines(lambda lines: [*lines, b"Space : before"]),
    _lines(lambda lines: [*lines, b"Folded: a", b" b"]),
    _lines(lambda lines: [*lines, b"Nul: a\0b"]),
    _lines(lambda lines: [*lines, b"Large: " + b"x" * 200_000]),
    _lines(lambda lines: [*lines, *(b"Many-%d: x" % number for number in range(2_000))]),
    _lines(lambda lines: [*lines, b"Content-Length: 3", b"Content-Length: 5"]),
    _lines(lambda lines: [*lines, b"Transfer-Encoding: chunked"]),
    _lines(lambda lines: [lines[0].replace(b"/", b"/" + b"a" * 100_000, 1), *lines[1:]]),
    lambda sent: (
        sent.partition(b"\r\n")[0] + b"\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n"
    ),
    lambda sent: (
        sent.partition(b"\r\n")[0]
        + b"\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n"
    ),
]


@st.composite
def raw(draw: st.DrawFn, sound: list[Sound], port: int) -> Sent:
    """A wild request on the wire, broken further or not."""
    request = draw(wild(sound))
    sent = plain(request, port)
    if draw(st.booleans()):
        return Sent(str(request), sent)
    number = draw(st.integers(0, len(BREAKS) - 1))
    return Sent(f"{request}, break {number}", BREAKS[number](sent))


def readable(connection: socket.socket) -> bool:
    """Whether there is something to read, be it the end, before long."""
    found, _, _ = select([connection], [], [], PATIENCE)
    return bool(found)


@contextmanager
def hung_up() -> Iterator[None]:
    """The server may hang up when it has read enough; it may not leave us waiting."""
    try:
        yield
    except TimeoutError:
        raise
    except OSError:
        return


def exchange(port: int, one: Sent, told: Told) -> int:
    """Send the bytes; the status that came back, 0 where the server just hung up."""
    begun = perf_counter()
    answer = b""
    with socket.create_connection((HOST, port), timeout=SECONDS) as connection:
        with hung_up():
            connection.sendall(one.sent)
        if not readable(connection):
            # It waits for more, which will not come. (Whoever says so at once gets no answer.)
            with hung_up():
                connection.shutdown(socket.SHUT_WR)
        with hung_up():
            while piece := connection.recv(65_536):
                answer += piece
    status = int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else 0
    told.took(perf_counter() - begun, one.called, status)
    assert status < 500, f"{status}: {one!r}"
    return status
