"""Every CHECK constraint refuses a bad row, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import CheckConstraint, text
from sqlalchemy.exc import IntegrityError

from domain.account import sign_ins
from domain.record.events import of_question
from extensions import clock, db
from models import (
    Batch,
    BatchItem,
    Claim,
    Image,
    Invitation,
    Notice,
    OutboxMessage,
    Outcome,
    Purpose,
    SecondLook,
    Template,
    TemplateKind,
)
from tests.made import Made

LATER = "'2030-01-01 00:00:00'"
BAD: dict[str, dict[str, tuple[str, ...]]] = {
    "panels": {
        "window": ("closes_at = opens_at", "closes_at = '2000-01-01 00:00:00'"),
        "slug_length": ("slug = 'a'", "slug = ''"),
        "audience": ("audience = 'EVERYBODY'", "audience = 'public'"),
        "version": ("version = 0",),
        "names": ("names = 'NICKNAME'",),
        "supports_shown": ("supports_shown = 'SOMETIMES'",),
        "sign_off": ("sign_off = 'COMMITTEE'",),
        "paused_until": (f"paused_until = {LATER}",),
        "second_look_share": ("second_look_share = -1", "second_look_share = 101"),
    },
    "claims": {"lease": ("until = claimed_at",)},
    "batches": {"total": ("total = 0",)},
    "batch_items": {"outcome": ("outcome = 'LOST'",)},
    "templates": {"version": ("version = 0",), "kind": ("kind = 'POEM'",)},
    "second_looks": {
        "looked": (f"looked_at = {LATER}, action = 'approve', agreed = true",),
        "answer": ("action = 'approve'",),
        "agreed": ("agreed = true",),
        "somebody_else": (
            f"looked_by_id = decided_by_id, looked_at = {LATER}, action = 'approve', agreed = true",
        ),
    },
    "notices": {"window": ("shown_until = shown_from",)},
    "images": {"size": ("width = 0", "height = 0"), "purpose": ("purpose = 'POSTER'",)},
    "pages": {"version": ("version = 0",), "name": ("name = 'JOBS'",)},
    "page_versions": {"number": ("number = 0",)},
    "support_tallies": {"count": ("count = -1",)},
    "invitations": {"one_end": (f"accepted_at = {LATER}, ended_at = {LATER}",)},
    "executives": {"standing": ("standing = 'RETIRED'",)},
    "users": {},
    "role_grants": {
        "role": ("role = 'OWNER'",),
        "delegate": ("role = 'EXECUTIVE'", "executive_id = (SELECT min(id) FROM executives)"),
    },
    "passports": {"via": ("via = 'PIGEON'",)},
    "askers": {"email_digest": ("email = NULL", "email_digest = NULL")},
    "questions": {
        "status": ("status = 'ANSWERED'", "status = 'pending'"),
        "merged": ("status = 'MERGED'", "merged_into_id = (SELECT max(id) FROM questions)"),
        "no_self_merge": ("status = 'MERGED', merged_into_id = id",),
        "rejected": ("status = 'REJECTED'", "reason_id = (SELECT min(id) FROM reasons)"),
        "published": (
            "status = 'PUBLISHED', public_wording = 1",
            f"published_at = {LATER}, first_published_at = {LATER}",
        ),
        "withdrawn": ("status = 'WITHDRAWN'", f"withdrawn_at = {LATER}"),
        "held": (f"held_until = {LATER}",),
        "public_wording": ("status = 'APPROVED'",),
        "no_public_wording": (
            "public_wording = 1",
            "status = 'HELD', public_wording = 1",
            "status = 'RETURNED', public_wording = 1",
            "status = 'REJECTED', public_wording = 1, reason_id = (SELECT min(id) FROM reasons)",
        ),
        "first_published": (f"status = 'PUBLISHED', public_wording = 1, published_at = {LATER}",),
        "version": ("version = 0",),
    },
    "wordings": {
        "number": ("number = 0",),
        "author": ("author = 'MACHINE'",),
        "author_user": ("author = 'MODERATOR'", "user_id = (SELECT min(id) FROM users)"),
    },
    "statements": {"version": ("version = 0",), "kind": ("kind = 'SONG'",)},
    "revisions": {
        "number": ("number = 0",),
        "state": ("state = 'PUBLIC', released_at = NULL",),
        "released": ("released_at = NULL", "state = 'SUBMITTED'"),
        "submitted": ("submitted_at = NULL", "state = 'DRAFT', released_at = NULL"),
    },
    "events": {
        "subject_kind": ("subject_kind = 'ANSWER'",),
        "actor_kind": ("actor_kind = 'MACHINE'",),
        "actor": ("actor_kind = 'USER', user_id = NULL", "actor_kind = 'SYSTEM', user_id = 1"),
    },
    "outbox_messages": {"one_end": (f"sent_at = {LATER}, dead_at = {LATER}",)},
}
"""Constraint by constraint, what would make a good row bad. Good rows are those of ``rows``."""

GOOD = {
    "panels": (
        f"closes_at = {LATER}",
        "slug = 'ab'",
        "audience = 'STAFF'",
        "names = 'FIRST', supports_shown = 'AFTER_CLOSING', sign_off = 'ONE_APPROVER'",
    ),
    "passports": tuple(f"via = '{via}'" for via in ("PHONE", "LETTER", "EVENT")),
    "events": tuple(f"subject_kind = '{kind}'" for kind in ("PAGE", "REASON", "TEMPLATE")),
    "questions": (
        f"status = 'HELD', held_until = {LATER}",
        "status = 'APPROVED', public_wording = 1",
        f"status = 'PUBLISHED', public_wording = 1, published_at = {LATER}, first_published_at = {LATER}",
        "status = 'REJECTED', reason_id = (SELECT min(id) FROM reasons)",
        f"status = 'WITHDRAWN', public_wording = 1, withdrawn_at = {LATER}",
        "status = 'MERGED', public_wording = 1, merged_into_id = (SELECT max(id) FROM questions)",
    ),
    "batch_items": tuple(f"outcome = '{outcome}'" for outcome in ("DONE", "LEFT_OUT", "UNDONE", "KEPT")),
    "revisions": ("state = 'RETURNED', released_at = NULL",),
    "outbox_messages": (f"sent_at = {LATER}", f"dead_at = {LATER}"),
}


def rows(made: Made) -> None:
    """One row or more in every table; the first question is pending."""
    panel, moderator = made.panel(), made.moderator()
    question = made.question(panel, email="zoe@reader.example", name="Zoe")
    other = made.approved(panel, moderator)
    made.answer(other, panel.executives[0], moderator)
    sign_ins.begin(moderator, user_agent="", at=clock.now())
    now = clock.now()
    db.session.add(Notice(panel_id=panel.id, text="Soon.", shown_from=now, created_at=now))
    db.session.add(Image(digest="d" * 64, purpose=Purpose.BANNER, width=640, height=360, created_at=now))
    db.session.add(Invitation(user_id=moderator.id, selector="s", created_at=now, expires_at=now))
    db.session.add(
        Claim(question=question, user=moderator, claimed_at=now, until=now + timedelta(minutes=10))
    )
    sent = {"idempotency_key": "a-key-of-a-batch", "action": "approve", "fields": {}}
    batch = Batch(panel=panel, user=moderator, total=1, created_at=now, **sent)
    db.session.add(BatchItem(batch=batch, question=question, version=1, outcome=Outcome.WAITING))
    text_of = {"title": "Two in one", "text": "Keep one.", "lang": "en", "position": 0}
    db.session.add(Template(kind=TemplateKind.MESSAGE, **text_of))
    db.session.add(
        SecondLook(
            panel_id=panel.id,
            question=other,
            event=of_question(other)[-1],
            first_action="approve",
            decided_by_id=moderator.id,
            decided_at=now,
            wording=1,
        )
    )
    db.session.commit()
    assert db.session.query(OutboxMessage).count() == 1
    assert question.id < other.id


def change(table: str, values: str) -> None:
    """Change the table's first row, and then take that back."""
    keys = {"revisions": "statement_id", "batch_items": "batch_id"}
    keys |= dict.fromkeys(("wordings", "support_tallies", "claims"), "question_id")
    key = keys.get(table, "id")
    first = f"{key} = (SELECT min({key}) FROM {table})"
    step = db.session.begin_nested()
    try:
        db.session.execute(text(f"UPDATE {table} SET {values} WHERE {first}"))
    finally:
        step.rollback()


def test_every_check_constraint_is_tried() -> None:
    declared = {
        f"{table.name}.{constraint.name}"
        for table in db.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    tried = {f"{table}.ck_{table}_{name}" for table, names in BAD.items() for name in names}
    assert tried == declared


@pytest.mark.parametrize("table", [table for table, names in BAD.items() if names])
def test_a_bad_row_is_refused_by_the_constraint_that_is_meant_for_it(made: Made, table: str) -> None:
    rows(made)
    for name, changes in BAD[table].items():
        for values in changes:
            with pytest.raises(IntegrityError) as refused:
                change(table, values)
            assert f"ck_{table}_{name}" in str(refused.value.orig), values


@pytest.mark.parametrize("table", GOOD)
def test_a_good_row_is_let_through(made: Made, table: str) -> None:
    rows(made)
    for values in GOOD[table]:
        change(table, values)
