"""Reasons for a rejection: rows that moderators write, put in order and take out of use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.desk import kept, letters
from domain.page import lists as pages
from domain.page import rules
from domain.permissions import Actor, Permission, demand_everywhere
from domain.question import fields
from domain.refusals import BadField, Exists, NotAvailable
from extensions import db
from models import Event, Reason

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
CODE_LONGEST = 40
RESERVED = frozenset({"new"})
"""Codes that an address needs for something else."""


@dataclass(frozen=True)
class Words:
    """What a reason says: its title and text, the rule that it cites, whether it counts in the ledger."""

    title: str
    standard_text: str
    rule: int | None = None
    in_ledger: bool = True


def every() -> Sequence[Reason]:
    """The reasons that can be chosen, in their order."""
    return db.session.scalars(
        select(Reason).where(Reason.retired_at.is_(None)).order_by(Reason.position, Reason.id)
    ).all()


def whole() -> Sequence[Reason]:
    """All reasons in their order, those that are out of use too."""
    return db.session.scalars(select(Reason).order_by(Reason.position, Reason.id)).all()


def find(code: str) -> Reason | None:
    """The reason with this code, be it in use or not."""
    return db.session.scalar(select(Reason).where(Reason.code == code))


def locked(code: str) -> Reason | None:
    """The reason with its row locked until the transaction ends, read afresh; None: no such."""
    return kept.locked(Reason, Reason.code == code)


def standard_text(value: str) -> str:
    """A reason's text with the places that are filled, 2,000 characters at most. Raises BadField."""
    text = fields.note("standard_text", value)
    letters.check(text)
    return text


def code(value: str) -> str:
    """A code of lower-case letters, digits and hyphens, 2 to 40 of them. Raises BadField."""
    found = fields.usable("code", value)
    if not CODE.match(found) or not 2 <= len(found) <= CODE_LONGEST:
        raise BadField("code", "not-a-code")
    if found in RESERVED:
        raise BadField("code", "reserved")
    return found


def create(named: str, words: Words, *, by: Actor, at: datetime) -> Reason:
    """Make a reason at the end of the list; its code never changes.

    Raises:
        NotAllowed: the actor may not write reasons.
        BadField: code, title, text or rule can't be used.
        Exists: the code is taken, be it by one that is out of use.
    """
    demand_everywhere(by, Permission.WRITE_REASONS)
    known = code(named)
    if find(known) is not None:
        raise Exists("code", known)
    reason = Reason(code=known)
    _say(reason, words)
    kept.add(reason, by=by, at=at, details={"code": known})
    return reason


def edit(reason: Reason, words: Words, *, seen: int, by: Actor, at: datetime) -> Event:
    """Change what ``reason``, whose row is locked, says. Who was rejected for it reads the new text.

    Raises: NotAllowed, Stale, BadField (see ``create``; or it is all as it was).
    """
    kept.check(reason, seen=seen, by=by)
    before = _said(reason)
    _say(reason, words)
    changed = sorted(name for name, value in _said(reason).items() if value != before[name])
    if not changed:
        raise BadField("standard_text", "same-as-before")
    return kept.count(reason, "edit", by=by, at=at, details={"changed": changed})


def retire(reason: Reason, *, seen: int, by: Actor, at: datetime) -> Event:
    """Take ``reason`` out of use: nobody can choose it, and those rejected for it keep reading it.

    Raises: NotAllowed, Stale, NotAvailable (it is out of use, or the last in use).
    """
    kept.check(reason, seen=seen, by=by)
    if not [other for other in every() if other is not reason]:
        raise NotAvailable("retire")
    return kept.retire(reason, seen=seen, by=by, at=at)


def restore(reason: Reason, *, seen: int, by: Actor, at: datetime) -> Event:
    """Bring ``reason`` back into use. Raises NotAllowed, Stale, NotAvailable (it is in use)."""
    return kept.restore(reason, seen=seen, by=by, at=at)


def move(reason: Reason, *, up: bool, seen: int, by: Actor, at: datetime) -> Event:
    """Let ``reason`` change places with the one before it, or with ``up=False`` the one after it.

    Raises: NotAllowed, Stale, NotAvailable (it is at that end of the list).
    """
    return kept.move(reason, up=up, seen=seen, by=by, at=at)


def _said(reason: Reason) -> dict[str, object]:
    return {name: getattr(reason, name) for name in ("title", "standard_text", "rule", "in_ledger")}


def _say(reason: Reason, words: Words) -> None:
    """Set what ``reason`` says. It may go on citing a rule that has gone from the page since."""
    known = (*rules.rules(pages.newest_rules()), reason.rule)
    if words.rule is not None and words.rule not in known:
        raise BadField("rule", "no-such-rule")
    reason.title, reason.standard_text = kept.title(words.title), standard_text(words.standard_text)
    reason.rule, reason.in_ledger = words.rule, words.in_ledger
