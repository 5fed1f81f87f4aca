"""GETs about an angry day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.panel import angry_day
from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {}
PARTS: dict[str, Callable[[World], list[Any]]] = {"measure": lambda world: list(angry_day.MEASURES)}
