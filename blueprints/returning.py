"""Where a form leads back to: an address of this site and no other."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST = 2_000


def own_address(target: str | None) -> str | None:
    """``target`` where it is a path on this site, else None."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or len(target) > LONGEST:
        return None
    if "\\" in target or any(ord(character) < 33 for character in target):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else target
