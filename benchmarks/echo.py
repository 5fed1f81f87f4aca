"""How fast the measuring client is by itself: against a process that only sends one page back."""

from __future__ import annotations

import multiprocessing
import selectors
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

LONGEST = 120.0
"""Seconds after which the process ends by itself."""


@contextmanager
def echo(page: bytes) -> Iterator[int]:
    """Answer every request with ``page`` until the block ends; the port on 127.0.0.1."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n"
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        port: int = listener.getsockname()[1]
        process = multiprocessing.get_context("fork").Process(
            target=_answer, args=(listener, head.encode() + page), daemon=True
        )
        process.start()
    try:
        yield port
    finally:
        process.kill()
        process.join()


def _answer(listener: socket.socket, response: bytes) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    chooser = selectors.DefaultSelector()
    chooser.register(listener, selectors.EVENT_READ)
    ends = monotonic() + LONGEST
    while monotonic() < ends:
        for key, _ in chooser.select(1.0):
            if key.fileobj is listener:
                connection, _ = listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                chooser.register(connection, selectors.EVENT_READ)
            elif isinstance(key.fileobj, socket.socket):
                _reply(key.fileobj, chooser, response)


def _reply(connection: socket.socket, chooser: selectors.BaseSelector, response: bytes) -> None:
    """Requests without a body come in one piece from our client; each gets the page."""
    try:
        if connection.recv(65_536):
            connection.sendall(response)
            return
    except OSError:
        pass
    chooser.unregister(connection)
    connection.close()
