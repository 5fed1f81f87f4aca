"""Reasons for a rejection: rows that moderators write, put in order and take out of use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from domain.desk import letters
from domain.page import lists as pages
from domain.page import rules
from domain.panel.lines import moved
from domain.permissions import Actor, Permission, demand_everywhere
from domain.question import fields
from domain.record import events
from domain.refusals import BadField, Exists, NotAvailable, Stale
from extensions import db
from models import Event, Reason

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
CODE_LONGEST = 40
TITLE_LONGEST = 120
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
    return db.session.scalar(
        select(Reason).where(Reason.code == code).with_for_update().execution_options(populate_existing=True)
    )


def title(value: str) -> str:
    """A reason's title on one line, of 1 to 120 characters. Raises BadField."""
    return fields.line("title", value, TITLE_LONGEST)


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
    last = db.session.scalar(select(func.max(Reason.position)))
    reason = Reason(code=known, position=0 if last is None else last + 1, version=1)
    _say(reason, words)
    db.session.add(reason)
    db.session.flush()
    events.write(reason, "create", by=by, at=at, details={"code": known})
    db.session.flush()
    return reason


def edit(reason: Reason, words: Words, *, seen: int, by: Actor, at: datetime) -> Event:
    """Change what ``reason``, whose row is locked, says. Who was rejected for it reads the new text.

    Raises: NotAllowed, Stale, BadField (see ``create``; or it is all as it was).
    """
    _check(reason, seen=seen, by=by)
    before = _said(reason)
    _say(reason, words)
    changed = sorted(name for name, value in _said(reason).items() if value != before[name])
    if not changed:
        raise BadField("standard_text", "same-as-before")
    return _count(reason, "edit", by=by, at=at, details={"changed": changed})


def retire(reason: Reason, *, seen: int, by: Actor, at: datetime) -> Event:
    """Take ``reason`` out of use: nobody can choose it, and those rejected for it keep reading it.

    Raises: NotAllowed, Stale, NotAvailable (it is out of use, or the last in use).
    """
    _check(reason, seen=seen, by=by)
    if reason.retired_at is not None or not [other for other in every() if other is not reason]:
        raise NotAvailable("retire")
    reason.retired_at = at
    return _count(reason, "retire", by=by, at=at)


def restore(reason: Reason, *, seen: int, by: Actor, at: datetime) -> Event:
    """Bring ``reason`` back into use. Raises NotAllowed, Stale, NotAvailable (it is in use)."""
    _check(reason, seen=seen, by=by)
    if reason.retired_at is None:
        raise NotAvailable("restore")
    reason.retired_at = None
    return _count(reason, "restore", by=by, at=at)


def move(reason: Reason, *, up: bool, seen: int, by: Actor, at: datetime) -> Event:
    """Let ``reason`` change places with the one before it, or with ``up=False`` the one after it.

    All reasons are locked here, in one order, so that two moves never wait for each other.

    Raises: NotAllowed, Stale, NotAvailable (it is at that end of the list).
    """
    every_row = select(Reason).order_by(Reason.id).with_for_update()
    locked_rows = db.session.scalars(every_row.execution_options(populate_existing=True))
    order = sorted(locked_rows, key=lambda each: (each.position, each.id))
    _check(reason, seen=seen, by=by)
    if not moved(order, reason, up=up):
        raise NotAvailable("move")
    return _count(reason, "move", by=by, at=at, details={"position": reason.position})


def _check(reason: Reason, *, seen: int, by: Actor) -> None:
    demand_everywhere(by, Permission.WRITE_REASONS)
    if seen != reason.version:
        raise Stale(seen, reason.version)


def _said(reason: Reason) -> dict[str, object]:
    return {name: getattr(reason, name) for name in ("title", "standard_text", "rule", "in_ledger")}


def _say(reason: Reason, words: Words) -> None:
    """Set what ``reason`` says. It may go on citing a rule that has gone from the page since."""
    known = (*rules.rules(pages.newest_rules()), reason.rule)
    if words.rule is not None and words.rule not in known:
        raise BadField("rule", "no-such-rule")
    reason.title, reason.standard_text = title(words.title), standard_text(words.standard_text)
    reason.rule, reason.in_ledger = words.rule, words.in_ledger


def _count(
    reason: Reason, action: str, *, by: Actor, at: datetime, details: dict[str, object] | None = None
) -> Event:
    reason.version += 1
    event = events.write(reason, action, by=by, at=at, details=details)
    db.session.flush()
    return event
