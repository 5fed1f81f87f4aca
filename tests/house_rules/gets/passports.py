"""GETs about passports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.asker import passports
from tests.house_rules.world import World


def confirmations(world: World) -> list[Any]:
    """The tokens that are mailed to confirm an address."""
    passport = world.questions["pending"].passport
    return [passports.confirmation_token(passport, world.made.link_key)]


QUERIES: dict[str, list[str]] = {"asking.erased": ["?stays=1", "?stays=x"]}
PARTS: dict[str, Callable[[World], list[Any]]] = {"token": confirmations}
