"""Starts the server's processes, passes signals on, and ends only when all of them have.

Each child leads a process group of its own: Ctrl-C then reaches this process alone, which tells
each child once, and a child that won't end is killed together with the workers that it started.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Final

STOPPING: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
OPEN_FILES: Final = 65_536
LOOK_SECONDS: Final = 0.05
REMIND_SECONDS: Final = 1.0
PARENT_DIED: Final = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True, slots=True)
class Command:
    """One process to keep running: its name in our messages, and its words."""

    name: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens: a host name or IP address, and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


class CannotListen(OSError):
    """The address can't be listened on; the message is one line that says what to do."""


def granian_command(
    at: Address,
    *,
    workers: int = 2,
    threads: int = 64,
    connections: int = 2048,
    target: str = "app:create_app",
) -> list[str]:
    """Give the words that start the web server.

    Args:
        at: where to listen; a host name is looked up, for the server takes addresses only.
        workers: processes.
        threads: most requests that one process works on at once, hits of the page cache included.
        connections: most connections of one process, idle ones included.
        target: the application's factory, as `module:function`.

    Raises:
        CannotListen: the host name is unknown.
    """
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", target),
        *("--host", _resolve(at)[1], "--port", str(at.port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--backpressure", str(connections), "--backlog", str(connections)),
        # One request a connection at a time: that is how a stalled sender is found (see `adapters.senders`).
        *("--http", "1", "--no-ws"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "5"),
        *("--no-access-log", "--log-level", "error"),
    ]


def serve(commands: Sequence[Command], *, at: Address | None = None, grace: float = 8.0) -> int:
    """Run commands until told to stop or until one of them ends.

    Must be called from the main thread. SIGTERM, SIGINT and SIGHUP are passed on as SIGTERM.

    Args:
        commands: what to run.
        at: where the server will listen. Looked at first, and printed once it answers.
        grace: seconds that the children have to end before they are killed.

    Returns:
        The exit code: 0 when told to stop, 1 when a command ended by itself or can't listen.
    """
    if at is not None:
        try:
            check_free(at)
        except CannotListen as error:
            print(error, file=sys.stderr, flush=True)
            return 1
    _allow_open_files()
    with _Signals() as signals:
        children = [(command, _start(command)) for command in commands]
        try:
            return _watch(children, signals, at)
        finally:
            _stop([child for _, child in children], signals, grace)


def check_free(at: Address) -> None:
    """Make sure that nothing listens at an address yet.

    The server itself wouldn't notice: it shares its port with whoever allows sharing.

    Raises:
        CannotListen: something does, or the address isn't ours to use.
    """
    family, host = _resolve(at)
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, at.port))
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise CannotListen(
                f"{at} can't be listened on ({reason}): choose another with PORT or HOST."
            ) from error


def answers(at: Address) -> bool:
    """Tell whether a web server answers at an address, whatever it says."""
    family, host = _resolve(at)
    if host in ("0.0.0.0", "::"):  # noqa: S104 - recognised here, not listened on
        host = "127.0.0.1" if family == socket.AF_INET else "::1"
    connection = HTTPConnection(host, at.port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _resolve(at: Address) -> tuple[socket.AddressFamily, str]:
    try:
        found = socket.getaddrinfo(at.host, at.port, type=socket.SOCK_STREAM)
    except (OSError, OverflowError, UnicodeError) as error:
        raise CannotListen(f"{at} can't be listened on (unknown host): choose another with HOST.") from error
    family, _, _, _, name = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    return family, str(name[0])


def _allow_open_files() -> None:
    """Raise this process's limit, which children inherit: every connection is an open file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _start(command: Command) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own commands
        list(command.words), stdin=subprocess.DEVNULL, process_group=0, preexec_fn=_follow_parent()
    )


def _follow_parent() -> Callable[[], None] | None:
    """Make what runs in a new child before its program: it is told to end when this process is killed."""
    if sys.platform != "linux":
        return None
    system = ctypes.CDLL(None)
    return lambda: system.prctl(PARENT_DIED, signal.SIGTERM)


def _watch(
    children: Sequence[tuple[Command, subprocess.Popen[bytes]]], signals: _Signals, at: Address | None
) -> int:
    """Wait for a signal to stop (0) or for a child that ended by itself (1); announce the address."""
    to_announce = at
    while True:
        if signals.wait(LOOK_SECONDS if to_announce else None):
            return 0
        for command, child in children:
            if child.poll() is not None:
                print(f"{command.name} ended with exit code {child.returncode}.", file=sys.stderr, flush=True)
                return 1
        if to_announce and answers(to_announce):
            print(to_announce, flush=True)
            to_announce = None


def _stop(children: Sequence[subprocess.Popen[bytes]], signals: _Signals, grace: float) -> None:
    """Tell all children to end, wait for them, and kill with their groups those that don't in time."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    now = time.monotonic()
    deadline, reminder = now + grace, now + REMIND_SECONDS
    while any(child.poll() is None for child in children) and now < deadline:
        if now >= reminder:
            _remind(children)
            reminder = now + REMIND_SECONDS
        signals.wait(max(0.0, min(reminder, deadline) - now))
        now = time.monotonic()
    for child in children:
        # A child that has ended may have left workers behind: its group is killed all the same.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _remind(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Tell the children again, and their workers: one that was just starting misses the first time."""
    for child in children:
        if child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGTERM)


class _Signals:
    """Collects the signals that tell to stop, and wakes a waiting loop when a child ends."""

    def __enter__(self) -> _Signals:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)
        self._wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, lambda *_: None) for number in (*STOPPING, signal.SIGCHLD)
        }
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self._reader)
        os.close(self._writer)

    def wait(self, seconds: float | None) -> bool:
        """Wait for any signal, at most so many seconds; tell whether one of them says to stop."""
        select.select([self._reader], [], [], seconds)
        return any(number in STOPPING for number in self._arrived())

    def _arrived(self) -> Iterator[int]:
        with contextlib.suppress(BlockingIOError):
            yield from os.read(self._reader, 512)
