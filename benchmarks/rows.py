"""The rows of one published question, as the tables want them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from blueprints.paging import written
from domain import prose
from domain.language import slug
from models import Author, Kind, RevisionState, Status, Via

PANEL = "ask-the-board"
LANGUAGE = "en"
DECIDED_AFTER = timedelta(days=2)
KEPT = timedelta(days=365)

Row = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """An answer's Markdown and the HTML made from it."""

    source: str
    html: str


@dataclass(frozen=True)
class Placed:
    """A published question: its id, its text and when it was published."""

    id: int
    text: str
    published_at: datetime

    @property
    def asked_at(self) -> datetime:
        """When it came in."""
        return self.published_at - DECIDED_AFTER

    @property
    def path(self) -> str:
        """Its address."""
        return f"/{PANEL}/questions/{self.id}-{slug(self.text)}"

    @property
    def older_path(self) -> str:
        """The address of the list's page that begins after it."""
        return f"/{PANEL}/?after={written((self.published_at, self.id))}"


def passport(panel: int, published_at: datetime) -> Row:
    """A passport that came by the form."""
    key = secrets.token_urlsafe(16)
    return {
        "panel_id": panel,
        "selector": secrets.token_urlsafe(12),
        "generation": 1,
        "idempotency_key": key,
        "body_digest": hashlib.sha256(key.encode()).digest(),
        "via": Via.FORM,
        "created_at": published_at - DECIDED_AFTER,
    }


def asker(passport: int, published_at: datetime) -> Row:
    """Somebody who told a name; every other one lets it be shown."""
    return {
        "passport_id": passport,
        "name": f"Reader {passport}",
        "show_name": passport % 2 == 0,
        "expires_at": published_at + KEPT,
    }


def question(panel: int, passport: int, published_at: datetime) -> Row:
    """A question that was asked, approved and published."""
    return {
        "panel_id": panel,
        "passport_id": passport,
        "status": Status.PUBLISHED,
        "version": 3,
        "public_wording": 1,
        "asked_at": published_at - DECIDED_AFTER,
        "published_at": published_at,
        "first_published_at": published_at,
        "lang": LANGUAGE,
    }


def tally(panel: int, question_id: int) -> Row:
    """Nobody supports it yet."""
    return {"question_id": question_id, "panel_id": panel, "count": 0}


def wording(placed: Placed) -> Row:
    """The original, which is the public wording too."""
    return {
        "question_id": placed.id,
        "number": 1,
        "text": placed.text,
        "details": "",
        "author": Author.ASKER,
        "written_at": placed.asked_at,
        "lang": LANGUAGE,
    }


def statement(panel: int, placed: Placed) -> Row:
    """What an executive says."""
    return {"panel_id": panel, "kind": Kind.TEXT, "version": 1, "created_at": placed.asked_at}


def revision(statement: int, executive: int, text: Text, placed: Placed) -> Row:
    """The statement's only revision, released."""
    return {
        "statement_id": statement,
        "number": 1,
        "state": RevisionState.RELEASED,
        "body": text.source,
        "html": text.html,
        "renderer": prose.RENDERER,
        "on_behalf_of_id": executive,
        "written_at": placed.asked_at,
        "submitted_at": placed.published_at,
        "released_at": placed.published_at,
        "lang": LANGUAGE,
    }


def answer(statement: int, executive: int, placed: Placed) -> Row:
    """The answer that shows the statement."""
    return {
        "question_id": placed.id,
        "executive_id": executive,
        "statement_id": statement,
        "published_at": placed.published_at,
    }
