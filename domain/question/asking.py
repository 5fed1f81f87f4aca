"""A question comes in."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from domain.language import told_by_script
from domain.page import lists as pages
from domain.panel import not_taken, window
from domain.permissions import Actor
from domain.question import lifecycle
from domain.record import events, outbox
from domain.refusals import BadField, KeyReused, NotOpen
from domain.search import desk as search
from extensions import db
from models import (
    Asker,
    Author,
    Executive,
    PageName,
    PageVersion,
    Panel,
    Passport,
    Question,
    Standing,
    Status,
    Via,
    Wording,
)

KEPT_AFTER_CLOSING = timedelta(days=30)
KEPT_WITHOUT_AN_END = timedelta(days=365)


@dataclass(frozen=True)
class Submission:
    """What a reader sends, checked and tidied (``domain.question.fields``)."""

    text: str
    details: str = ""
    name: str = ""
    show_name: bool = False
    email: str | None = None
    executives: tuple[int, ...] = ()
    lang: str | None = None

    def digest(self, panel: Panel) -> bytes:
        """SHA-256 over panel and body: whether a retried post says the same."""
        body = {"panel": panel.id, **asdict(self)}
        return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).digest()


def submit(
    panel: Panel,
    submission: Submission,
    *,
    key: str,
    by: Actor,
    at: datetime,
    link_key: bytes,
    rules: int | None = None,
) -> Passport:
    """Take a question in, once for each idempotency ``key``; its passport.

    The same key with the same body gives the passport already made. ``rules`` is the number of the
    version of the rules that the form showed; without one the newest holds. Where the panel wants the
    address confirmed first, the question is in no queue until it is. On a day on which everything new is
    held, it enters as held.

    Raises:
        KeyReused: the key came before, with another body.
        NotOpen: the panel takes no questions at ``at``.
        BadField: an executive isn't of this panel, or isn't answering; the panel needs an address.
    """
    digest = submission.digest(panel)
    earlier = db.session.scalar(select(Passport).where(Passport.idempotency_key == key))
    if earlier is not None:
        return _same(earlier, digest)
    if panel.taken_down_at is not None:
        raise NotOpen("taken-down")
    state = window.state(panel, at)
    if state != window.OPEN:
        raise NotOpen(state)
    if panel.confirm_email and not submission.email:
        raise BadField("email", "needed")
    executives = executives_named(panel, submission.executives)
    passport_id = insert_passport(panel, key=key, digest=digest, via=Via.FORM, at=at)
    if passport_id is None:
        return _same(
            db.session.scalars(select(Passport).where(Passport.idempotency_key == key)).one(), digest
        )
    passport = db.session.get_one(Passport, passport_id)
    shown = _rules(rules)
    question = place(panel, passport, submission, executives, at=at)
    question.rules_version = shown
    lifecycle.enter(question, arriving(panel), awaits_confirmation=panel.confirm_email)
    add_asker(passport, submission, panel, at=at, link_key=link_key)
    db.session.flush()
    search.index(question)
    not_taken.note(panel, question, f"{submission.text}\n{submission.details}")
    event = events.write(
        question,
        lifecycle.Action.SUBMIT,
        by=by,
        at=at,
        to_status=question.status.value,
        details={"executives": [executive.id for executive in executives], **held_since(panel)},
    )
    if question.awaits_confirmation:
        outbox.tell_passport("confirm", passport.id, key=f"{at.timestamp()}", at=at)
    else:
        outbox.tell_asker("received", question, event, at=at, not_before=at)
    return passport


def arriving(panel: Panel) -> Status:
    """The first status of what is asked on ``panel`` now."""
    return Status.PENDING if panel.holds_new_since is None else Status.HELD


def held_since(panel: Panel) -> dict[str, str]:
    """What the event of an arrival says where everything new is held: since when."""
    since = panel.holds_new_since
    return {"held_since": since.isoformat()} if since is not None else {}


def insert_passport(panel: Panel, *, key: str, digest: bytes, via: Via, at: datetime) -> int | None:
    """Insert the submission's passport; its id, or None where ``key`` is taken by another."""
    values: dict[str, Any] = {
        "panel_id": panel.id,
        "selector": secrets.token_urlsafe(12),
        "generation": 1,
        "idempotency_key": key,
        "body_digest": digest,
        "via": via,
        "created_at": at,
    }
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: Any = insert(Passport).values(**values)
    statement = statement.on_conflict_do_nothing(index_elements=["idempotency_key"])
    made: int | None = db.session.scalar(statement.returning(Passport.id))
    return made


def place(
    panel: Panel,
    passport: Passport,
    submission: Submission,
    executives: list[Executive],
    *,
    at: datetime,
) -> Question:
    """A question of ``panel`` with its original wording, yet to be entered (``lifecycle.enter``)."""
    lang = submission.lang or told_by_script(submission.text) or panel.language
    question = Question(panel=panel, passport=passport, asked_at=at, lang=lang, executives=executives)
    question.wordings = [
        Wording(
            number=1,
            text=submission.text,
            details=submission.details,
            lang=lang,
            author=Author.ASKER,
            written_at=at,
        )
    ]
    return question


def add_asker(
    passport: Passport, submission: Submission, panel: Panel, *, at: datetime, link_key: bytes
) -> None:
    """Keep what the reader told about themselves, until it expires; nothing where they told nothing."""
    if not submission.name and not submission.email:
        return
    db.session.add(
        Asker(
            passport=passport,
            name=submission.name,
            show_name=submission.show_name,
            email=submission.email,
            email_digest=email_digest(submission.email, link_key),
            expires_at=expiry(panel, at),
        )
    )


def email_digest(email: str | None, link_key: bytes) -> bytes | None:
    """A keyed hash of an address, by which an asker is found without reading addresses."""
    if not email:
        return None
    return hmac.digest(link_key, b"email:" + email.casefold().encode(), "sha256")


def expiry(panel: Panel, at: datetime) -> datetime:
    """When personal data given at ``at`` is erased: 30 days after closing, else after 12 months."""
    if panel.closes_at is None:
        return at + KEPT_WITHOUT_AN_END
    return max(panel.closes_at, at) + KEPT_AFTER_CLOSING


def executives_named(panel: Panel, ids: tuple[int, ...]) -> list[Executive]:
    """The panel's executives with these ids.

    Raises:
        BadField: one isn't of this panel, or isn't answering.
    """
    answering = {e.id: e for e in panel.executives if e.standing is Standing.ANSWERING}
    if any(id_ not in answering for id_ in ids):
        raise BadField("executives", "not-on-this-panel")
    return [executive for id_, executive in answering.items() if id_ in ids]


def _rules(number: int | None) -> PageVersion | None:
    """The version of the rules that the form showed; the newest where that is not said or not one."""
    page = pages.find(PageName.RULES.value)
    if page is None:
        return None
    return (pages.version(page, number) if number is not None else None) or page.newest


def _same(passport: Passport, digest: bytes) -> Passport:
    if not hmac.compare_digest(passport.body_digest, digest):
        raise KeyReused(passport)
    return passport
