"""Links that grant: ``<selector>.<mac>``, stored nowhere, dead once the generation is raised.

The selector finds a row; the MAC proves that the link was made by us, for that kind of link, and is
not an earlier one. Every kind has a name of its own, so that a link of one kind opens nothing else.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from enum import StrEnum

LONGEST = 100
MAC_BYTES = 20
SELECTOR_BYTES = 12


class Kind(StrEnum):
    """What a link opens."""

    PASSPORT = "passport"
    CONFIRMATION = "confirmation"
    INVITATION = "invitation"


def new_selector() -> str:
    """A random selector for a new row."""
    return secrets.token_urlsafe(SELECTOR_BYTES)


def token(kind: Kind, selector: str, generation: int, link_key: bytes, *about: bytes) -> str:
    """The token: the selector and HMAC-SHA256 (160 bits) under the link key.

    ``about`` is what else the link is bound to: it dies when that changes.
    """
    return f"{selector}.{_mac(kind, selector, generation, link_key, about)}"


def selector_of(token: str) -> str | None:
    """The selector by which the row is looked up; None where ``token`` can't be one."""
    selector, _, mac = token.partition(".")
    if not selector or not mac or len(token) > LONGEST or not token.isascii():
        return None
    return selector


def opens(token: str, kind: Kind, selector: str, generation: int, link_key: bytes, *about: bytes) -> bool:
    """Whether ``token`` is the one of the row that was found; compared in constant time."""
    mac = token.partition(".")[2]
    return hmac.compare_digest(mac, _mac(kind, selector, generation, link_key, about))


def _mac(kind: Kind, selector: str, generation: int, link_key: bytes, about: tuple[bytes, ...]) -> str:
    message = b"\0".join((kind.encode(), selector.encode(), str(generation).encode(), *about))
    digest = hmac.digest(link_key, message, "sha256")[:MAC_BYTES]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
