"""The real application on a port of this machine, in the process of the tests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

HOST = "127.0.0.1"


class Quiet(WSGIRequestHandler):
    """Keeps connections open as a real server does, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


def listen() -> socket.socket:
    """A socket on a free port."""
    return socket.create_server((HOST, 0), backlog=64)


@contextmanager
def served(app: Flask, listening: socket.socket) -> Iterator[str]:
    """Serve ``app`` on ``listening`` while the context lasts; gives its address."""
    port = listening.getsockname()[1]
    server = make_server(
        HOST, port, app, threaded=True, request_handler=Quiet, fd=listening.fileno()
    )
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()
