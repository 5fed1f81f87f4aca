"""The supervisor: signals passed on once, nobody left behind, one line where the port is taken."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from adapters import supervisor
from adapters.supervisor import Address, Command

PATIENCE = 20
OBEDIENT = r"""
import os, signal, sys
def told(number, frame):
    os.write(1, f"told {signal.Signals(number).name}\n".encode())
    sys.exit(0)
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, told)
os.write(1, b"ready\n")
while True:
    signal.pause()
"""
STUBBORN = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
worker = ["import signal", "signal.signal(signal.SIGTERM, signal.SIG_IGN)", "print('ready', flush=True)"]
subprocess.run([sys.executable, "-c", "; ".join([*worker, "signal.pause()"])])
"""
SITE = """
import http.server, sys
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""

Start = Callable[..., "subprocess.Popen[str]"]


def python(script: str, *words: str, name: str = "child") -> Command:
    return Command(name, [sys.executable, "-c", script, *words])


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a supervisor of given commands in a process and a process group of its own."""
    started: list[subprocess.Popen[str]] = []

    def run(*commands: Command, **options: Any) -> subprocess.Popen[str]:
        script = (
            "import sys; from adapters.supervisor import Address, Command, serve;"
            f"sys.exit(serve({list(commands)!r}, **{options!r}))"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=PATIENCE)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        chosen: int = probe.getsockname()[1]
        return chosen


def wait_ready(process: subprocess.Popen[str], children: int = 1) -> None:
    assert process.stdout
    for _ in range(children):
        assert process.stdout.readline() == "ready\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_every_child_is_told_once_to_end_and_waited_for(start: Start, number: signal.Signals) -> None:
    process = start(python(OBEDIENT), python(OBEDIENT))
    wait_ready(process, children=2)
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "told SIGTERM\n" * 2, "")


def test_a_second_signal_while_stopping_changes_nothing(start: Start) -> None:
    process = start(python(OBEDIENT))
    wait_ready(process)
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "told SIGTERM\n", "")


def test_when_one_ends_by_itself_the_others_are_stopped_too(start: Start) -> None:
    waits_for_a_line = f"import sys; {OBEDIENT.splitlines()[1]}; sys.exit(3)"
    process = start(python(OBEDIENT, name="server"), python(waits_for_a_line, name="worker"))
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert err == "worker ended with exit code 3.\n"
    assert "told" in out or "ready" not in out


def test_a_child_that_ignores_us_is_killed_with_its_workers(start: Start) -> None:
    process = start(python(STUBBORN), grace=0.1)
    wait_ready(process)
    process.terminate()
    # The pipe closes only when the last of them, the worker too, has ended.
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_children_end_when_the_supervisor_itself_is_killed(start: Start) -> None:
    process = start(python(OBEDIENT))
    wait_ready(process)
    process.kill()
    out, _ = process.communicate(timeout=PATIENCE)
    assert out == "told SIGTERM\n"


def test_the_address_is_printed_once_it_answers(start: Start, port: int) -> None:
    process = start(python(SITE, str(port)), at=Address("127.0.0.1", port))
    assert process.stdout
    assert process.stdout.readline() == f"http://127.0.0.1:{port}\n"
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


@pytest.mark.parametrize("shared", [False, True])
def test_a_taken_port_is_one_clear_line(capfd: pytest.CaptureFixture[str], shared: bool) -> None:
    with socket.socket() as other:
        if shared:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken: int = other.getsockname()[1]
        assert supervisor.serve([python("raise SystemExit")], at=Address("127.0.0.1", taken)) == 1
    assert capfd.readouterr().err == (
        f"http://127.0.0.1:{taken} can't be listened on (Address already in use): "
        "choose another with PORT or HOST.\n"
    )


@pytest.mark.parametrize(
    "at", [Address("no-such-host.invalid", 8000), Address("127.0.0.1", 99999), Address("203.0.113.7", 8000)]
)
def test_an_address_that_is_not_ours_is_one_clear_line(
    at: Address, capfd: pytest.CaptureFixture[str]
) -> None:
    assert supervisor.serve([], at=at) == 1
    error = capfd.readouterr().err
    assert error.count("\n") == 1
    assert "can't be listened on" in error


def test_the_server_is_told_addresses_only_and_keeps_no_log_of_requests() -> None:
    words = supervisor.granian_command(Address("localhost", 8000))
    assert words[words.index("--host") + 1] == "127.0.0.1"
    assert {"--no-access-log", "--no-ws", "--respawn-failed-workers", "app:create_app"} <= set(words)


def test_an_address_of_the_new_kind_is_bracketed() -> None:
    assert str(Address("::1", 8000)) == "http://[::1]:8000"
