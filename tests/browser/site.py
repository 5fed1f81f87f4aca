"""The real application on a port of this machine, in the process of the tests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from flask import Flask
from flask_migrate import upgrade
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from extensions import db
from tests.conftest import settings_for

HOST = "127.0.0.1"


class Quiet(WSGIRequestHandler):
    """Keeps connections open as a real server does, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def site(folder: Path) -> Iterator[Flask]:
    """The application with all that stands in front of it, served while the context lasts.

    Its database is a migrated SQLite file in ``folder``: what a browser sees doesn't hang on the kind.
    """
    with socket.create_server((HOST, 0), backlog=64) as listening:
        base_url = f"http://{HOST}:{listening.getsockname()[1]}"
        app = create_app(settings_for(f"sqlite:///{folder}/floor.sqlite3", folder, base_url=base_url))
        with app.app_context():
            upgrade()
        with _served(app, listening):
            yield app
        with app.app_context():
            db.engine.dispose()


def address_of(app: Flask) -> str:
    """Where the site is."""
    base_url: str = app.config["FLOOR"].base_url
    return base_url


@contextmanager
def _served(app: Flask, listening: socket.socket) -> Iterator[None]:
    port = listening.getsockname()[1]
    server = make_server(HOST, port, app, threaded=True, request_handler=Quiet, fd=listening.fileno())
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()
