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

FURNISHED: Rows = {
    **FIRST,
    "images": [
        {"id": 1, "digest": "d" * 64, "purpose": "PORTRAIT", "width": 800, "height": 920, "created_at": AT}
    ],
    "panels": [
        {
            **FIRST["panels"][0],
            "version": 3,
            "short_code": "abcdefgh",
            "names": "FIRST",
            "sign_off": "COMPANY",
        }
        | {"supports_shown": "AFTER_CLOSING", "accent": "#0b5d66", "banner_id": 1, "banner_alt": "A boat"}
        | {"confirm_email": True, "languages": ["en", "fi"], "target_hours": 16, "work_days": "123"}
    ],
    "executives": [{**FIRST["executives"][0], "standing_reason": "Away", "left_at": AT, "portrait_id": 1}],
    "notices": [{"id": 1, "panel_id": 1, "text": "Two days left.", "shown_from": AT, "created_at": AT}],
    "not_taken": [
        {"id": 1, "panel_id": 1, "title": "A refund", "standard_text": "Ask them.", "words": ["refund"]}
        | {"link_text": "Them", "link_url": "https://a.example", "position": 0, "written_at": AT}
    ],
    "question_not_taken": [{"question_id": 1, "not_taken_id": 1}],
    "supports": [{"id": 1, "question_id": 1, "reader_digest": b"r" * 32, "at": AT}],
    "support_tallies": [{"question_id": 1, "panel_id": 1, "count": 1}],
    "invitations": [
        {"id": 1, "user_id": 1, "selector": "i1", "generation": 1, "invited_by_id": 1}
        | {"created_at": AT, "expires_at": LATER}
    ],
    "questions": [
        {**question, "rules_version_id": 1, "awaits_confirmation": False} for question in FIRST["questions"]
    ],
    "role_grants": [{**grant, "granted_at": AT, "granted_by_id": 1} for grant in FIRST["role_grants"]],
    "revisions": [{**FIRST["revisions"][0], "correction": "It was not so."}],
    "passports": [
        *FIRST["passports"],
        {**FIRST["passports"][0], "id": 4, "selector": "s4"}
        | {"idempotency_key": "key-number-4", "via": "PHONE"},
    ],
    "events": [
        *FIRST["events"],
        {"id": 4, "subject_kind": "PAGE", "subject_id": 1, "seq": 1, "action": "write", **EVENT},
    ],
}

DESK: Rows = {
    **FURNISHED,
    "panels": [
        {**FURNISHED["panels"][0], "paused_at": AT, "paused_until": LATER, "holds_new_since": AT}
        | {"taken_down_at": AT, "taken_down_reason": "A threat.", "second_look_share": 20}
    ],
    "users": [{**FIRST["users"][0], "keys": {"on": False}}],
    "questions": [
        {**question, "decided_by_id": 1, "first_decided_at": LATER} for question in FURNISHED["questions"]
    ],
    "claims": [{"question_id": 2, "user_id": 1, "claimed_at": AT, "until": LATER}],
    "batches": [
        {"id": 1, "panel_id": 1, "user_id": 1, "action": "reject", "fields": {"reason": "spam"}, "total": 2}
        | {"idempotency_key": "a-key-of-a-batch", "created_at": AT, "finished_at": LATER}
    ],
    "batch_items": [
        {"batch_id": 1, "question_id": 2, "version": 1, "outcome": "LEFT_OUT", "why": "stale"},
        {"batch_id": 1, "question_id": 3, "version": 1, "outcome": "DONE", "event_id": 3},
    ],
    "saved_views": [
        {"id": 1, "panel_id": 1, "user_id": 1, "title": "Late", "filters": {"age": "overdue"}}
        | {"created_at": AT, "created_by_id": 1}
    ],
    "templates": [
        {"id": 1, "kind": "MESSAGE", "title": "Two in one", "text": "Keep one.", "position": 0, "version": 1}
        | {"lang": "en"}
    ],
    "mentions": [{"event_id": 1, "user_id": 1, "question_id": 1}],
    "second_looks": [
        {"id": 1, "panel_id": 1, "question_id": 3, "event_id": 3, "first_action": "reject"}
        | {"first_reason_id": 1, "decided_by_id": 1, "decided_at": AT, "wording": 1}
    ],
    "events": [
        *FURNISHED["events"],
        {"id": 5, "subject_kind": "TEMPLATE", "subject_id": 1, "seq": 1, "action": "create", **EVENT},
    ],
}

ROWS: dict[str, Rows] = {"0001": FIRST, "0002": FURNISHED, "0003": DESK, "0004": DESK, "0005": DESK}
"""By revision: the rows that stand in a database of that revision."""
