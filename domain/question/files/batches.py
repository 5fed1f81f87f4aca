"""Many questions at once: the rows that the verbs would make, written table by table.

One question at a time the database is asked some twenty times for each. Here it is asked as often for
a thousand. That both ways make the same rows is what ``tests/domain/question/files`` compares.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table

from domain import prose
from domain.permissions import Actor
from domain.question import asking
from domain.question.files.inserting import Inserts, new_ids, take_room
from domain.question.files.rows import Reply, Row
from domain.record import events
from domain.search import desk as search
from domain.search import floor
from extensions import db
from models import (
    ActorKind,
    Answer,
    Asker,
    Author,
    Event,
    Kind,
    Panel,
    Passport,
    Question,
    Revision,
    RevisionState,
    Statement,
    Status,
    SubjectKind,
    SupportTally,
    Via,
    Wording,
    question_executives,
    question_topics,
)
from models.columns import Model

Values = dict[str, Any]


@dataclass(frozen=True)
class Placed:
    """A row with the ids of those it is put to, of its topics, and of who says what."""

    row: Row
    asked: list[int]
    topics: list[int]
    replies: dict[int, Reply]


@dataclass(frozen=True)
class Entry:
    """What the seal of a question's first event covers; an ``Event`` without its mapping."""

    subject_id: int
    actor_kind: ActorKind
    user_id: int | None
    at: datetime
    to_status: str
    request_id: str | None
    action: str = "import"
    subject_kind: SubjectKind = SubjectKind.QUESTION
    seq: int = 1
    from_status: None = None
    note_digest: None = None

    @property
    def details(self) -> Values:
        """Nothing: the question says it all."""
        return {}


class Batch:
    """Inserts questions of one panel with all that belongs to them."""

    def __init__(
        self, panel: Panel, reasons: dict[str, int], *, by: Actor, at: datetime, link_key: bytes
    ) -> None:
        self._panel = panel
        self._panel_id = panel.id
        self._language = panel.language
        self._reasons = reasons
        self._by = by
        self._at = at
        self._link_key = link_key
        self._inserts = Inserts(db.session.connection())
        take_room(db.session.connection())

    def insert(self, placed: Sequence[Placed]) -> list[int]:
        """Write them; the ids of the questions, in the same order."""
        passports, questions = self._new_ids(Passport, len(placed)), self._new_ids(Question, len(placed))
        self._insert(
            Passport,
            [{"id": id_, **self._passport(one.row)} for id_, one in zip(passports, placed, strict=True)],
        )
        self._insert(
            Question,
            [
                {"id": id_, "passport_id": passport, **self._question(one.row)}
                for id_, passport, one in zip(questions, passports, placed, strict=True)
            ],
        )
        pairs = list(zip(questions, placed, strict=True))
        self._insert(Wording, [self._wording(id_, one.row) for id_, one in pairs])
        self._insert(
            SupportTally,
            [{"question_id": id_, "panel_id": self._panel_id, "count": 0} for id_ in questions],
        )
        self._insert(Asker, self._askers(placed, passports))
        self._inserts.rows(
            question_executives,
            [{"question_id": id_, "executive_id": asked} for id_, one in pairs for asked in one.asked],
        )
        self._inserts.rows(
            question_topics,
            [{"question_id": id_, "topic_id": topic} for id_, one in pairs for topic in one.topics],
        )
        self._answers(pairs)
        search.write((id_, self._panel_id, _texts(one)) for id_, one in pairs)
        public = (pair for pair in pairs if pair[1].row.status is Status.PUBLISHED)
        floor.write(floor.Told(id_, self._panel_id, *_headed(_texts(one))) for id_, one in public)
        self._insert(Event, [self._event(id_, one.row) for id_, one in pairs])
        return questions

    def _new_ids(self, model: type[Model], number: int) -> list[int]:
        return new_ids(db.session.connection(), _table(model), number)

    def _insert(self, model: type[Model], rows: list[Values]) -> None:
        self._inserts.rows(_table(model), rows)

    def _passport(self, row: Row) -> Values:
        return {
            "panel_id": self._panel_id,
            "selector": secrets.token_urlsafe(12),
            "generation": 1,
            "idempotency_key": row.key,
            "body_digest": hashlib.sha256(row.key.encode()).digest(),
            "via": Via.IMPORT,
            "created_at": self._at,
        }

    def _question(self, row: Row) -> Values:
        """The question in its first status, with the columns that the status binds."""
        public = row.status is Status.PUBLISHED
        approved = public or row.status is Status.APPROVED
        return {
            "panel_id": self._panel_id,
            "external_id": row.external_id,
            # A merged one waits among the pending until the other one is there.
            "status": Status.PENDING if row.status is Status.MERGED else row.status,
            "version": 1,
            "public_wording": 1 if approved else None,
            "asked_at": row.asked_at,
            "reason_id": self._reasons[row.reason] if row.status is Status.REJECTED else None,
            "published_at": row.published_at if public else None,
            "first_published_at": row.published_at if public else None,
            "withdrawn_at": row.withdrawn_at if row.status is Status.WITHDRAWN else None,
            "lang": row.lang or self._language,
        }

    def _wording(self, question_id: int, row: Row) -> Values:
        return {
            "question_id": question_id,
            "number": 1,
            "text": row.submission.text,
            "details": row.submission.details,
            "author": Author.ASKER,
            "written_at": row.asked_at,
            "lang": row.lang or self._language,
        }

    def _askers(self, placed: Sequence[Placed], passports: Sequence[int]) -> list[Values]:
        expires_at = asking.expiry(self._panel, self._at)
        return [
            {
                "passport_id": passport,
                "name": told.name,
                "show_name": told.show_name,
                "email": told.email,
                "email_digest": asking.email_digest(told.email, self._link_key),
                "expires_at": expires_at,
            }
            for one, passport in zip(placed, passports, strict=True)
            if (told := one.row.submission).name or told.email
        ]

    def _answers(self, pairs: Sequence[tuple[int, Placed]]) -> None:
        slots = [
            (question_id, executive, reply, one.row.status is Status.PUBLISHED)
            for question_id, one in pairs
            for executive, reply in one.replies.items()
        ]
        statements = self._new_ids(Statement, len(slots))
        self._insert(
            Statement,
            [
                {
                    "id": id_,
                    "panel_id": self._panel_id,
                    "kind": Kind.TEXT,
                    "version": 1,
                    "created_at": reply.at,
                }
                for id_, (_, _, reply, _) in zip(statements, slots, strict=True)
            ],
        )
        revisions, answers = [], []
        for statement_id, (question_id, executive, reply, public) in zip(statements, slots, strict=True):
            revisions.append(self._revision(statement_id, executive, reply, public=public))
            answers.append(
                {
                    "question_id": question_id,
                    "executive_id": executive,
                    "statement_id": statement_id,
                    "published_at": reply.at if public else None,
                }
            )
        self._insert(Revision, revisions)
        self._insert(Answer, answers)

    def _revision(self, statement_id: int, executive: int, reply: Reply, *, public: bool) -> Values:
        return {
            "statement_id": statement_id,
            "number": 1,
            "state": RevisionState.RELEASED if public else RevisionState.SUBMITTED,
            "body": reply.text.source,
            "html": reply.text.html,
            "renderer": prose.RENDERER,
            "lang": reply.lang or self._language,
            "on_behalf_of_id": executive,
            "written_at": reply.at,
            "submitted_at": reply.at,
            "released_at": reply.at if public else None,
        }

    def _event(self, question_id: int, row: Row) -> Values:
        by = self._by
        user_id = by.user.id if by.user else None
        entry = Entry(question_id, by.kind, user_id, self._at, row.status.value, by.request_id)
        return {
            "subject_kind": entry.subject_kind,
            "subject_id": question_id,
            "seq": entry.seq,
            "actor_kind": entry.actor_kind,
            "user_id": entry.user_id,
            "at": entry.at,
            "action": entry.action,
            "to_status": entry.to_status,
            "details": entry.details,
            "request_id": entry.request_id,
            "mac": events.seal(cast("Event", entry), b"", by.seal),
        }


def _texts(placed: Placed) -> list[str]:
    told = placed.row.submission
    return [told.text, told.details, *(reply.text.source for reply in placed.replies.values())]


def _headed(texts: list[str]) -> tuple[str, list[str]]:
    """A question's own text, and all that follows it."""
    return texts[0], texts[1:]


def _table(model: type[Model]) -> Table:
    return cast("Table", model.__table__)
