"""What every response says and every request must satisfy."""

from __future__ import annotations

import secrets
from time import perf_counter
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, abort, g, request
from werkzeug.exceptions import UnsupportedMediaType

from adapters import logs
from blueprints.access import PERSONAL, declared
from domain.language import unusable
from extensions import clock

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
URLENCODED = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"
FORMS = frozenset({URLENCODED, WITH_FILES})
MOST_FIELDS = 3_000
"""Of a form without files; of one with files Flask bounds the parts. A batch at the desk has 2,000."""

LOST = "\ufffd"
"""What a form of several parts has for bytes that aren't UTF-8; somebody may also have typed it."""
YEAR = 31_536_000
REVALIDATED = "public, no-cache"
"""For a static file without its version in the address: one script that imports another can't name it."""


def install(app: Flask) -> None:
    """Check every request of ``app`` and set the headers of every response."""
    secure = app.config["FLOOR"].secure_cookies
    app.before_request(_begin)

    @app.before_request
    def allow_files() -> None:
        access = declared(app, request.endpoint)
        if access is not None and access.largest_body is not None and request.mimetype == WITH_FILES:
            request.max_content_length = access.largest_body

    app.before_request(_refuse_unusable)

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}")
        if request.endpoint == "static" and "v" not in request.args:
            response.headers["Cache-Control"] = REVALIDATED
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = PERSONAL
        if not response.cache_control.public:
            response.headers.setdefault("X-Robots-Tag", "noindex")
        logs.log_request(
            method=request.method,
            path=request.path,
            status=response.status_code,
            seconds=perf_counter() - g.begun if "begun" in g else 0.0,
            request_id=g.get("request_id", ""),
        )
        return response


def _begin() -> None:
    g.begun = perf_counter()
    g.request_id = secrets.token_hex(8)
    g.now = clock.now()


def _refuse_unusable() -> None:
    """NUL and what isn't UTF-8 never reach a database; only forms are read."""
    query = unquote_to_bytes(request.query_string)
    if not _is_utf8(request.query_string):
        request.query_string = b""  # or the page that says so could not read its own address
        abort(400, "unusable-characters")
    if b"\0" in query or not _is_utf8(query) or unusable(request.path):
        abort(400, "unusable-characters")
    if request.method not in ("POST", "PUT", "PATCH", "DELETE"):
        return
    if request.mimetype not in FORMS and (request.mimetype or request.content_length):
        raise UnsupportedMediaType
    if has_too_many_fields():
        abort(413)
    if not _is_form_usable():
        abort(400, "unusable-characters")


def has_too_many_fields() -> bool:
    """Whether the form that was sent has more fields than any of ours: nobody typed that."""
    return request.mimetype == URLENCODED and request.get_data().count(b"&") >= MOST_FIELDS


def _is_form_usable() -> bool:
    raw = request.get_data()
    texts = [text for name, values in request.form.lists() for text in (name, *values)]
    if any(unusable(text) for text in texts):
        return False
    if request.mimetype == URLENCODED:
        return _is_utf8(unquote_to_bytes(raw))
    return not any(LOST in text for text in texts) or (not request.files and _is_utf8(raw))


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
