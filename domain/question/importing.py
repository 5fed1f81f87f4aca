"""Questions from a file: all of its rows or none, and each only once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from domain import prose
from domain.answer.writing import Body
from domain.desk import reasons
from domain.language import told_by_script
from domain.panel.creating import Person, seat, topic
from domain.permissions import Actor
from domain.question import asking, fields, lifecycle
from domain.question.rows import Row
from domain.record import events
from extensions import db
from models import (
    Answer,
    Executive,
    Kind,
    Panel,
    Passport,
    Question,
    Revision,
    RevisionState,
    Statement,
    Status,
    Via,
)


def load(panel: Panel, rows: Iterable[Row], *, by: Actor, at: datetime, link_key: bytes) -> tuple[int, int]:
    """Take the rows that aren't known yet; how many were taken and how many were known."""
    taken = known = 0
    codes = {reason.code: reason.id for reason in reasons.every()}
    for row in rows:
        if _take(panel, row, codes, by=by, at=at, link_key=link_key):
            taken += 1
        else:
            known += 1
    return taken, known


def _take(panel: Panel, row: Row, codes: dict[str, int], *, by: Actor, at: datetime, link_key: bytes) -> bool:
    digest = hashlib.sha256(row.key.encode()).digest()
    passport_id = asking.insert_passport(panel, key=row.key, digest=digest, via=Via.IMPORT, at=at)
    if passport_id is None:
        return False
    passport = db.session.get_one(Passport, passport_id)
    executive = _executive(panel, row)
    topics = [topic(panel, row.topic)] if row.topic else []
    question = asking.place(
        panel, passport, row.submission, [executive] if executive else [], at=row.asked_at
    )
    _enter(question, row, codes)
    question.external_id, question.topics = row.external_id, topics
    if row.answer is not None and executive is not None:
        _answer(question, executive, row, row.answer)
    asking.add_asker(passport, row.submission, panel, at=at, link_key=link_key)
    db.session.flush()
    events.write(question, "import", by=by, at=at, to_status=row.status.value)
    return True


def _executive(panel: Panel, row: Row) -> Executive | None:
    if row.executive:
        return seat(panel, Person(row.executive))
    if row.answer is None:
        return None
    if len(panel.executives) == 1:
        return panel.executives[0]
    return seat(panel, Person(panel.title[: fields.NAME_LONGEST]))


def _enter(question: Question, row: Row, codes: dict[str, int]) -> None:
    if row.status is Status.PUBLISHED:
        lifecycle.enter(
            question,
            row.status,
            public_wording=1,
            published_at=row.answered_at,
            first_published_at=row.answered_at,
        )
    elif row.status is Status.APPROVED:
        lifecycle.enter(question, row.status, public_wording=1)
    elif row.status is Status.REJECTED:
        lifecycle.enter(question, row.status, reason_id=codes[row.reason])
    else:
        lifecycle.enter(question, row.status)


def _answer(question: Question, executive: Executive, row: Row, text: Body) -> None:
    public = row.status is Status.PUBLISHED
    revision = Revision(
        number=1,
        state=RevisionState.RELEASED if public else RevisionState.SUBMITTED,
        body=text.source,
        html=text.html,
        renderer=prose.RENDERER,
        lang=told_by_script(text.source) or question.panel.language,
        on_behalf_of=executive,
        written_at=row.answered_at,
        submitted_at=row.answered_at,
        released_at=row.answered_at if public else None,
    )
    statement = Statement(
        panel_id=question.panel.id,
        kind=Kind.TEXT,
        version=1,
        created_at=row.answered_at,
        revisions=[revision],
    )
    question.answers.append(
        Answer(
            executive=executive,
            statement=statement,
            published_at=row.answered_at if public else None,
        )
    )
