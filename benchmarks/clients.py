"""The measuring client: processes of Python's own http.client, each one reader on one connection.

A process each, for threads of one process would wait for each other and count that as the server's time.
"""

from __future__ import annotations

import multiprocessing
import secrets
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException, HTTPResponse
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from time import monotonic
from typing import Protocol
from urllib.parse import urlencode

from benchmarks.figures import Series

HOST = "127.0.0.1"
PATIENCE = 30.0
"""Seconds that one request may take."""
GATHERING = 60.0
"""Seconds in which all clients must be ready to begin."""
MOST_FAILURES = 50
"""After so many a client gives up: the server is not there."""


class CannotMeasure(Exception):
    """The clients can't do their work; the message is one line."""


class Inputs(HTMLParser):
    """The values of a page's input fields, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an input holds."""
        given = dict(attrs)
        if tag == "input":
            self.values[given.get("name") or ""] = given.get("value") or ""


class Job(Protocol):
    """What one client does."""

    @property
    def seconds(self) -> float:
        """The most that it may take, once begun."""

    def run(self, gate: Barrier) -> Series:
        """Get ready, wait at ``gate`` for the others, do it, for ``seconds`` at most."""


@dataclass(frozen=True)
class Reading:
    """Fetches addresses over one connection, each once or again and again."""

    port: int
    paths: Sequence[str]
    seconds: float
    again: bool = False

    def run(self, gate: Barrier) -> Series:
        """Fetch until all are fetched, or the time is over."""
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        gate.wait(GATHERING)
        series = Series(begun=monotonic())
        ends = series.begun + self.seconds
        number = 0
        while monotonic() < ends and (self.again or number < len(self.paths)):
            _timed(connection, "GET", self.paths[number % len(self.paths)], series)
            number += 1
        series.ended = monotonic()
        connection.close()
        return series


@dataclass(frozen=True)
class Asking:
    """Fetches the form once, then sends it ``posts`` times, each time with a key and text of its own."""

    port: int
    path: str
    posts: int
    seconds: float
    name: str

    def run(self, gate: Barrier) -> Series:
        """Send until all are sent, or the time is over."""
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        token, cookie = self._form(connection)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        bodies = [self._body(number, token) for number in range(self.posts)]
        gate.wait(GATHERING)
        series = Series(begun=monotonic())
        ends = series.begun + self.seconds
        for body in bodies:
            if monotonic() >= ends:
                break
            _timed(connection, "POST", self.path, series, expected=303, body=body, headers=headers)
        series.ended = monotonic()
        connection.close()
        return series

    def _form(self, connection: HTTPConnection) -> tuple[str, str]:
        connection.request("GET", self.path)
        response = connection.getresponse()
        page = response.read().decode()
        if response.status != 200:
            raise CannotMeasure(f"{self.path} answered {response.status}.")
        token = hidden(page, "csrf_token")
        cookie = (response.getheader("Set-Cookie") or "").partition(";")[0]
        return token, cookie

    def _body(self, number: int, token: str) -> bytes:
        """A question; every other one tells name and address."""
        tells = number % 2 == 0
        fields = {
            "csrf_token": token,
            "idempotency_key": secrets.token_urlsafe(16),
            "text": f"What does {self.name} measure with its question number {number}?",
            "details": "The same few words of background each time, for length is not what counts here.",
            "name": f"Reader {number} of {self.name}" if tells else "",
            "email": f"{self.name}-{number}@reader.example" if tells else "",
        }
        return urlencode(fields).encode()


def together(jobs: Sequence[Job]) -> list[Series]:
    """Run each job in a process of its own, all beginning at one moment; what each measured.

    Raises:
        CannotMeasure: a client ended without a result, or took far longer than it may.
    """
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(len(jobs))
    started: list[tuple[BaseProcess, Connection]] = []
    try:
        for job in jobs:
            ours, theirs = context.Pipe(duplex=False)
            process: BaseProcess = context.Process(target=_client, args=(job, gate, theirs), daemon=True)
            process.start()
            theirs.close()
            started.append((process, ours))
        longest = max(job.seconds for job in jobs) + GATHERING + PATIENCE
        ends = monotonic() + longest
        return [_result(pipe, ends) for _, pipe in started]
    finally:
        for process, pipe in started:
            pipe.close()
            process.join(1)
            if process.is_alive():
                process.kill()
                process.join()


def _client(job: Job, gate: Barrier, pipe: Connection) -> None:
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; ours is ended by its parent
    try:
        pipe.send(job.run(gate))
    except (CannotMeasure, OSError, HTTPException) as error:
        gate.abort()
        pipe.send(CannotMeasure(f"A client of the measurement failed: {error}"))


def _result(pipe: Connection, ends: float) -> Series:
    if not pipe.poll(max(0.0, ends - monotonic())):
        raise CannotMeasure("A client of the measurement took too long.")
    try:
        found = pipe.recv()
    except EOFError as error:
        raise CannotMeasure("A client of the measurement ended without a result.") from error
    if isinstance(found, CannotMeasure):
        raise found
    assert isinstance(found, Series)
    return found


def _timed(
    connection: HTTPConnection,
    method: str,
    path: str,
    series: Series,
    *,
    expected: int = 200,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> None:
    """One request to its last byte: its time, or what came instead of the expected status."""
    begun = monotonic()
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response: HTTPResponse = connection.getresponse()
        response.read()
    except (OSError, HTTPException) as error:
        connection.close()
        series.failed[0] += 1
        if series.failed[0] > MOST_FAILURES:
            raise CannotMeasure(f"{path}: {type(error).__name__} for the {MOST_FAILURES}th time") from error
        return
    if response.status == expected:
        series.seconds.append(monotonic() - begun)
    else:
        series.failed[response.status] += 1


def hidden(page: str, name: str) -> str:
    """The value of a page's hidden field. Raises CannotMeasure where it has none."""
    inputs = Inputs()
    inputs.feed(page)
    value = inputs.values.get(name)
    if not value:
        raise CannotMeasure(f"The form has no {name}.")
    return value
