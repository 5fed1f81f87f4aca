"""What the server runs in `test_server.py`: a small site with little patience."""

from __future__ import annotations

from collections.abc import Iterable

from adapters.bulkhead import Bulkhead
from adapters.page_cache import PageCache
from adapters.senders import Senders
from adapters.wsgi import Application, Environ, StartResponse


def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """A public page, and whatever was sent, sent back."""
    if environ["REQUEST_METHOD"] == "GET":
        start_response("200 OK", [("Cache-Control", "public"), ("Content-Type", "text/plain")])
        return [b"a page"]
    start_response("200 OK", [("Cache-Control", "private, no-store")])
    return [environ["wsgi.input"].read()]


def create() -> Application:
    """Make the site, as the product makes itself."""
    senders = Senders(places=4, waiting=2, seconds=3.0, pressed_seconds=1.0)
    return PageCache(Bulkhead(answer, senders=senders))
