"""A small site behind the page cache, and how to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from adapters.page_cache import PageCache
from adapters.wsgi import Environ, Head, Headers, StartResponse

PUBLIC = ("Cache-Control", "public, max-age=0")
PATIENCE = 20
Answer = tuple[str, Headers, list[bytes]]


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Site:
    """An application that counts its requests and answers what the test says."""

    def __init__(self) -> None:
        self.requests: list[Environ] = []
        self.answer: Callable[[Environ], Answer] = lambda environ: (
            "200 OK",
            [PUBLIC, ("Content-Type", "text/html")],
            [f"page {len(self.requests)}".encode()],
        )
        self.closed = 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        self.requests.append(environ)
        status, headers, chunks = self.answer(environ)
        start_response(status, headers)
        return Body(self, chunks)


class Body:
    def __init__(self, site: Site, chunks: list[bytes]) -> None:
        self.site = site
        self.chunks = iter(chunks)

    def __iter__(self) -> Iterator[bytes]:
        return self.chunks

    def close(self) -> None:
        self.site.closed += 1


def get(cache: PageCache, path: str = "/", method: str = "GET", **more: str) -> tuple[Head, bytes]:
    environ = {"REQUEST_METHOD": method, "HTTP_HOST": "floor", "PATH_INFO": path, "QUERY_STRING": "", **more}
    head = Head()
    chunks = cache(environ, head)
    body = b"".join(chunks)
    close = getattr(chunks, "close", None)
    if close:
        close()
    return head, body


def answering(status: str, *headers: tuple[str, str], body: bytes = b"page") -> Callable[[Environ], Answer]:
    return lambda _environ: (status, list(headers), [body])
