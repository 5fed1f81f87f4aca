"""Readers who press a button: known again by a random number that the first press leaves in a cookie.

The page with the button sets no cookie, so its form cannot be tied to a session. Instead its token is
the number itself, with a proof that we made it for this question, and the browser must say that it was
sent from this site. Sent twice or from two tabs, one reader stays one.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from flask import current_app, g, request
from flask_wtf.csrf import validate_csrf  # type: ignore[import-untyped]
from werkzeug.wrappers import Response
from wtforms.validators import ValidationError

from domain.question import supporting
from models import Panel, Question


def known(panel: Panel) -> str | None:
    """The number of the reader who asks, where a press on this panel left one."""
    value = request.cookies.get(_cookie(panel), "")
    return value if supporting.is_reader(value) else None


def remember(response: Response, reader: str, panel: Panel) -> None:
    """Leave the reader's number in their browser, for as long as it is needed."""
    response.set_cookie(
        _cookie(panel),
        reader,
        max_age=supporting.known_for(panel, g.now),
        secure=current_app.config["FLOOR"].secure_cookies,
        httponly=True,
        samesite="Lax",
    )


def digest(reader: str, panel: Panel) -> bytes:
    """What is stored of the reader."""
    return supporting.digest(reader, panel, current_app.config["FLOOR"].link_key)


def token(question: Question) -> str:
    """A new form's token: the number of a reader we don't know yet, and the proof."""
    reader = supporting.new_reader()
    return f"{reader}.{_proof(question, reader)}"


def of_form(question: Question) -> str | None:
    """The number in the form that was sent; None where we did not make the form, or not for this page."""
    if not _sent_from_here():
        return None
    value = request.form.get("csrf_token", "")
    reader, _, proof = value.partition(".")
    fits = value.isascii() and hmac.compare_digest(proof, _proof(question, reader))
    if fits and supporting.is_reader(reader):
        return reader
    return supporting.new_reader() if _of_session(value) else None


def _cookie(panel: Panel) -> str:
    # One for each panel: it ends with its panel, and nobody is followed from one to another.
    return f"floor_reader_{panel.id}"


def _proof(question: Question, reader: str) -> str:
    key: bytes = current_app.config["FLOOR"].secret_key
    return hmac.new(key, f"support\0{question.id}\0{reader}".encode(), "sha256").hexdigest()


def _of_session(value: str) -> bool:
    """Whether it is the token of this browser's session, from another of our forms."""
    try:
        validate_csrf(value)
    except ValidationError:
        return False
    return True


def _sent_from_here() -> bool:
    """What the browser says of the page that the form stood on; what is no browser says nothing."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return _is_here(origin)
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    return request.referrer is None or _is_here(request.referrer)


def _is_here(address: str) -> bool:
    try:
        return urlsplit(address).netloc == request.host
    except ValueError:
        return False
