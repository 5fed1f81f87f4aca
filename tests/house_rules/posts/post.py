"""What the tests know of one POST."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.house_rules.world import World


@dataclass(frozen=True)
class Post:
    """One POST: where it is sent, what a valid form holds, and what success writes."""

    name: str
    """How a failure calls it: "ask", "desk approve"."""
    address: Callable[[World], str]
    """Where it is sent."""
    fields: Callable[[World], dict[str, Any]]
    """All that a valid form holds besides ``csrf_token``; a list where a field has several values."""
    who: str | None = "moderator"
    """A key of ``World.people``; None: nobody is signed in."""
    typed: str | None = None
    """The field of free text that must come back when the form is refused."""
    records: str | None = None
    """The action of the event that success writes; None: no event, and nothing that is watched changes."""
    page: Callable[[World], str] | None = None
    """The page with the form; None: a GET of the same address."""
    status: int = 303
    """What success answers."""
    in_steps: bool = False
    """Whether it is done in several transactions, each with its events; what remains to be done is kept."""
    kept: bool = True
    """Whether a refused form shows again in full."""
