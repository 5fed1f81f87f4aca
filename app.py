"""From the Floor: the application and what it is made of. No routes, no rules."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import models
from adapters import databases, logs
from adapters.bulkhead import Bulkhead, favour_short_requests
from adapters.page_cache import PageCache
from adapters.senders import Senders
from blueprints import (
    access,
    accounts,
    angry_day,
    answering,
    asking,
    converters,
    errors,
    headers,
    limits,
    locales,
    managing,
    moderating,
    operations,
    phrases,
    pictures,
    reading,
    sessions,
)
from extensions import csrf, db, migrate
from settings import Settings, SettingsError, from_environment

__all__ = ["create_app", "models"]

LARGEST_BODY = 256 * 1024
DOORS = (reading, asking, moderating, answering, managing, accounts, operations)


def create_app(settings: Settings | None = None, *, wrapped: bool = True) -> Flask:
    """The whole application, from ``settings`` (the environment's unless given).

    ``wrapped=False`` leaves out the page cache and the bulkhead in front of it.

    Raises:
        click.ClickException: a setting can't be used; commands say it in one line and exit 1.
    """
    try:
        settings = settings or from_environment()
        app = Flask(__name__)
        _configure(app, settings)
    except (SettingsError, databases.DriverMissing) as error:
        raise click.ClickException(str(error)) from error
    _extend(app, settings)
    converters.install(app)
    for door in DOORS:
        app.register_blueprint(door.bp)
    access.check_declarations(app)
    if wrapped:
        _wrap(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    app.config.update(
        FLOOR=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=databases.driver_options(settings.database_url),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=200,
        TRUSTED_HOSTS=sorted(settings.hosts),
        SESSION_COOKIE_NAME="floor",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=False,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _extend(app: Flask, settings: Settings) -> None:
    logs.install(development=settings.development)
    db.init_app(app)
    with app.app_context():
        databases.install(db.engine)
    migrate.init_app(app, db, directory=str(_beside("migrations")))
    csrf.init_app(app)
    sessions.install(app)
    limits.install(app)
    locales.install(app)
    phrases.install(app)
    pictures.install(app)
    angry_day.install(app)
    headers.install(app)
    errors.install(app)


def _wrap(app: Flask, settings: Settings) -> None:
    """Cached pages are answered first; of the rest few run inside Flask at once."""
    favour_short_requests()
    inner = app.wsgi_app
    if settings.trusted_proxies:
        n = settings.trusted_proxies
        inner = ProxyFix(inner, x_for=n, x_proto=n, x_host=0, x_prefix=0)
    senders = Senders(longer=access.largest_body(app))
    guarded = Bulkhead(inner, places=settings.places, refuse=errors.refuser(app), senders=senders)
    app.wsgi_app = PageCache(guarded)  # type: ignore[method-assign]


def _beside(name: str) -> Path:
    return Path(__file__).parent / name
