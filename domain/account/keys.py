"""The keyboard of the desk: which key does what, as each moderator set it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.desk import reasons
from domain.permissions import Actor
from domain.record import events
from domain.refusals import BadField
from extensions import db
from models import Event, Reason, User

CAME: dict[str, str] = {
    "approve": "a",
    "reject": "r",
    "hold": "h",
    "send-back": "b",
    "merge": "d",
    "undo": "u",
    "next": "j",
    "previous": "k",
    "search": "/",
    "select": "x",
    "keys": "?",
    "reword": "e",
    "topics": "t",
    "note": "n",
}
"""What has a key, and the key that it came with."""

REASONS = 9
"""How many reasons have a digit."""


@dataclass(frozen=True)
class Keys:
    """How somebody set the keyboard.

    ``keys`` has a character for each action, empty where it has none; ``reasons`` the codes that
    the digits 1 to 9 stand for, empty where they are the first nine.
    """

    on: bool
    keys: Mapping[str, str]
    reasons: Sequence[str]


def of(user: User) -> Keys:
    """The keyboard of ``user``: as they set it, else as it came."""
    kept: Mapping[str, Any] = user.keys or {}
    own: Mapping[str, str] = kept.get("keys", {})
    taken = set(own.values())
    later = {action: key if key not in taken else "" for action, key in CAME.items()}
    return Keys(
        on=bool(kept.get("on", True)),
        keys={action: own.get(action, later[action]) for action in CAME},
        reasons=tuple(kept.get("reasons", ())),
    )


def nine(codes: Sequence[str], among: Sequence[Reason]) -> list[Reason | None]:
    """The reasons of the digits 1 to 9; None where a digit stands for none that is in use.

    A reason that went out of use leaves its digit empty: the others keep theirs.
    """
    if not codes:
        return list(among[:REASONS])
    known = {reason.code: reason for reason in among}
    return [known.get(code) for code in codes]


def character(value: str) -> str:
    """One visible character as a key has it, in lower case; empty: no key.

    Raises:
        BadField: it is more than one, a digit, or nothing that a key writes.
    """
    typed = unicodedata.normalize("NFC", value).strip().lower()
    if not typed:
        return ""
    if len(typed) != 1 or unicodedata.category(typed)[0] not in "LPS":
        raise BadField("key", "digit" if typed.isdigit() else "not-one-character")
    return typed


def doubled(keys: Mapping[str, str]) -> frozenset[str]:
    """The names whose value another one has too; empty ones don't count."""
    many = {value for value, count in Counter(keys.values()).items() if count > 1 and value}
    return frozenset(name for name, value in keys.items() if value in many)


def choose(
    user: User, *, on: bool, keys: Mapping[str, str], codes: Iterable[str], by: Actor, at: datetime
) -> Event:
    """Set the keyboard of ``user``, whose row is locked.

    Raises:
        BadField: an action or reason that there isn't, a key or reason twice, or no character.
    """
    wanted = {action: character(key) for action, key in keys.items()}
    if set(wanted) != set(CAME):
        raise BadField("key", "unknown")
    if doubled(wanted):
        raise BadField("key", "twice")
    chosen = list(codes)
    _check(chosen)
    if chosen in ([""] * len(chosen), [reason.code for reason in reasons.every()[:REASONS]]):
        chosen = []
    before = of(user)
    changed = [action for action in CAME if before.keys[action] != wanted[action]]
    user.keys = {"on": on, "keys": wanted, "reasons": chosen}
    return _write(user, {"on": on, "changed": changed, "reasons": chosen}, by=by, at=at)


def switch(user: User, *, on: bool, by: Actor, at: datetime) -> Event:
    """Switch the keys of ``user``, whose row is locked, on or off; which they are stays."""
    user.keys = {**(user.keys or {}), "on": on}
    return _write(user, {"on": on}, by=by, at=at)


def reset(user: User, *, by: Actor, at: datetime) -> Event:
    """Set the keyboard of ``user``, whose row is locked, to how it came."""
    user.keys = None
    return _write(user, {"on": True, "reset": True}, by=by, at=at)


def _check(codes: Sequence[str]) -> None:
    given = [code for code in codes if code]
    if len(codes) > REASONS or any(reasons.find(code) is None for code in given):
        raise BadField("reason", "unknown")
    if len(given) != len(set(given)):
        raise BadField("reason", "twice")


def _write(user: User, details: dict[str, object], *, by: Actor, at: datetime) -> Event:
    event = events.write(user, "keys", by=by, at=at, details=details)
    db.session.flush()
    return event
