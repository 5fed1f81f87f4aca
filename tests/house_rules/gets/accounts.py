"""GETs of one's own account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {"accounts.sign_in": ["?next=/desk/"]}
PARTS: dict[str, Callable[[World], list[Any]]] = {}
