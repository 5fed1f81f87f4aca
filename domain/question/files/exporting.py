"""A panel's questions as a file: read some hundreds at a time, exact as JSON, guarded as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from io import StringIO
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain import permissions
from domain.language import slug
from domain.permissions import Actor, Permission
from domain.question.files.cells import FORMAT, MARK, OURS, guarded
from domain.question.files.rows import ANSWERED
from domain.question.lifecycle import Action
from domain.record import events
from domain.tallies import Tally, up_to_cap
from extensions import db
from models import (
    ActorKind,
    Answer,
    Event,
    Panel,
    Passport,
    Question,
    Revision,
    RevisionState,
    Statement,
    Status,
    SubjectKind,
    Wording,
)

AT_ONCE = 500
"""Questions that are read at once: a transaction of some tenths of a second."""

DECISIONS = frozenset(Action) - {Action.SUBMIT, Action.REVISE, Action.NOTE, Action.TOPICS, Action.APPEAL}
Record = dict[str, Any]
"""One question as JSON has it."""


class Form(StrEnum):
    """What a file of questions is written as."""

    CSV = "csv"
    JSON = "json"


def record(panel: Panel, form: Form, *, by: Actor, at: datetime) -> Event:
    """Write into the record that names and addresses of the panel's askers leave in a file.

    Raises:
        NotAllowed: a user who doesn't manage the panel.
    """
    if by.kind is not ActorKind.SYSTEM:
        permissions.demand(by, Permission.MANAGE_PANELS, panel.id)
    db.session.execute(select(Panel.id).where(Panel.id == panel.id).with_for_update(key_share=True))
    return events.write(panel, "export", by=by, at=at, details={"form": form.value})


def count(panel: Panel) -> Tally:
    """How many questions the file would have."""
    return up_to_cap(select(Question.id).where(Question.panel_id == panel.id))


def count_exactly(panel: Panel) -> int:
    """How many questions the file will have, however many there are: for a command, not for a page."""
    return db.session.scalars(select(func.count(Question.id)).where(Question.panel_id == panel.id)).one()


def read(panel: Panel, *, after: int, base_url: str, personal: bool, at: datetime) -> list[Record]:
    """The next questions of the panel by id, as they stand now; none: that was all."""
    # The sum keeps both databases from sorting the whole panel anew for each of these.
    rows = db.session.scalars(
        select(Question)
        .where(Question.panel_id + 0 == panel.id, Question.id > after)
        .order_by(Question.id)
        .limit(AT_ONCE)
        .options(
            joinedload(Question.passport).joinedload(Passport.asker),
            joinedload(Question.reason),
            joinedload(Question.support_tally),
            selectinload(Question.wordings),
            selectinload(Question.executives),
            selectinload(Question.topics),
            selectinload(Question.answers).joinedload(Answer.executive),
            selectinload(Question.answers).joinedload(Answer.statement).selectinload(Statement.revisions),
        )
    ).all()
    decided = _decided([question.id for question in rows])
    found = [_told(question, panel, decided.get(question.id), base_url, at) for question in rows]
    if personal:
        for one, question in zip(found, rows, strict=True):
            asker = question.passport.asker
            one["asker"] = {
                "name": asker.name if asker else "",
                "show_name": bool(asker and asker.show_name),
                "email": asker.email if asker else None,
            }
    return found


def about(panel: Panel, *, personal: bool, at: datetime) -> Record:
    """What the JSON file says before the questions."""
    return {
        "format": int(FORMAT),
        "panel": {
            "slug": panel.slug,
            "title": panel.title,
            "language": panel.language,
            "time_zone": panel.time_zone,
            "opens_at": written(panel.opens_at),
            "closes_at": written(panel.closes_at),
        },
        "exported_at": written(at),
        "personal_data": personal,
    }


def as_json(records: Iterable[Record]) -> list[str]:
    """Each question as it stands in the list of the file."""
    return [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in records]


def as_csv(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Each row as lines of the file, its cells guarded."""
    lines = []
    for row in rows:
        said = StringIO()
        csv.writer(said).writerow([guarded(row[name]) for name in OURS])
        lines.append(said.getvalue())
    return lines


def header() -> str:
    """The first line of the CSV file."""
    return ",".join(OURS) + "\r\n"


def cells(one: Record) -> dict[str, str]:
    """What a row of the CSV file says of a question: all that the import can take, and more to read."""
    replies = _replies(one)
    first = replies[0] if replies else None
    asked = one["executives"]
    asker = one.get("asker") or {}
    return {
        MARK: FORMAT,
        "external_id": one["external_id"] or "",
        "text": one["text"],
        "details": one["details"],
        "lang": one["lang"],
        "name": asker.get("name") or "",
        "show_name": "yes" if asker.get("show_name") else "",
        "email": asker.get("email") or "",
        "asked_at": one["asked_at"],
        "status": one["status"],
        "reason": one["reason"] or "",
        "executive": first["executive"] if first else asked[0] if len(asked) == 1 else "",
        "answer": first["answer"] if first else "",
        "answered_at": first["answered_at"] if first else "",
        "topic": one["topics"][0] if one["topics"] else "",
        "more_answers": json.dumps(replies[1:], ensure_ascii=False) if replies[1:] else "",
        "id": str(one["id"]),
        "address": one["address"] or "",
        "version": str(one["version"]),
        "original": one["wordings"][0]["text"],
        "decided_at": one["decided_at"] or "",
        "published_at": one["published_at"] or "",
        "merged_into": str(one["merged_into"] or ""),
        "executives": "; ".join(asked),
        "topics": "; ".join(one["topics"]),
        "supports": str(one["supports"]),
        "asked_via": one["asked_via"],
    }


def written(moment: datetime | None) -> str | None:
    """2026-11-30T18:00:00Z, with as many digits of the second as it has."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _decided(ids: Sequence[int]) -> dict[int, datetime]:
    """When each of these questions was last decided."""
    found = db.session.execute(
        select(Event.subject_id, func.max(Event.at).label("at"))
        .where(
            Event.subject_kind == SubjectKind.QUESTION,
            Event.subject_id.in_(ids),
            Event.action.in_([action.value for action in DECISIONS]),
        )
        .group_by(Event.subject_id)
    )
    return {row.subject_id: row.at for row in found}


def _told(
    question: Question, panel: Panel, decided_at: datetime | None, base_url: str, at: datetime
) -> Record:
    wording = next(
        (one for one in question.wordings if one.number == question.public_wording), question.newest_wording
    )
    public = question.published_at is not None and question.published_at <= at
    path = f"/{panel.slug}/questions/{question.id}-{slug(wording.text)}"
    return {
        "id": question.id,
        "external_id": question.external_id,
        "address": base_url + path if public else None,
        "status": question.status.value,
        "version": question.version,
        "lang": question.lang,
        "text": wording.text,
        "details": wording.details,
        "public_wording": question.public_wording,
        "wordings": [_wording(one) for one in question.wordings],
        "asked_at": written(question.asked_at),
        "asked_via": question.passport.via.value,
        "executives": [executive.name for executive in question.executives],
        "topics": [topic.title for topic in question.topics],
        "decided_at": written(decided_at),
        "reason": question.reason.code if question.reason else None,
        "held_until": written(question.held_until),
        "appealed_at": written(question.appealed_at),
        "merged_into": question.merged_into_id,
        "published_at": written(question.published_at),
        "first_published_at": written(question.first_published_at),
        "unpublished_at": written(question.unpublished_at),
        "unpublish_reason": question.unpublish_reason,
        "withdrawn_at": written(question.withdrawn_at),
        "supports": question.support_tally.count if question.support_tally else 0,
        "answers": [_answer(answer) for answer in question.answers],
    }


def _wording(one: Wording) -> Record:
    return {
        "number": one.number,
        "text": one.text,
        "details": one.details,
        "lang": one.lang,
        "author": one.author.value,
        "written_at": written(one.written_at),
        "blanked_at": written(one.blanked_at),
    }


def _answer(answer: Answer) -> Record:
    """The answer with what was submitted of it; a draft is its writer's own."""
    statement = answer.statement
    submitted = [one for one in statement.revisions if one.state is not RevisionState.DRAFT]
    return {
        "executive": answer.executive.name,
        "kind": statement.kind.value,
        "published_at": written(answer.published_at),
        "revisions": [_revision(one) for one in submitted],
    }


def _revision(one: Revision) -> Record:
    return {
        "number": one.number,
        "state": one.state.value,
        "body": one.body,
        "lang": one.lang,
        "written_at": written(one.written_at),
        "submitted_at": written(one.submitted_at),
        "released_at": written(one.released_at),
        "correction": one.correction,
    }


def _replies(one: Record) -> list[dict[str, str]]:
    """The answers that the import gives back their standing: public ones, and those of an approved one."""
    status = Status(one["status"])
    if status not in ANSWERED:
        return []
    public = status is Status.PUBLISHED
    found = []
    for answer in one["answers"]:
        states = ("released",) if public else ("released", "submitted")
        revision = next((r for r in reversed(answer["revisions"]) if r["state"] in states), None)
        if revision is None or not revision["body"] or (public and answer["published_at"] is None):
            continue
        found.append(
            {
                "executive": answer["executive"],
                "answer": revision["body"],
                "answered_at": answer["published_at"] or revision["submitted_at"],
            }
        )
    return found
