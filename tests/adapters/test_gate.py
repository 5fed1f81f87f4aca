"""What takes long is made behind a gate of one, in none of the few places."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from adapters import bulkhead
from adapters.bulkhead import Bulkhead
from adapters.wsgi import LONG, Environ, Head, OutOfTime, StartResponse

PATIENCE = 20


def ask(app: Bulkhead, more: Environ | None = None) -> tuple[Head, bytes]:
    head = Head()
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.input": BytesIO(), **(more or {})}
    return head, b"".join(app(environ, head))


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


class Export:
    """An application whose body takes as long as the test wants, and is made as it is read."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Event()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Disposition", "attachment")])
        if environ["PATH_INFO"] == "/":
            return [b"a page"]
        environ[LONG] = True
        return self._rows(environ["PATH_INFO"])

    def _rows(self, path: str) -> Iterator[bytes]:
        self.begun.release()
        yield b"first row, "
        assert self.go_on.wait(PATIENCE)
        if path == "/too-long":
            raise OutOfTime
        yield b"last row"


EXPORT: Environ = {"PATH_INFO": "/export"}


def test_what_takes_long_holds_none_of_the_few_places(pool: ThreadPoolExecutor) -> None:
    export = Export()
    app = Bulkhead(export, places=1, waiting=0)
    file = pool.submit(ask, app, EXPORT)
    assert export.begun.acquire(timeout=PATIENCE)
    assert ask(app)[1] == b"a page"
    export.go_on.set()
    assert file.result(PATIENCE)[1] == b"first row, last row"


def test_what_takes_long_is_made_one_at_a_time(pool: ThreadPoolExecutor) -> None:
    export = Export()
    app = Bulkhead(export, places=2, waiting=2)
    files = [pool.submit(ask, app, EXPORT) for _ in range(2)]
    assert export.begun.acquire(timeout=PATIENCE)
    assert not export.begun.acquire(timeout=0.2)
    export.go_on.set()
    assert [file.result(PATIENCE)[1] for file in files] == [b"first row, last row"] * 2


def test_who_comes_when_the_gate_is_full_gets_503(pool: ThreadPoolExecutor) -> None:
    export = Export()
    app = Bulkhead(export, places=2, wait_seconds=0.0)
    first = pool.submit(ask, app, EXPORT)
    assert export.begun.acquire(timeout=PATIENCE)
    head, _ = ask(app, EXPORT)
    assert (head.code, head.get("retry-after")) == (503, str(bulkhead.RETRY_SECONDS))
    export.go_on.set()
    assert first.result(PATIENCE)[0].code == 200


def test_a_body_that_runs_out_of_time_is_503_and_nothing_of_it_is_sent() -> None:
    export = Export()
    export.go_on.set()
    app = Bulkhead(export, places=1)
    head, body = ask(app, {"PATH_INFO": "/too-long"})
    assert (head.code, b"first row" in body) == (503, False)
    assert head.get("content-disposition") is None
    assert ask(app, EXPORT)[1] == b"first row, last row"
