"""How often one address may knock."""

from __future__ import annotations

from flask import Flask, request
from flask_limiter.util import get_remote_address
from flask_login import current_user

from extensions import limiter

ASKING = "30 per minute; 300 per hour"
SUPPORTING = "60 per minute; 600 per hour"
LOST_LINKS = "6 per minute; 30 per hour"
PASSPORT = "60 per minute; 600 per hour"
SHORT_ADDRESSES = "1200 per minute"
"""A whole hall opens them at once, behind one address."""

GUESSES_BY_ADDRESS = "60 per 15 minutes"
GUESSES_BY_ACCOUNT = "10 per 15 minutes"


def install(app: Flask) -> None:
    """Count in Redis where there is one, in the process otherwise and whenever Redis is away."""
    settings = app.config["FLOOR"]
    app.config["RATELIMIT_ENABLED"] = settings.rate_limits
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "memory://"
    app.config["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] = settings.redis_url is not None
    app.config["RATELIMIT_HEADERS_ENABLED"] = False
    limiter.init_app(app)


def account_named() -> str:
    """The account that somebody tries to sign in to, whatever the address they come from."""
    return "account:" + request.form.get("email", "").strip().casefold()[:254]


def account_signed_in() -> str:
    """The account of the signed-in person, whatever the address they come from."""
    if not current_user.is_authenticated:
        return get_remote_address()
    return f"password:{current_user.user.id}"
