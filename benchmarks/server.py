"""The product itself, started as a reader of README starts it, on a free port of 127.0.0.1."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from benchmarks import processes
from benchmarks.clients import HOST, CannotMeasure
from benchmarks.figures import Held
from benchmarks.processes import Memory

CHECKOUT = Path(__file__).parents[1]
STARTING = 60.0
"""Seconds until the first answer."""
LOOK_SECONDS = 0.1
WARMING = 64
"""First requests, on a connection each and many at once, so that every worker has made a page."""
AT_ONCE = 16


@dataclass(frozen=True)
class Server:
    """A server that answers: its port and its first process."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"http://{HOST}:{self.port}"

    def get(self, path: str) -> str:
        """A page. Raises CannotMeasure where it answers anything but 200."""
        status, page = fetch(self.port, path)
        if status != 200:
            raise CannotMeasure(f"{path} answered {status}.")
        return page.decode()

    def memory(self) -> dict[str, Memory]:
        """What each of its processes holds, by the process's name; nothing where /proc is missing."""
        return {name: processes.memory(pid) for name, pid in self._named()}

    def _named(self) -> Iterator[tuple[str, int]]:
        members = processes.family(self.pid)
        if not members:
            return
        first, *others = members
        yield "supervisor", first.pid
        mains = {member.pid for member in others if member.parent == first.pid}
        workers = 0
        for member in others:
            if member.pid in mains:
                yield "server", member.pid
            elif "resource_tracker" not in member.words:
                workers += 1
                yield f"worker {workers}", member.pid


def environment(**more: str) -> dict[str, str]:
    """This process's variables without the product's own and make's, and with ``more``."""
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(("FLOOR_", "MAKE", "MFLAGS"))
    }
    return {**ours, "FLOOR_ENV": "development", **more}


def migrate(variables: Mapping[str, str]) -> None:
    """Bring the database to this code's schema. Raises CannotMeasure."""
    ran = subprocess.run(
        _flask("db", "upgrade"), cwd=CHECKOUT, env=variables, capture_output=True, text=True, timeout=120
    )
    if ran.returncode != 0:
        raise CannotMeasure(f"db upgrade failed: {_last_line(ran.stderr)}")


@contextmanager
def serving(variables: Mapping[str, str], folder: Path) -> Iterator[Server]:
    """Serve until the block ends; what it says goes into a file in ``folder``.

    Raises:
        CannotMeasure: it doesn't answer within a minute.
    """
    port = free_port()
    said = folder / "server.log"
    own = {**variables, "FLOOR_BASE_URL": f"http://{HOST}:{port}"}
    words = _flask("serve", "--host", HOST, "--port", str(port))
    with said.open("wb") as log:
        process = subprocess.Popen(
            words, cwd=CHECKOUT, env=own, stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0
        )
    try:
        wait_until_answered(process, port, "/healthz", STARTING, said)
        warm(port)
        yield Server(port, process.pid)
    finally:
        processes.end(process)


def wait_until_answered(
    process: subprocess.Popen[bytes], port: int, path: str, seconds: float, said: Path
) -> None:
    """Wait until ``path`` answers 200. Raises CannotMeasure after ``seconds``, or when the process ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            last = _last_line(said.read_text(encoding="utf-8", errors="replace"))
            raise CannotMeasure(f"The server ended with {process.returncode}: {last}")
        try:
            if fetch(port, path)[0] == 200:
                return
        except (OSError, HTTPException):
            pass
        time.sleep(LOOK_SECONDS)
    raise CannotMeasure(f"{path} didn't answer within {seconds:.0f} seconds.")


def warm(port: int) -> None:
    """Let every worker make its first pages: different addresses, for one page would come from memory."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda number: fetch(port, f"/?warm={number}"), range(WARMING)))


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def fetch(port: int, path: str) -> tuple[int, bytes]:
    """Status and body of one request on a connection of its own. Raises OSError and HTTPException."""
    connection = HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def held(idle: Mapping[str, Memory], loaded: Mapping[str, Memory]) -> list[Held]:
    """Both measurements of memory side by side, for the processes that lived through both."""
    return [Held(name, idle[name], loaded[name]) for name in idle if name in loaded]


def _flask(*words: str) -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "app", *words]


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "it said nothing"
