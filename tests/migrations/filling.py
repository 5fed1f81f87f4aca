"""Many questions in every state, as the tables of the first release take them: plain rows, no verbs."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from sqlalchemy import MetaData

from extensions import db
from tests.migrations.rows import AT, Rows

SEED = 20_261_122
AT_ONCE = 2_000
TEXTS = (
    "Why was the line closed?",
    "هل ستخفضون أسعار الاشتراك في السنة القادمة؟",
    "Wann öffnet die Brücke wieder?\nUnd für wen?",
    "次の工場はどこに建てますか。",
    "What about 👩‍👩‍👧‍👦 and e\u0301 and \u202eemordnilap\u202c?",
    "'; DROP TABLE questions; -- <script>alert(1)</script> %s {0} \\ \" ",
)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FUTURE = AT + 4_000 * DAY
STATES: dict[str, dict[str, Any]] = {
    "pending": {"status": "PENDING"},
    "pending, appealed": {"status": "PENDING", "appealed_at": AT},
    "held": {"status": "HELD", "held_until": AT + DAY},
    "held, without end": {"status": "HELD"},
    "returned": {"status": "RETURNED"},
    "approved": {"status": "APPROVED", "public_wording": 1},
    "approved in other words": {"status": "APPROVED", "public_wording": 2},
    "published": {"status": "PUBLISHED", "public_wording": 1}
    | {"published_at": AT, "first_published_at": AT},
    "scheduled": {"status": "PUBLISHED", "public_wording": 2}
    | {"published_at": FUTURE, "first_published_at": FUTURE},
    "unpublished": {"status": "APPROVED", "public_wording": 1, "first_published_at": AT}
    | {"unpublished_at": AT + DAY, "unpublish_reason": "A figure was wrong."},
    "merged": {"status": "MERGED", "public_wording": 1, "merged_into_id": 1},
    "merged, never approved": {"status": "MERGED", "merged_into_id": 1},
    "rejected": {"status": "REJECTED", "reason_id": 1, "rejected_by_id": 1},
    "rejected, appealed": {"status": "REJECTED", "reason_id": 2, "rejected_by_id": 1, "appealed_at": AT},
    "withdrawn": {"status": "WITHDRAWN", "withdrawn_at": AT + DAY},
    "withdrawn once approved": {"status": "WITHDRAWN", "withdrawn_at": AT + DAY, "public_wording": 1},
    "its asker left": {"status": "APPROVED", "public_wording": 1, "asker_left_at": AT + DAY},
}
"""Every state that a question can be in, with the columns that it binds."""
REVISIONS = {
    "DRAFT": {"submitted_at": None, "released_at": None},
    "SUBMITTED": {"submitted_at": AT, "released_at": None},
    "RETURNED": {"submitted_at": AT, "released_at": None},
    "RELEASED": {"submitted_at": AT, "released_at": AT + MINUTE},
}
ANSWERED = ("approved", "approved in other words", "published", "scheduled", "unpublished")


def fill(first: Rows, count: int) -> int:
    """Put ``count`` questions and all that belongs to them beside ``first``; how many rows that made."""
    rows = Filling(first).made(count)
    with db.engine.connect().execution_options(floor_writes=True) as connection:
        found = MetaData()
        found.reflect(connection)
        for table in found.sorted_tables:
            # Rows of one insert have the same columns: what one lacks would else be another's.
            by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
            for row in rows.get(table.name, []):
                by_columns[tuple(sorted(row))].append(row)
            for alike in by_columns.values():
                for start in range(0, len(alike), AT_ONCE):
                    connection.execute(table.insert(), alike[start : start + AT_ONCE])
        connection.commit()
    return sum(len(of_a_table) for of_a_table in rows.values())


class Filling:
    """Makes the rows: the same ones each time."""

    def __init__(self, first: Rows) -> None:
        self._chance = Random(SEED)  # noqa: S311
        self._rows: Rows = defaultdict(list)
        shared = ("panels", "users", "executives", "topics", "role_grants", "sign_ins")
        for table in shared:
            self._rows[table] = list(first[table])
        self._rows["executives"].append({**first["executives"][0], "id": 2, "name": "Ben", "position": 1})
        self._topic = first["topics"][0]["id"]

    def made(self, count: int) -> Rows:
        """The rows of ``count`` questions."""
        states = list(STATES)
        for number in range(1, count + 1):
            self._question(number, "published" if number == 1 else states[number % len(states)])
        return self._rows

    def _question(self, id_: int, state: str) -> None:
        at = AT + id_ * MINUTE
        text = self._chance.choice(TEXTS)
        self._passport(id_, at)
        self._put(
            "questions",
            {
                "id": id_,
                "panel_id": 1,
                "passport_id": id_,
                "version": 1 + id_ % 5,
                "asked_at": at,
                "lang": "en",
            }
            | ({"external_id": f"row {id_}"} if id_ % 7 == 0 else {})
            | STATES[state],
        )
        wording = {"question_id": id_, "written_at": at, "lang": "en", "details": text * (id_ % 3)}
        self._put("wordings", {**wording, "number": 1, "text": f"{text} ({id_})", "author": "ASKER"})
        again = {"number": 2, "text": f"{text} [{id_}]", "author": "MODERATOR", "user_id": 1}
        if STATES[state].get("public_wording") == 2 or id_ % 4 == 0:
            self._put("wordings", {**wording, **again})
        if id_ % 2:
            self._put("question_executives", {"question_id": id_, "executive_id": 1 + id_ % 2})
        if id_ % 3 == 0:
            self._put("question_topics", {"question_id": id_, "topic_id": self._topic})
        if state in ANSWERED:
            public = STATES[state].get("published_at")
            for executive in (1, 2)[: 1 + id_ % 2]:
                self._answer(id_, executive, text, at, public)
        self._record(id_, state, at)

    def _passport(self, id_: int, at: datetime) -> None:
        digest = sha256(str(id_).encode()).digest()
        via = ("FORM", "IMPORT", "STAFF")[id_ % 3]
        passport = {"id": id_, "panel_id": 1, "selector": f"selector{id_}", "generation": 1 + id_ % 2}
        self._put(
            "passports",
            {**passport, "idempotency_key": f"key-number-{id_}", "body_digest": digest}
            | {"via": via, "created_at": at},
        )
        if id_ % 5:
            told = {"email": f"r{id_}@floor.example", "email_digest": digest} if id_ % 2 else {}
            asker = {"id": id_, "passport_id": id_, "name": f"Reader {id_}", "show_name": id_ % 2 == 0}
            self._put("askers", {**asker, "expires_at": at + 365 * DAY, **told})

    def _answer(
        self, question: int, executive: int, text: str, at: datetime, public: datetime | None
    ) -> None:
        id_ = len(self._rows["statements"]) + 1
        statement = {"id": id_, "panel_id": 1, "kind": "TEXT", "version": 1 + id_ % 3, "created_at": at}
        self._put("statements", statement)
        states = ["RELEASED"] if public else [list(REVISIONS)[id_ % len(REVISIONS)]]
        if id_ % 6 == 0:
            states = [*states, "RELEASED"] if public else ["RETURNED", *states]
        for number, state in enumerate(states, 1):
            self._put(
                "revisions",
                {"statement_id": id_, "number": number, "state": state, "body": text, "html": f"<p>{id_}</p>"}
                | {"renderer": 1, "typed_by_id": 1, "on_behalf_of_id": executive, "written_at": at}
                | {"released_by_id": 1 if state == "RELEASED" else None, "lang": "en", **REVISIONS[state]},
            )
        answer = {"id": id_, "question_id": question, "executive_id": executive, "statement_id": id_}
        self._put("answers", {**answer, "published_at": public})

    def _record(self, question: int, state: str, at: datetime) -> None:
        acts = [("submit", "ASKER", None)] + ([] if state == "pending" else [("decide", "USER", 1)])
        for seq, (action, kind, user) in enumerate(acts, 1):
            id_ = len(self._rows["events"]) + 1
            mac = sha256(f"{question} {seq}".encode()).digest()
            event = {"id": id_, "subject_kind": "QUESTION", "subject_id": question, "seq": seq}
            self._put(
                "events",
                {**event, "actor_kind": kind, "user_id": user, "at": at, "action": action, "mac": mac}
                | {"details": {"before": {"status": state}}, "to_status": STATES[state]["status"]},
            )
            if seq == 2 and id_ % 2:
                self._put(
                    "event_notes", {"event_id": id_, "text": f"Note {id_}: ask them.", "salt": mac[:16]}
                )
        first = len(self._rows["events"])
        message = {
            "id": question,
            "dedupe_key": f"received:{question}:1",
            "message_id": f"<{question}@floor>",
        }
        self._put(
            "outbox_messages",
            {**message, "kind": "received", "passport_id": question, "question_id": question}
            | {"event_id": first, "created_at": at, "not_before": at + 2 * MINUTE, "attempts": question % 3}
            | {"sent_at": at + DAY if question % 2 else None},
        )

    def _put(self, table: str, row: dict[str, Any]) -> None:
        self._rows[table].append(row)
