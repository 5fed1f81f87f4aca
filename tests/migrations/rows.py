"""Rows as each release left them: what a migration finds when it runs at somebody's place.

A migration adds its own revision here, with a row for every table that it makes or changes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

AT = datetime.fromisoformat("2026-11-20T09:00:00+00:00")
LATER = datetime.fromisoformat("2026-11-21T09:00:00+00:00")
WRITTEN = {"written_at": AT, "lang": "en"}
EVENT = {"at": AT, "actor_kind": "ASKER", "details": {"before": {}}, "mac": b"m" * 32}

Rows = dict[str, list[dict[str, Any]]]

FIRST: Rows = {
    "panels": [
        {
            "id": 1,
            "slug": "ask-us",
            "title": "Ask us",
            "introduction": "",
            "audience": "PUBLIC",
            "list_open": True,
            "language": "en",
            "time_zone": "Europe/Helsinki",
            "opens_at": AT,
            "created_at": AT,
        }
    ],
    "users": [{"id": 1, "email": "mia@floor.example", "name": "Mia", "password_hash": "x", "created_at": AT}],
    "executives": [
        {"id": 1, "panel_id": 1, "name": "Ada", "title": "", "organisation": "", "position": 0}
        | {"standing": "ANSWERING"}
    ],
    "topics": [{"id": 1, "panel_id": 1, "title": "Prices", "position": 0}],
    "role_grants": [
        {"id": 1, "user_id": 1, "role": "MODERATOR"},
        {"id": 2, "user_id": 1, "role": "EXECUTIVE", "panel_id": 1, "executive_id": 1},
    ],
    "sign_ins": [
        {"id": 1, "user_id": 1, "token_digest": b"t" * 32, "user_agent": "Browser"}
        | {"created_at": AT, "last_seen_at": AT, "expires_at": LATER}
    ],
    "passports": [
        {"id": n, "panel_id": 1, "selector": f"s{n}", "generation": 1, "idempotency_key": f"key-number-{n}"}
        | {"body_digest": b"d" * 32, "via": "FORM", "created_at": AT}
        for n in (1, 2, 3)
    ],
    "askers": [
        {"id": 1, "passport_id": 1, "name": "Rita", "show_name": True, "email": "rita@floor.example"}
        | {"email_digest": b"e" * 32, "expires_at": LATER}
    ],
    "questions": [
        {"id": 1, "panel_id": 1, "passport_id": 1, "status": "PUBLISHED", "version": 3}
        | {"public_wording": 2, "asked_at": AT, "published_at": LATER, "first_published_at": LATER}
        | {"lang": "en"},
        {"id": 2, "panel_id": 1, "passport_id": 2, "status": "MERGED", "version": 2, "asked_at": AT}
        | {"merged_into_id": 1, "lang": "ar"},
        {"id": 3, "panel_id": 1, "passport_id": 3, "status": "REJECTED", "version": 2, "asked_at": AT}
        | {"reason_id": 1, "rejected_by_id": 1, "lang": "en"},
    ],
    "wordings": [
        {"question_id": 1, "number": 1, "text": "Why?", "details": "", "author": "ASKER", **WRITTEN},
        {"question_id": 1, "number": 2, "text": "Why so?", "details": "", "author": "MODERATOR"}
        | {"user_id": 1, **WRITTEN},
        {"question_id": 2, "number": 1, "text": "لماذا؟", "details": "", "author": "ASKER", **WRITTEN},
        {"question_id": 3, "number": 1, "text": "Buy now", "details": "", "author": "ASKER", **WRITTEN},
    ],
    "question_executives": [{"question_id": 1, "executive_id": 1}],
    "question_topics": [{"question_id": 1, "topic_id": 1}],
    "statements": [{"id": 1, "panel_id": 1, "kind": "TEXT", "version": 1, "created_at": AT}],
    "revisions": [
        {"statement_id": 1, "number": 1, "state": "RELEASED", "body": "So.", "html": "<p>So.</p>"}
        | {"renderer": 1, "typed_by_id": 1, "on_behalf_of_id": 1, "submitted_at": AT, "released_at": AT}
        | {"released_by_id": 1, **WRITTEN}
    ],
    "answers": [{"id": 1, "question_id": 1, "executive_id": 1, "statement_id": 1, "published_at": LATER}],
    "events": [
        {"id": n, "subject_kind": "QUESTION", "subject_id": n, "seq": 1, "action": "submit", **EVENT}
        for n in (1, 2, 3)
    ],
    "event_notes": [{"event_id": 1, "text": "A note.", "salt": b"s" * 16}],
    "outbox_messages": [
        {"id": 1, "dedupe_key": "received:1:1", "message_id": "<1@floor>", "kind": "received"}
        | {"passport_id": 1, "question_id": 1, "event_id": 1, "created_at": AT, "not_before": AT}
        | {"attempts": 0}
    ],
}

ROWS: dict[str, Rows] = {"0001": FIRST}
"""By revision: the rows that stand in a database of that revision."""
