"""The session cookie: signed, and never on a page that may enter a cache."""

from __future__ import annotations

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from blueprints.access import declared
from extensions import login_manager


class QuietSessions(SecureCookieSessionInterface):
    """Flask's own sessions, but cached views neither set a cookie nor vary by one."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Leave the response of a cached view, and of an error behind one, as it is."""
        if _impersonal(app, request):
            return
        super().save_session(app, session, response)


def _impersonal(app: Flask, request: Request) -> bool:
    access = declared(app, request.endpoint)
    return request.endpoint == "static" or (access is not None and access.cached)


def install(app: Flask) -> None:
    """Use these sessions in ``app``."""
    app.session_interface = QuietSessions()
    login_manager.init_app(app, add_context_processor=False)
