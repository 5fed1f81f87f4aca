"""Support: readers who want to know this too, each of them counted once."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from domain.panel import window
from domain.question import chains
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
    """Whether this reader (their digest) supports ``question``, or one that was merged into it."""
    return bool(_counted_for([question.id], reader))


def support(question: Question, *, by: bytes, at: datetime) -> bool:
    """Count the reader with the digest ``by`` once; False where they were counted already.

    They were, too, where they support a question that was merged into this one.

    Whoever calls has seen that readers see ``question``.

    Raises:
        NotAvailable: the panel is archived.
    """
    _check(question, at)
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: Any = insert(Support).values(question_id=question.id, reader_digest=by, at=at)
    statement = statement.on_conflict_do_nothing(index_elements=["question_id", "reader_digest"])
    new = db.session.scalar(statement.returning(Support.id))
    if new is None:
        return False
    chain = _lock_chain(question.id)
    known = _counted_for(chain, by, but=new)
    missing = [top for top in chain if top not in known]
    _count(missing, 1)
    return chain[0] in missing


def take_back(question: Question, *, by: bytes, at: datetime) -> bool:
    """Count the reader no longer; False where they were not counted. Raises NotAvailable.

    What they said of a question that was merged into this one goes too: to them it is this one.
    """
    _check(question, at)
    _stay(question)
    chain = _lock_chain(question.id)
    own = chains.families([question.id])
    gone = db.session.scalars(
        delete(Support)
        .where(Support.question_id.in_(select(own.c.id)), Support.reader_digest == by)
        .returning(Support.question_id)
        .execution_options(synchronize_session=False)
    ).all()
    if not gone:
        return False
    tops = {*chain, *gone, *(each for id_ in gone for each in chains.above(id_))}
    _count(tops - _counted_for(tops, by), -1)
    return True


def carry(question: Question, top_id: int, *, away: bool = False) -> None:
    """Count the readers of ``question``, just merged into ``top_id``, for what it was merged into.

    Each reader counts once for a family, whichever of its questions they supported. ``away``: it was just
    taken out of ``top_id``, and who supported no other question there counts no longer.
    """
    tops = _lock_chain(top_id)
    for top, readers in newcomers(question, tops).items():
        if readers:
            _count([top], -readers if away else readers)


def newcomers(question: Question, tops: Collection[int]) -> dict[int, int]:
    """How many readers support ``question`` or its members and nothing else in the family of each top."""
    own = chains.families([question.id])
    mine = select(Support.reader_digest).where(Support.question_id.in_(select(own.c.id))).distinct()
    every = db.session.scalars(select(func.count()).select_from(mine.subquery())).one()
    if not every:
        return dict.fromkeys(tops, 0)
    family = chains.families(tops)
    both = (
        select(family.c.top, func.count(Support.reader_digest.distinct()))
        .join(Support, Support.question_id == family.c.id)
        .where(family.c.id.not_in(select(own.c.id)), Support.reader_digest.in_(mine))
        .group_by(family.c.top)
    )
    known: dict[int, int] = dict(db.session.execute(both).all())
    return {top: every - known.get(top, 0) for top in tops}


def _check(question: Question, at: datetime) -> None:
    if not is_counted(question.panel, at):
        raise NotAvailable("support", question.status)


def _stay(question: Question) -> None:
    """Let nobody merge ``question`` until this is over; the row of a new support says the same by itself."""
    here = select(Question.id).where(Question.id == question.id)
    db.session.execute(here.with_for_update(read=True, key_share=True))


def _lock_chain(question_id: int) -> list[int]:
    """The question and what it was merged into, the root first; their numbers stay until this is over.

    Whoever changes a number of a family locks that of its root first, so nobody counts what another is
    just moving, and no two wait for each other.
    """
    chain = [*chains.above(question_id), question_id]
    for each in chain:
        tally = select(SupportTally.question_id).where(SupportTally.question_id == each)
        db.session.execute(tally.with_for_update())
    return chain


def _counted_for(tops: Collection[int], reader: bytes, *, but: int | None = None) -> set[int]:
    """For which of ``tops`` the reader counts, by a support of it or of one merged into it (not ``but``)."""
    family = chains.families(tops)
    found = (
        select(family.c.top)
        .join(Support, Support.question_id == family.c.id)
        .where(Support.reader_digest == reader)
        .distinct()
    )
    if but is not None:
        found = found.where(Support.id != but)
    return set(db.session.scalars(found))


def _count(tops: Collection[int], change: int) -> None:
    tally = update(SupportTally).where(SupportTally.question_id.in_(tops))
    db.session.execute(tally.values(count=SupportTally.count + change))
