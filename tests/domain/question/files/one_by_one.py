"""The import as it would be with the verbs, a question at a time: what the quick way is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from domain import prose
from domain.panel.creating import Person, seat, topic
from domain.permissions import Actor
from domain.question import asking, lifecycle
from domain.question.files.rows import Reply, Row
from domain.record import events
from extensions import db
from models import (
    Answer,
    Executive,
    Kind,
    Panel,
    Passport,
    Question,
    Reason,
    Revision,
    RevisionState,
    Statement,
    Status,
    Via,
)


def load(panel: Panel, rows: Iterable[Row], *, by: Actor, at: datetime, link_key: bytes) -> None:
    """Make a question of every row by the verbs that a form's post calls."""
    for row in rows:
        digest = sha256(row.key.encode()).digest()
        passport_id = asking.insert_passport(panel, key=row.key, digest=digest, via=Via.IMPORT, at=at)
        assert passport_id is not None
        passport = db.session.get_one(Passport, passport_id)
        named = [row.executive] if row.executive or row.answers else []
        named += [reply.executive for reply in row.answers]
        asked = list(dict.fromkeys(_executive(panel, name) for name in named))
        with db.session.no_autoflush:
            question = asking.place(panel, passport, row.submission, asked, at=row.asked_at)
            lifecycle.enter(question, row.status, **_columns(row))
            question.external_id = row.external_id
            question.topics = [topic(panel, row.topic)] if row.topic else []
            for reply in row.answers:
                _answer(question, _executive(panel, reply.executive), reply)
        asking.add_asker(passport, row.submission, panel, at=at, link_key=link_key)
        db.session.flush()
        events.write(question, "import", by=by, at=at, to_status=row.status.value)
    db.session.flush()


def _executive(panel: Panel, name: str) -> Executive:
    if not name and len(panel.executives) == 1:
        return panel.executives[0]
    return seat(panel, Person(name or panel.title))


def _columns(row: Row) -> dict[str, object]:
    if row.status is Status.PUBLISHED:
        at = row.published_at
        return {"public_wording": 1, "published_at": at, "first_published_at": at}
    if row.status is Status.APPROVED:
        return {"public_wording": 1}
    if row.status is Status.REJECTED:
        reason = db.session.scalars(select(Reason).where(Reason.code == row.reason)).one()
        return {"reason_id": reason.id}
    return {"withdrawn_at": row.withdrawn_at} if row.status is Status.WITHDRAWN else {}


def _answer(question: Question, executive: Executive, reply: Reply) -> None:
    public = question.status is Status.PUBLISHED
    revision = Revision(
        number=1,
        state=RevisionState.RELEASED if public else RevisionState.SUBMITTED,
        body=reply.text.source,
        html=reply.text.html,
        renderer=prose.RENDERER,
        lang=reply.lang or question.panel.language,
        on_behalf_of=executive,
        written_at=reply.at,
        submitted_at=reply.at,
        released_at=reply.at if public else None,
    )
    statement = Statement(
        panel_id=question.panel.id, kind=Kind.TEXT, version=1, created_at=reply.at, revisions=[revision]
    )
    published_at = reply.at if public else None
    question.answers.append(Answer(executive=executive, statement=statement, published_at=published_at))
