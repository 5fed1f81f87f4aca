"""Request bodies: read whole before anything else happens, and nobody sends for ever.

A server of threads waits inside `read` for a sender that has stalled, and nothing that Python offers
ends such a wait; only the end of the connection does. So a watch looks for senders past their time
and cuts their connections. The server names the address of a sender and not its port, so of that
address' connections it cuts those on which nothing was sent for as long.
"""

from __future__ import annotations

import os
import socket
import struct
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from tempfile import TemporaryFile
from threading import Event, Lock, Semaphore, Thread
from typing import IO, Final

from adapters.wsgi import Environ

CHUNK: Final = 4_096  # small, for a read waits until it is full
DRAINED_CHUNK: Final = 65_536
FILE_CHUNK: Final = 65_536
LOOK_SECONDS: Final = 0.5
LAST_SENT: Final = 44  # where struct tcp_info has the milliseconds since something was last sent
OPEN_FILES: Final = "/proc/self/fd"

Cut = Callable[[Collection[str], int, float], object]


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody whose body is being read: where from, to which port of ours, since when, how long it may."""

    address: str
    port: int
    since: float
    seconds: float


class Refused(Exception):
    """A body that won't be read to its end; `status` is the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Senders:
    """Reads bodies, a bounded number at a time.

    Args:
        places: how many bodies are read at once.
        waiting: how many may wait for a place, `pressed_seconds` and one more at most.
        seconds: how long a body may take.
        pressed_seconds: how long while every place is taken.
        longest: most bytes that are kept.
        longer: most bytes that the route of a request takes, where that is more; None: it isn't.
        files: how many of those longer ones are read at once, and how many `file_seconds` each may take.
        drained: most bytes that are read, so that who sends too much can still read the answer.
        clock: gives seconds that never run backwards.
        cut: ends connections of addresses, on a port, that nothing was sent to for so many seconds.
    """

    def __init__(
        self,
        *,
        places: int = 10,
        waiting: int = 6,
        seconds: float = 10.0,
        pressed_seconds: float = 2.0,
        longest: int = 524_288,
        longer: Callable[[Environ], int | None] = lambda _environ: None,
        files: int = 2,
        file_seconds: float = 60.0,
        drained: int = 16_777_216,
        clock: Callable[[], float] = time.monotonic,
        cut: Cut | None = None,
    ) -> None:
        self._places = places
        self._free = Semaphore(places)
        self._may_wait = Semaphore(waiting)
        self._seconds = seconds
        self._pressed_seconds = pressed_seconds
        self._longest = longest
        self._longer = longer
        self._files = Semaphore(files)
        self._file_seconds = file_seconds
        self._drained = drained
        self._clock = clock
        self._cut = cut or cut_connections
        self._lock = Lock()
        self._active: dict[int, Sender] = {}
        self._watch: Thread | None = None

    def buffer(self, environ: Environ) -> None:
        """Read the body of a request, and put it back in memory.

        Raises:
            Refused: 400 it broke off, 408 it took too long, 411 its length isn't said, 413 it is too
                long, 503 too many are sending.
        """
        length = _declared(environ)
        if length == 0:
            return
        if length > self._drained:
            raise Refused(413)
        if length > self._longest and length <= (self._longer(environ) or 0):
            self._buffer_file(environ, length)
            return
        with self._place(environ, self._seconds):
            body = self._read(environ["wsgi.input"], length)
        if length > self._longest:
            raise Refused(413)
        if len(body) < length:
            raise Refused(400)
        environ["wsgi.input"] = BytesIO(body)

    def _buffer_file(self, environ: Environ, length: int) -> None:
        """Read a body that holds a file; the disk keeps it, for the queue behind may be long."""
        if not self._files.acquire(blocking=False):
            raise Refused(503)
        kept = TemporaryFile()  # noqa: SIM115 - closed when the request is over and nobody knows it
        try:
            with self._place(environ, self._file_seconds) as sender:
                left = length
                while left > 0 and (part := environ["wsgi.input"].read(min(FILE_CHUNK, left))):
                    left -= kept.write(part)
                    if left > 0 and self._clock() > sender.since + sender.seconds:
                        raise Refused(408)
            if left > 0:
                raise Refused(400)
            kept.seek(0)
        except BaseException:
            kept.close()
            raise
        finally:
            self._files.release()
        environ["wsgi.input"] = kept

    def _read(self, stream: IO[bytes], length: int) -> bytes:
        """Read a body; what is longer than we keep is read for its sender's sake and comes back empty."""
        deadline = self._clock() + self._seconds
        kept = length <= self._longest
        chunk = CHUNK if kept else DRAINED_CHUNK
        parts: list[bytes] = []
        left = length
        while left > 0 and (part := stream.read(min(chunk, left))):
            left -= len(part)
            if kept:
                parts.append(part)
            if left > 0 and self._clock() > deadline:
                raise Refused(408)
        return b"".join(parts)

    @contextmanager
    def _place(self, environ: Environ, seconds: float) -> Iterator[Sender]:
        if not self._free.acquire(blocking=False):
            self._wait()
        address, port = environ.get("REMOTE_ADDR", ""), int(environ.get("SERVER_PORT") or 0)
        sender = Sender(address, port, self._clock(), seconds)
        with self._lock:
            self._active[id(sender)] = sender
            if self._watch is None:
                self._watch = Thread(target=self._keep_watch, name="senders", daemon=True)
                self._watch.start()
        try:
            yield sender
        finally:
            with self._lock:
                del self._active[id(sender)]
            self._free.release()

    def _wait(self) -> None:
        if not self._may_wait.acquire(blocking=False):
            raise Refused(503)
        try:
            if not self._free.acquire(timeout=self._pressed_seconds + 1):
                raise Refused(503)
        finally:
            self._may_wait.release()

    def _keep_watch(self) -> None:
        """Look twice a second for as long as anybody sends."""
        tick = Event()
        while not tick.wait(LOOK_SECONDS):
            self.look()
            with self._lock:
                if not self._active:
                    self._watch = None
                    return

    def look(self) -> None:
        """Cut the connections of senders that are past their time."""
        with self._lock:
            active = list(self._active.values())
        pressed = len(active) >= self._places
        now = self._clock()
        late: dict[tuple[int, float], set[str]] = {}
        for sender in active:
            seconds = self._pressed_seconds if pressed else sender.seconds
            if now - sender.since > seconds:
                late.setdefault((sender.port, seconds), set()).add(sender.address)
        for (port, seconds), addresses in late.items():
            self._cut(addresses, port, seconds)


def _declared(environ: Environ) -> int:
    """How long the body is said to be; whether one of unknown length is whole, nobody could tell."""
    if environ.get("HTTP_TRANSFER_ENCODING"):
        raise Refused(411)
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit():
        raise Refused(400)
    return int(length[:20])


def cut_connections(addresses: Collection[str], port: int, quiet_seconds: float) -> int:
    """End this process's connections that were accepted on a port and that nothing was sent to lately.

    Does nothing where the system lists no open files (anything but Linux).

    Args:
        addresses: whose connections.
        port: our end's port, which keeps the process's own connections to elsewhere out of it.
        quiet_seconds: how long nothing was sent to them.

    Returns:
        How many were ended.
    """
    count = 0
    for name in os.listdir(OPEN_FILES) if os.path.isdir(OPEN_FILES) else ():
        with suppress(OSError), _duplicate(int(name)) as connection:
            count += _cut(connection, addresses, port, quiet_seconds)
    return count


def _duplicate(number: int) -> socket.socket:
    """A second handle of an open file, which stays ours when the server closes its own meanwhile."""
    copy = os.dup(number)
    try:
        return socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        raise


def _cut(connection: socket.socket, addresses: Collection[str], port: int, quiet_seconds: float) -> bool:
    if connection.family not in (socket.AF_INET, socket.AF_INET6) or connection.type != socket.SOCK_STREAM:
        return False
    if connection.getsockname()[1] != port or connection.getpeername()[0] not in addresses:
        return False
    state = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, LAST_SENT + 4)
    (quiet,) = struct.unpack_from("=I", state, LAST_SENT)
    if quiet < quiet_seconds * 1000:
        return False
    connection.shutdown(socket.SHUT_RDWR)
    return True
