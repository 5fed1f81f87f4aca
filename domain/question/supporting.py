"""Support: readers who want to know this too, each of them counted once."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from domain.panel import window
from domain.refusals import NotAvailable
from extensions import db
from models import Panel, Question, Support, SupportsShown, SupportTally

READER = re.compile(r"[A-Za-z0-9_-]{22}\Z")
READER_BYTES = 16
LONGEST_KNOWN = timedelta(days=400)


def new_reader() -> str:
    """A random number by which a reader is known again: 128 bits."""
    return secrets.token_urlsafe(READER_BYTES)


def is_reader(value: str) -> bool:
    """Whether ``value`` can be such a number."""
    return READER.match(value) is not None


def digest(reader: str, panel: Panel, link_key: bytes) -> bytes:
    """What is stored of a reader: nothing that leads back to them, or to them on another panel."""
    return hmac.digest(link_key, b"\0".join((b"reader", str(panel.id).encode(), reader.encode())), "sha256")


def known_for(panel: Panel, at: datetime) -> timedelta:
    """How long a reader is known again: until the panel is archived, 400 days at most."""
    if panel.archived_at is None:
        return LONGEST_KNOWN
    return min(panel.archived_at - at, LONGEST_KNOWN)


def is_counted(panel: Panel, at: datetime) -> bool:
    """Whether supports can be given and taken back: until the panel is archived."""
    return window.state(panel, at) != window.ARCHIVED


def is_shown(panel: Panel, at: datetime) -> bool:
    """Whether readers see how many support a question, and may order by it."""
    if panel.supports_shown is SupportsShown.AFTER_CLOSING:
        return window.state(panel, at) in (window.CLOSED, window.ARCHIVED)
    return panel.supports_shown is SupportsShown.ALWAYS


def any_given(panel: Panel) -> bool:
    """Whether anybody supports any question of the panel."""
    given = select(SupportTally.question_id).where(SupportTally.panel_id == panel.id, SupportTally.count > 0)
    return db.session.scalar(given.limit(1)) is not None


def supports(question: Question, reader: bytes) -> bool:
    """Whether this reader (their digest) supports ``question``."""
    found = select(Support.id).where(Support.question_id == question.id, Support.reader_digest == reader)
    return db.session.scalar(found) is not None


def support(question: Question, *, by: bytes, at: datetime) -> bool:
    """Count the reader with the digest ``by`` once; False where they were counted already.

    Whoever calls has seen that readers see ``question``.

    Raises:
        NotAvailable: the panel is archived.
    """
    _check(question, at)
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: Any = insert(Support).values(question_id=question.id, reader_digest=by, at=at)
    statement = statement.on_conflict_do_nothing(index_elements=["question_id", "reader_digest"])
    if db.session.scalar(statement.returning(Support.id)) is None:
        return False
    _count(question, 1)
    return True


def take_back(question: Question, *, by: bytes, at: datetime) -> bool:
    """Count the reader no longer; False where they were not counted. Raises NotAvailable."""
    _check(question, at)
    taken: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]
        delete(Support).where(Support.question_id == question.id, Support.reader_digest == by)
    )
    if taken.rowcount == 0:
        return False
    _count(question, -1)
    return True


def _check(question: Question, at: datetime) -> None:
    if not is_counted(question.panel, at):
        raise NotAvailable("support", question.status)


def _count(question: Question, change: int) -> None:
    tally = update(SupportTally).where(SupportTally.question_id == question.id)
    db.session.execute(tally.values(count=SupportTally.count + change))
