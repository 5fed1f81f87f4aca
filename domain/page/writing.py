"""A page is written anew: every save is a version that stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain import prose
from domain.permissions import Actor, Permission, demand_everywhere
from domain.question import fields
from domain.record import events
from domain.refusals import BadField, Stale
from extensions import db
from models import Page, PageVersion

TITLE_LONGEST = 120


@dataclass(frozen=True)
class Text:
    """A page's title and Markdown, and the HTML made from it outside any transaction."""

    title: str
    body: str
    html: str
    lang: str


def heading(value: str) -> str:
    """A page's title on one line, of 1 to 120 characters. Raises BadField."""
    return fields.line("title", value, TITLE_LONGEST)


def rendered(value: str) -> tuple[str, str]:
    """The tidied Markdown of a page and its HTML. Raises BadField."""
    source = fields.usable("body", value)
    if not source:
        raise BadField("body", "empty")
    return source, prose.render(source)


def write(page: Page, text: Text, *, seen: int, by: Actor, at: datetime) -> PageVersion:
    """Make ``text`` the newest version of ``page``, whose row is locked.

    Raises:
        NotAllowed: the actor may not write pages.
        Stale: somebody wrote since ``seen``.
        BadField: it is the text as it stands.
    """
    user = demand_everywhere(by, Permission.WRITE_PAGES)
    if seen != page.version:
        raise Stale(seen, page.version)
    newest = page.newest
    if (newest.title, newest.body, newest.lang) == (text.title, text.body, text.lang):
        raise BadField("body", "same-as-before")
    number = page.version + 1
    written = PageVersion(
        page_id=page.id,
        number=number,
        title=text.title,
        body=text.body,
        html=text.html,
        renderer=prose.RENDERER,
        lang=text.lang,
        written_at=at,
        written_by_id=user.id,
    )
    db.session.add(written)
    page.version = number
    events.write(page, "write", by=by, at=at, details={"number": number})
    db.session.flush()
    return written


def locked(page_id: int) -> Page:
    """The page with its row locked until the transaction ends, read afresh."""
    return db.session.scalars(
        select(Page).where(Page.id == page_id).with_for_update().execution_options(populate_existing=True)
    ).one()
