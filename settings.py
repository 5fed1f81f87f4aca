"""What a deployment may set: one frozen, typed object read once from ``FLOOR_*`` variables."""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SECRET_MINIMUM = 32
"""Fewest characters a production secret may have."""

WRITTEN_AS_DATABASE_URL = ("postgresql://", "postgresql+psycopg://", "sqlite:///")


class SettingsError(Exception):
    """A setting is missing or unusable; the message is one line that says how to mend it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between deployments.

    Secrets are bytes; ``base_url`` has no trailing slash; ``trusted_proxies`` is how many
    reverse proxies stand in front.
    """

    development: bool
    secret_key: bytes
    link_key: bytes
    audit_key: bytes
    instance_path: Path
    database_url: str
    base_url: str
    redis_url: str | None = None
    trusted_proxies: int = 0
    rate_limits: bool = True
    demo: bool = True
    places: int = 2

    @property
    def hosts(self) -> frozenset[str]:
        """Host names (without port) that are answered."""
        own = urlsplit(self.base_url).hostname or ""
        local = ("127.0.0.1", "localhost") if self.development else ()
        return frozenset((own, *local))

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may only travel over HTTPS."""
        return self.base_url.startswith("https://")


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environ`` (the process's own unless given).

    Every secret may also be given as ``…_FILE``, the path of a file that holds it.

    Raises:
        SettingsError: one variable is missing, weak or unusable.
    """
    environ = os.environ if environ is None else environ
    development = _environment(environ) == "development"
    instance = _folder(Path(environ.get("FLOOR_INSTANCE_PATH") or "instance").absolute())
    secret = _secret_key(environ, instance, development=development)
    return Settings(
        development=development,
        secret_key=secret,
        link_key=_derived(environ, "FLOOR_LINK_KEY", secret, development=development),
        audit_key=_derived(environ, "FLOOR_AUDIT_KEY", secret, development=development),
        instance_path=instance,
        database_url=_database_url(environ, instance),
        base_url=_base_url(environ, development=development),
        redis_url=_read_secret(environ, "FLOOR_REDIS_URL"),
        trusted_proxies=_whole_number(environ, "FLOOR_TRUSTED_PROXIES", default=0, most=10),
        rate_limits=_rate_limits(environ, development=development),
        demo=environ.get("FLOOR_DEMO", "1") != "0",
        places=_places(environ, _database_url(environ, instance)),
    )


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"FLOOR_INSTANCE_PATH: {path} can't be made a folder ({error.strerror})."
        ) from error
    return path


def _environment(environ: Mapping[str, str]) -> str:
    value = environ.get("FLOOR_ENV") or "production"
    if value not in ("production", "development"):
        raise SettingsError(f"FLOOR_ENV is {value!r}: set it to production or development.")
    return value


def _read_secret(environ: Mapping[str, str], name: str) -> str | None:
    path = environ.get(f"{name}_FILE")
    if not path:
        return environ.get(name) or None
    try:
        return Path(path).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise SettingsError(f"{name}_FILE: {path} can't be read ({reason}).") from error


def _secret_key(environ: Mapping[str, str], instance: Path, *, development: bool) -> bytes:
    value = _read_secret(environ, "FLOOR_SECRET_KEY")
    if value is None and development:
        return _kept_development_secret(instance)
    if value is None:
        raise SettingsError(
            "FLOOR_SECRET_KEY is not set: give it (or FLOOR_SECRET_KEY_FILE) "
            f"{SECRET_MINIMUM} random characters or more."
        )
    return _strong(value, "FLOOR_SECRET_KEY", development=development)


def _strong(value: str, name: str, *, development: bool) -> bytes:
    if not development and (len(value) < SECRET_MINIMUM or len(set(value)) < 8):
        raise SettingsError(
            f"{name} is too weak: give it {SECRET_MINIMUM} random characters or more (it has {len(value)})."
        )
    return value.encode()


def _kept_development_secret(instance: Path) -> bytes:
    path = instance / "development-secret"
    try:
        instance.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"FLOOR_INSTANCE_PATH: {instance} can't be written ({error.strerror})."
        ) from error
    with os.fdopen(descriptor, "wb") as file:
        secret = secrets.token_urlsafe(48).encode()
        file.write(secret)
    return secret


def _derived(environ: Mapping[str, str], name: str, secret: bytes, *, development: bool) -> bytes:
    value = _read_secret(environ, name)
    if value is not None:
        return _strong(value, name, development=development)
    return hmac.digest(secret, name.encode(), "sha256")


def _database_url(environ: Mapping[str, str], instance: Path) -> str:
    url = _read_secret(environ, "FLOOR_DATABASE_URL")
    if url is None:
        return f"sqlite:///{instance / 'floor.sqlite3'}"
    if not url.startswith(WRITTEN_AS_DATABASE_URL):
        raise SettingsError(
            "FLOOR_DATABASE_URL must begin with postgresql:// or sqlite:/// "
            f"(it begins with {url.split(':', 1)[0]!r})."
        )
    return url


def _base_url(environ: Mapping[str, str], *, development: bool) -> str:
    url = environ.get("FLOOR_BASE_URL", "").rstrip("/")
    if not url and development:
        port = environ.get("PORT") or "8000"
        return f"http://127.0.0.1:{port}"
    if not _is_an_address(url):
        raise SettingsError(
            "FLOOR_BASE_URL must be the site's own address without a path, "
            f"such as https://floor.example.org (it is {url!r})."
        )
    return url


def _is_an_address(url: str) -> bool:
    """Whether ``url`` is scheme, host and perhaps a port, and nothing more."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    rebuilt = f"{parts.scheme}://{parts.netloc}"
    plain = rebuilt == url and "@" not in url and not any(c.isspace() for c in url)
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0


def _places(environ: Mapping[str, str], database_url: str) -> int:
    """How many requests run inside Flask at once: two measured best on SQLite, four on PostgreSQL."""
    best = 2 if database_url.startswith("sqlite") else 4
    return _whole_number(environ, "FLOOR_PLACES", default=best, most=4) or best


def _whole_number(environ: Mapping[str, str], name: str, *, default: int, most: int) -> int:
    value = environ.get(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or len(value) > 9 or int(value) > most:
        raise SettingsError(f"{name} is {value!r}: give it a whole number from 0 to {most}.")
    return int(value)


def _rate_limits(environ: Mapping[str, str], *, development: bool) -> bool:
    value = environ.get("FLOOR_RATE_LIMITS") or "on"
    if value not in ("on", "off"):
        raise SettingsError(f"FLOOR_RATE_LIMITS is {value!r}: set it to on or off.")
    if value == "on":
        return True
    if not development:
        raise SettingsError("FLOOR_RATE_LIMITS=off is for development only: unset it.")
    return False
