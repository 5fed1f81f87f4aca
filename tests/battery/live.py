"""A server as it is run, on a database of its own, and browsers that speak to it over connections."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from extensions import db
from tests import databases
from tests.conftest import KEY, settings_for
from tests.made import PASSWORD, Made

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
LOG = "server.log"
SECONDS = 60
"""How long anything may take before the check gives up."""
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
IDEMPOTENCY_KEY = re.compile(r'name="idempotency_key"[^>]* value="([^"]+)"')


@dataclass(frozen=True)
class Live:
    """A running server and, in this process, an application on the same database."""

    app: Flask
    made: Made
    port: int
    log: Path
    """What the server writes down."""


@dataclass(frozen=True)
class Said:
    """What the server answered."""

    status: int
    location: str
    retry_after: str
    text: str


class Browser:
    """One kept connection and its cookies."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.cookies = dict(cookies or {})
        self._connection = HTTPConnection(HOST, port, timeout=SECONDS)

    def connect(self) -> None:
        """Open the connection before anything is sent."""
        self._connection.connect()

    def get(self, path: str) -> Said:
        """Fetch a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Said:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields))

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def token(self, path: str) -> str:
        """The form token of the page at ``path``; it holds for the whole session."""
        found = TOKEN.search(self.get(path).text)
        assert found, path
        return found.group(1)

    def sign_in(self, email: str) -> None:
        """Sign in as the user with this address."""
        token = self.token("/account/sign-in")
        form = {"email": email, "password": PASSWORD, "csrf_token": token}
        assert self.post("/account/sign-in", form).status == 303

    def _ask(self, method: str, path: str, body: str | None) -> Said:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        location, retry_after = (answer.headers.get(name) or "" for name in ("Location", "Retry-After"))
        return Said(answer.status, location, retry_after, text)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def live(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker: str
) -> Iterator[Live]:
    """A server on an empty database of each kind."""
    folder = tmp_path_factory.mktemp("live")
    if request.param == "sqlite":
        with _served(f"sqlite:///{folder}/floor.sqlite3", folder) as found:
            yield found
        return
    if not databases.postgresql_answers():
        pytest.skip("no postgresql")
    name = f"floor_live_{worker}"
    url = databases.make_postgresql(name)
    try:
        with _served(url, folder) as found:
            yield found
    finally:
        databases.drop_postgresql(name)


@contextmanager
def _served(url: str, folder: Path) -> Iterator[Live]:
    app = create_app(settings_for(url, folder), wrapped=False)
    with app.app_context():
        upgrade()
        port = _free_port()
        server = _start(url, folder, port)
        try:
            yield Live(app, Made(app), port, folder / LOG)
        finally:
            _stop(server)
            db.session.remove()
            db.engine.dispose()


def _start(url: str, folder: Path, port: int) -> subprocess.Popen[str]:
    """Start the product's own server; it says its address once it answers."""
    environ = {
        **os.environ,
        "FLOOR_ENV": "development",
        "FLOOR_SECRET_KEY": KEY.decode(),
        "FLOOR_LINK_KEY": KEY[::-1].decode(),
        "FLOOR_AUDIT_KEY": (KEY * 2).decode(),
        "FLOOR_INSTANCE_PATH": str(folder),
        "FLOOR_DATABASE_URL": url,
        "FLOOR_RATE_LIMITS": "off",
    }
    words = [sys.executable, "-m", "flask", "--app", "app", "serve", "--host", HOST, "--port", str(port)]
    log = folder / LOG
    with log.open("w") as said:
        server = subprocess.Popen(
            words,
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            start_new_session=True,
        )
    assert server.stdout
    if server.stdout.readline() != f"http://{HOST}:{port}\n":
        _stop(server)
        raise AssertionError(f"the server did not start: {log.read_text()[-2000:]}")
    return server


def _stop(server: subprocess.Popen[str]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGTERM)
    try:
        server.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.communicate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
