"""What a verb raises when it refuses: data, never a sentence. The door words it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Passport, Status


class Refusal(Exception):
    """A rule said no; nothing was changed."""


@dataclass
class Stale(Refusal):
    """Somebody else moved the row since the caller saw ``seen``; it is at ``current`` now."""

    seen: int
    current: int


@dataclass
class NotAvailable(Refusal):
    """``action`` can't be taken in this state, or not by this person."""

    action: str
    status: Status | None = None


@dataclass
class NotAllowed(Refusal):
    """The actor lacks the permission for this panel."""

    permission: str


@dataclass
class BadField(Refusal):
    """The value of ``field`` can't be used; ``code`` says why, ``limit`` what would do.

    ``named`` is the part of the value that is wrong, where one part is.
    """

    field: str
    code: str
    limit: int | None = None
    over: int | None = None
    named: str | None = None


@dataclass
class KeyReused(Refusal):
    """The idempotency key was used for another text; ``passport`` is what came of that one."""

    passport: Passport


@dataclass
class NotOpen(Refusal):
    """The panel takes no questions now; ``state`` is upcoming, paused, closed, archived or taken-down."""

    state: str


@dataclass
class Exists(Refusal):
    """``field`` must be unique and ``value`` is taken."""

    field: str
    value: str


@dataclass
class Indispensable(Refusal):
    """``action`` would leave nobody who manages everything; with ``own``, lock out the one who acts."""

    action: str
    own: bool = False


@dataclass
class TooSlow(Refusal):
    """The database was stopped after ``milliseconds``: the search can be put in rarer words."""

    milliseconds: int
