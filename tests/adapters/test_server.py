"""The real server under the supervisor: stalled senders take nothing away for good."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

PATIENCE = 20
ROOT = Path(__file__).parents[2]
SERVE = """
import sys
from adapters.supervisor import Address, Command, granian_command, serve
at = Address("127.0.0.1", int(sys.argv[1]))
words = granian_command(at, workers=1, threads=16, target="tests.adapters.stalled_site:create")
sys.exit(serve([Command("web server", words)], at=at))
"""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == f"http://127.0.0.1:{port}\n"
    yield port
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


def ask(port: int, method: str, body: bytes | None = None) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, "/", body=body)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def stall(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    connection.sendall(b"POST / HTTP/1.1\r\nHost: floor\r\nContent-Length: 100\r\n\r\nhalf")
    return connection


def what_came(connection: socket.socket) -> bytes:
    """All that the server said until it ended the connection."""
    with connection:
        said = b""
        try:
            while part := connection.recv(4_096):
                said += part
        except ConnectionError:
            pass
        return said


def test_many_stalled_senders_are_ended_and_pages_are_answered_meanwhile(port: int) -> None:
    stalled = [stall(port) for _ in range(40)]
    assert ask(port, "GET") == (200, b"a page")
    for connection in stalled:
        said = what_came(connection)
        assert not said or said.split(b" ")[1] in (b"400", b"408", b"503")
    assert ask(port, "GET") == (200, b"a page")
    for _ in range(PATIENCE):
        status, sent_back = ask(port, "POST", b"a question")
        if status == 200:
            break
    assert (status, sent_back) == (200, b"a question")


@pytest.mark.parametrize("size", [1, 100_000, 524_288])
def test_a_body_arrives_whole(port: int, size: int) -> None:
    assert ask(port, "POST", b"x" * size) == (200, b"x" * size)


def test_who_sends_ten_megabytes_can_read_the_refusal(port: int) -> None:
    status, body = ask(port, "POST", b"x" * 10_000_000)
    assert (status, body[:4]) == (413, b"413 ")
