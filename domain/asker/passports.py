"""Links that grant: ``<selector>.<mac>``, stored nowhere, dead once the generation is raised."""

from __future__ import annotations

import base64
import hmac

from sqlalchemy import select

from extensions import db
from models import Passport

KIND = b"passport"
MAC_BYTES = 20


def token(passport: Passport, link_key: bytes) -> str:
    """The passport's token: its selector and HMAC-SHA256 (160 bits) under the link key."""
    return f"{passport.selector}.{_mac(passport.selector, passport.generation, link_key)}"


def find(token: str, link_key: bytes) -> Passport | None:
    """The passport that ``token`` opens, or None."""
    selector, _, mac = token.partition(".")
    if not mac or len(token) > 100 or not token.isascii():
        return None
    passport = db.session.scalar(select(Passport).where(Passport.selector == selector))
    if passport is None:
        return None
    expected = _mac(selector, passport.generation, link_key)
    return passport if hmac.compare_digest(mac, expected) else None


def _mac(selector: str, generation: int, link_key: bytes) -> str:
    message = b"\0".join((KIND, selector.encode(), str(generation).encode()))
    digest = hmac.digest(link_key, message, "sha256")[:MAC_BYTES]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
