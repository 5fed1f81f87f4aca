"""What is scheduled appears at its time in every process, and not before in any."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from domain.question import publishing
from extensions import clock, db
from models import User
from tests.conftest import KEY
from tests.made import Made

ROOT = Path(__file__).parents[3]
HOST = "127.0.0.1"
SECRET = "Nobody reads this before its time."
AHEAD = timedelta(seconds=5)
GRACE = timedelta(seconds=2)
"""Pages are kept for less than a second; a fetch of a busy machine may have begun before the time, too."""

PACE = 0.05


@dataclass(frozen=True)
class Seen:
    """One answer of one process: when it was asked for, when it had come, what was in it."""

    asked: datetime
    came: datetime
    status: int
    answered: bool


@pytest.fixture
def servers(app: Flask, tmp_path: Path) -> Iterator[list[int]]:
    """The ports of two servers, each a process of its own with its own page cache, on one database."""
    ports = [_free_port(), _free_port()]
    running = [_start(app, port, tmp_path) for port in ports]
    try:
        for port, server in zip(ports, running, strict=True):
            assert server.stdout
            assert server.stdout.readline() == f"http://{HOST}:{port}\n"
        yield ports
    finally:
        for server in running:
            server.terminate()
        for server in running:
            server.communicate(timeout=30)


def test_a_question_appears_in_every_process_at_its_second(servers: list[int], made: Made, mia: User) -> None:
    panels = [made.panel("ask-us"), made.panel("ask-them", list_open=True)]
    questions = [made.approved(panel, mia, "When does it come?") for panel in panels]
    for question in questions:
        made.answer(question, question.panel.executives[0], mia, SECRET)
    own = {
        f"/{panel.slug}/questions/{question.id}-when-does-it-come": 200 if panel.list_open else 404
        for panel, question in zip(panels, questions, strict=True)
    }
    pages = [*own, *(f"/{panel.slug}/" for panel in panels), "/"]
    for port in servers:
        for page in pages:
            _fetch(HTTPConnection(HOST, port, timeout=30), page)
    due = clock.now() + AHEAD
    for question in questions:
        made.do(publishing.publish, question, mia, when=due)
    db.session.rollback()
    with ThreadPoolExecutor(len(pages) * len(servers)) as pool:
        jobs = [(port, page, pool.submit(_watch, port, page, due)) for port in servers for page in pages]
        found = {(port, page): job.result() for port, page, job in jobs}
    for (port, page), seen in found.items():
        early = [one for one in seen if one.came < due]
        late = [one for one in seen if one.asked >= due + GRACE]
        assert early, (port, page)
        assert late, (port, page)
        assert not any(one.answered for one in early), (port, page)
        assert all(one.answered and one.status == 200 for one in late), (port, page)
        if page in own:
            assert {one.status for one in early} == {own[page]}


def _watch(port: int, page: str, due: datetime) -> list[Seen]:
    """Fetch a page again and again until well after its time."""
    connection = HTTPConnection(HOST, port, timeout=30)
    seen: list[Seen] = []
    pace = Event()
    word = b"Nobody reads this" if page != "/" else b"When does it come"
    while datetime.now(UTC) < due + GRACE + timedelta(seconds=2):
        asked = datetime.now(UTC)
        status, body = _fetch(connection, page)
        seen.append(Seen(asked, datetime.now(UTC), status, word in body))
        pace.wait(PACE)
    connection.close()
    return seen


def _fetch(connection: HTTPConnection, page: str) -> tuple[int, bytes]:
    connection.request("GET", page)
    answer = connection.getresponse()
    return answer.status, answer.read()


def _start(app: Flask, port: int, folder: Path) -> subprocess.Popen[str]:
    settings = app.config["FLOOR"]
    environ = {
        **os.environ,
        "FLOOR_ENV": "development",
        "FLOOR_SECRET_KEY": KEY.decode(),
        "FLOOR_INSTANCE_PATH": str(folder),
        "FLOOR_DATABASE_URL": settings.database_url,
        "FLOOR_RATE_LIMITS": "off",
    }
    words = [sys.executable, "-m", "flask", "--app", "app", "serve", "--workers", "1"]
    return subprocess.Popen(
        [*words, "--host", HOST, "--port", str(port)],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
