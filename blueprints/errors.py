"""Pages for what went wrong: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, current_app, g, render_template, request, url_for
from flask.globals import request_ctx
from flask_babel import gettext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError

from blueprints.access import NotSignedIn
from blueprints.headers import SECURITY, has_too_many_fields
from extensions import db

log = structlog.get_logger()
RETRY_AFTER = 5
NEVER_SHOWN = frozenset(
    {"csrf_token", "password", "old", "new", "idempotency_key", "version", "next", "confirm"}
)
BUTTONS = frozenset({"save", "submit", "release"})
SECRET = frozenset({"password", "old", "new"})
"""A form with one of these is typed again: it never stands in a page."""


def install(app: Flask) -> None:
    """Answer every error of ``app`` with the house's page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(PoolTimeout, _database)
    app.register_error_handler(Exception, _unforeseen)


def refuser(app: Flask) -> Callable[[int, Any, Any], Iterable[bytes]]:
    """What answers in front of the application, with pages that were made once.

    Gives a callable of status, environ and start_response.
    """

    @cache
    def page(status: int) -> bytes:
        error = HTTPException()
        error.code = status
        with app.test_request_context(base_url=app.config["FLOOR"].base_url):
            app.preprocess_request()
            return _http(error)[0].encode()

    def refuse(status: int, environ: Any, start_response: Any) -> Iterable[bytes]:
        body = page(status)
        line = f"{status} {HTTPStatus(status).phrase}"
        length = ("Content-Length", str(len(body)))
        start_response(line, [("Content-Type", "text/html; charset=utf-8"), length, *SECURITY.items()])
        return [body]

    return refuse


def _http(error: HTTPException) -> tuple[str, int, dict[str, str]]:
    _address_as_ours()
    status = error.code or 500
    title, lead = _words(error, status)
    headers = dict(error.get_headers()) if status == 405 else {}
    headers.pop("Content-Type", None)
    if status in (429, 503):
        headers["Retry-After"] = str(RETRY_AFTER if status == 503 else 60)
    page = render_template(
        "errors/page.html",
        status=status,
        title=title,
        lead=lead,
        links=_links(error),
        kept=_kept(),
        again=_again() if status == 503 else [],
        retry_after=headers.get("Retry-After"),
    )
    return page, status, headers


def _address_as_ours() -> None:
    """A request for an unknown Host has no addresses: its page gets those of our own site."""
    if request_ctx.url_adapter is None:
        own = urlsplit(current_app.config["FLOOR"].base_url)
        request_ctx.url_adapter = current_app.url_map.bind(own.netloc, url_scheme=own.scheme)


def _database(error: Exception) -> tuple[str, int, dict[str, str]]:
    """A database that is away, locked or too slow is a 503; the visitor tries again."""
    log.error("database", error=type(error).__name__, request_id=g.get("request_id"))
    db.session.rollback()
    unavailable = HTTPException()
    unavailable.code = 503
    return _http(unavailable)


def _unforeseen(error: Exception) -> tuple[str, int, dict[str, str]]:
    log.exception("unforeseen", request_id=g.get("request_id"))
    db.session.rollback()
    return _http(InternalServerError())


def _words(error: HTTPException, status: int) -> tuple[str, str]:
    if isinstance(error, NotSignedIn):
        return (
            gettext("You are signed out"),
            gettext("Nothing was sent. Sign in again in another tab, then send it again."),
        )
    known = {
        400: (
            gettext("This request can't be read"),
            gettext("Something in it is not what a browser sends. Go back and try it again."),
        ),
        403: (
            gettext("This is not yours to open"),
            gettext("Your account has no role for it. An administrator can give you one."),
        ),
        404: _not_found(),
        405: (
            gettext("This address takes no such request"),
            gettext("Open it as a page, or use the form that leads here."),
        ),
        408: (
            gettext("That took too long"),
            gettext("What you sent did not arrive whole. Send it again."),
        ),
        411: (
            gettext("This can't be read"),
            gettext("It says nothing of its length. Send it as a form does."),
        ),
        413: (
            gettext("That is too much"),
            gettext(
                "A question has 500 characters and its details 3,000, a picture 8 MB. "
                "Make it smaller and send it again."
            ),
        ),
        415: (
            gettext("This can't be read as a form"),
            gettext("Send it as a form does: application/x-www-form-urlencoded."),
        ),
        422: (
            gettext("Not everything here can be used"),
            gettext("Go back, change it and send it again."),
        ),
        429: (
            gettext("Too many at once"),
            gettext("From this address came more than we take in a minute. Wait a little and send it again."),
        ),
        503: _too_many(),
    }
    unforeseen = (
        gettext("Something broke on our side"),
        gettext("Nothing was changed. It is in our log under %(id)s.", id=g.get("request_id", "")),
    )
    return known.get(status, unforeseen)


def _too_many() -> tuple[str, str]:
    said = gettext("Very many are here just now")
    if not _again():
        return said, gettext("Nothing was changed. Wait a few seconds and try again.")
    return (
        said,
        gettext(
            "What you sent has not arrived yet. It is kept in this page. Try again in about %(n)s seconds; "
            "one press is enough, nothing is sent twice.",
            n=RETRY_AFTER,
        ),
    )


def _not_found() -> tuple[str, str]:
    if g.get("unknown") == "passport":
        return (
            gettext("This link opens no passport"),
            gettext("Check that it was copied whole. It also ends when the asker's data was erased."),
        )
    if g.get("unknown") == "invitation":
        return (
            gettext("This invitation has ended"),
            gettext(
                "It was used, taken back, or has run out after seven days. Who has joined already signs in; "
                "anybody else asks whoever invited them for a new link."
            ),
        )
    return (
        gettext("There is nothing at this address"),
        gettext(
            "Perhaps it was cut off on the way, or typed by hand, or what stood here was never public. "
            "A passport link has to be whole: it ends with letters and figures after a dot."
        ),
    )


def _links(error: HTTPException) -> list[tuple[str, str]]:
    if isinstance(error, NotSignedIn):
        return [(gettext("Sign in"), url_for("accounts.sign_in"))]
    links = [(gettext("All panels"), url_for("reading.home"))]
    if error.code == 404 and g.get("unknown") != "invitation":
        links.append((gettext("Lost your passport link?"), url_for("asking.lost")))
    if g.get("unknown") == "invitation":
        links.insert(0, (gettext("Sign in"), url_for("accounts.sign_in")))
    panel = g.get("panel")
    if panel is not None:
        links.insert(0, (panel.title, url_for("reading.panel", panel=panel.slug)))
    return links


def _kept() -> list[tuple[str, str]]:
    """What the visitor had typed, so that it can be copied."""
    return [(name, text) for name, text in _sent() if text and name not in NEVER_SHOWN | BUTTONS]


def _again() -> list[tuple[str, str]]:
    """The whole form, so that one press sends it again; none where something secret is in it, or a file."""
    sent = _sent()
    if not sent or any(name in SECRET for name, _ in sent) or request.files:
        return []
    return sent


def _sent() -> list[tuple[str, str]]:
    if request.method != "POST" or request.content_length is None:
        return []
    try:
        return [] if has_too_many_fields() else list(request.form.items(multi=True))
    except HTTPException:
        return []
