"""What our middlewares share: the types of WSGI, and the head of a response held back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NoReturn

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

RENEWS: Final = "floor.renews"
"""In the environment of a request by which the page cache renews a page that it has."""

MEANWHILE: Final = "floor.meanwhile"
"""In the environment of a request for a page that another one is fetching: a function that gives the
page, an application, once it is there, and else None."""

LONG: Final = "floor.long"
"""In the environment, set by the application: what follows the head takes long to make. It is made one
at a time, and not in one of the few places."""


class OutOfTime(Exception):
    """A body that takes long would take longer than it may; nothing of it was sent."""


class Head:
    """A `start_response` that keeps status and headers until somebody decides what to do with them."""

    __slots__ = ("headers", "status")

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], NoReturn]:
        """Keep what the application says."""
        self.status = status
        self.headers = headers
        return _refuse_write

    @property
    def code(self) -> int:
        """The status as a number."""
        return int(self.status[:3])

    def get(self, name: str) -> str | None:
        """The value of a header, its name in lower case; None where it's missing."""
        return next((value for key, value in self.headers if key.lower() == name), None)


def _refuse_write(_data: bytes) -> NoReturn:
    raise NotImplementedError("return the body instead of writing it")


class Closing:
    """An iterable of chunks, and what is called exactly once when it is closed or was read to its end."""

    def __init__(self, chunks: Iterable[bytes], close: Callable[[], object]) -> None:
        self._chunks = iter(chunks)
        self._close: Callable[[], object] | None = close

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._chunks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the response; calling it again does nothing."""
        close, self._close = self._close, None
        if close is not None:
            close()


def close(chunks: Iterable[bytes]) -> None:
    """Close a response's iterable where it can be closed."""
    method = getattr(chunks, "close", None)
    if method is not None:
        method()
