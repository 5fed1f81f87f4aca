"""How often one address may knock."""

from __future__ import annotations

from flask import Flask, request

from extensions import limiter

ASKING = "30 per minute; 300 per hour"
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
